using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.CaseManagement.Upload;
using HaoChaPing.Designer.Blazor;
using HaoChaPing.Designer.Blazor.Hosting;
using HaoChaPing.Tests;
using HaoChaPing.UpperPlatform;
using HaoChaPing.Workflows.Runtime;
using HaoChaPing.Workflows.Scheduling;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace HaoChaPing.CaseManagement.Tests;

/// <summary>The real application on a folder and database of its own, as the first start left them (SQLite, or PostgreSQL as <see cref="TestStore"/> says), with a clock that only tests move and an upper platform beside it.</summary>
public sealed class World : IAsyncDisposable
{
    private readonly WebApplication _upperPlatform;
    private readonly Func<WebApplication> _create;
    private readonly List<HttpClient> _clients = [];
    private readonly TestStore _store;
    private WebApplication _app;

    private World(Func<WebApplication> create, WebApplication upperPlatform, string folder, TestStore store, StillMachine machine)
    {
        (_create, _app, _upperPlatform, Folder, _store, Machine) = (create, create(), upperPlatform, folder, store, machine);
        Clock = new WorldClock(() => Services);
    }

    /// <summary>The data folder; it goes with the world.</summary>
    public string Folder { get; }
    /// <summary>The machine's clock: sign-in lifetimes and retries of the senders follow it.</summary>
    public StillMachine Machine { get; }
    /// <summary>The clock of the business.</summary>
    public WorldClock Clock { get; }
    public IServiceProvider Services => _app.Services;
    public Uri Address => new(_app.Urls.First());
    public Uri UpperPlatformAddress => new(_upperPlatform.Urls.First());

    /// <summary>Starts on an empty database at nine in the morning of the day.</summary>
    /// <param name="today">Local day, such as <c>2025-03-03</c>.</param>
    /// <param name="adjust">What this world replaces at the borders of the process.</param>
    /// <param name="filled">With the ratings and cases of a demonstration; they come in while the world already runs.</param>
    /// <param name="definitions">A folder of definitions other than the product's own.</param>
    public static async Task<World> StartAsync(string today = "2025-03-03", Action<WebApplicationBuilder>? adjust = null, bool filled = false, string? definitions = null)
    {
        var folder = Directory.CreateTempSubdirectory("haochaping-").FullName;
        var upperPlatform = UpperPlatformApp.Create("--folder", Path.Combine(folder, "upper-platform"), "--urls", "http://127.0.0.1:0");
        await upperPlatform.StartAsync();
        var machine = new StillMachine();
        var store = filled || definitions is not null ? await TestStore.CreateAsync(folder) : await FirstStart.CopyAsync(today, folder);
        string[] settings =
        [
            .. Settings(today, folder, store), $"--HCP_DEMO_EMPTY={(filled ? 0 : 1)}", $"--HCP_UPLOAD_URL={upperPlatform.Urls.First()}",
            .. definitions is null ? Array.Empty<string>() : [$"--HCP_DEFINITIONS={definitions}"],
        ];
        var world = new World(
            () => HaoChaPingHost.Create(settings, builder =>
            {
                AtTheBorders(builder.Services, machine);
                adjust?.Invoke(builder);
            }),
            upperPlatform, folder, store, machine);
        await world._app.StartAsync();
        return world;
    }

    /// <summary>What every world replaces: the machine's clock, and the price of a password, which tests would pay by the thousand.</summary>
    internal static void AtTheBorders(IServiceCollection services, StillMachine machine) =>
        services.AddSingleton<MachineClock>(machine).Configure<PasswordHasherOptions>(passwords => passwords.IterationCount = 1000);

    /// <summary>For <c>adjust</c>: nothing is reported to the upper platform until the test says so (<see cref="Handling.UploadedAsync"/>).</summary>
    internal static void SendsWhenTold(WebApplicationBuilder builder) =>
        builder.Services.Remove(builder.Services.Last(s => s.ServiceType == typeof(IHostedService) && s.ImplementationFactory?.Method.ReturnType == typeof(UploadSender)));

    internal static string[] Settings(string today, string folder, TestStore store) =>
    [
        $"--HCP_DATA={folder}", $"--HCP_DATABASE_PROVIDER={store.Provider}", $"--HCP_DATABASE={store.Connection}", "--HCP_URLS=http://127.0.0.1:0", "--HCP_MODE=demo",
        $"--HCP_DEMO_NOW={today}T09:00:00+08:00",
    ];

    /// <summary>Stops the server and starts it again on the same folder; clients made before are of no use after.</summary>
    public async Task RestartAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _app = _create();
        await _app.StartAsync();
    }

    /// <summary>A program without a sign-in.</summary>
    public HttpClient Anonymous() => Client(_app);

    /// <summary>A program signed in as a demo account, such as <c>ak-bureau</c>.</summary>
    public async Task<HttpClient> As(string userName)
    {
        var client = Anonymous();
        var answer = await client.PostAsJsonAsync("/api/v1/auth/token", new { userName, password = DemoAccounts.Password });
        answer.EnsureSuccessStatusCode();
        var token = (await answer.Content.ReadFromJsonAsync<JsonObject>())!["accessToken"]!.GetValue<string>();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>A business system with its API key.</summary>
    public HttpClient Channel()
    {
        var client = Anonymous();
        client.DefaultRequestHeaders.Add("X-Api-Key", DemoAccounts.ChannelKey);
        return client;
    }

    /// <summary>Sends a use case as a demo account, as its page would.</summary>
    public async Task<TResponse> Send<TResponse>(IRequest<TResponse> request, string by)
    {
        await using var scope = Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var account = await services.GetRequiredService<CaseDbContext>().Users.AsNoTracking().SingleAsync(u => u.UserName == by);
        var principal = new SignedIn(account.Id, by, account.DisplayName, account.UnitCode, [], account.SecurityStamp!).Principal(SignInSchemes.Token);
        if (!await services.GetRequiredService<CurrentUserLoader>().LoadAsync(principal, CancellationToken.None)) throw new InvalidOperationException($"Expected to act as '{by}', but the account was not accepted.");
        return await services.GetRequiredService<ISender>().Send(request);
    }

    /// <summary>What the tests ask the upper platform, and tell it.</summary>
    public HttpClient UpperPlatform() => Client(_upperPlatform);

    /// <summary>Reads the database in a scope of its own.</summary>
    public async Task<T> Read<T>(Func<CaseDbContext, Task<T>> read)
    {
        await using var scope = Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<CaseDbContext>());
    }

    /// <summary>Returns when nothing that is due is left.</summary>
    public Task WaitIdle() => Services.GetRequiredService<Dispatcher>().DrainAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(c => c.Dispose());
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _upperPlatform.StopAsync();
        await _upperPlatform.DisposeAsync();
        await _store.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private HttpClient Client(WebApplication app)
    {
        var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()), Timeout = TimeSpan.FromMinutes(10) }; // a busy machine is no fault
        _clients.Add(client);
        return client;
    }
}

/// <summary>A machine whose clock stands still until a test moves it: at first where all stand, so that a copied database finds its own instant.</summary>
public sealed class StillMachine : MachineClock
{
    private static readonly DateTimeOffset Began = System.GetUtcNow();
    private DateTimeOffset _now = Began;

    public override DateTimeOffset GetUtcNow() => _now;
    public void Advance(TimeSpan by) => _now += by;
}

/// <summary>Moves the business clock of a world the way the demo clock does: everything due on the way happens at its own instant.</summary>
public sealed class WorldClock(Func<IServiceProvider> services)
{
    public DateTimeOffset Now => services().GetRequiredService<TimeProvider>().GetUtcNow().ToChina();

    /// <summary>Such as <c>2025-03-05T09:00</c>, local time.</summary>
    public Task MoveTo(string local) =>
        MoveTo(new DateTimeOffset(DateTime.Parse(local, CultureInfo.InvariantCulture), ChinaTime.Offset));

    public async Task MoveTo(DateTimeOffset instant)
    {
        var moved = await services().GetRequiredService<DemoClock>().MoveToAsync(instant, CancellationToken.None);
        if (!moved.Ok) throw new InvalidOperationException($"Expected to move the clock to {instant:O}, but: {moved.Refusal.Message}");
    }
}
