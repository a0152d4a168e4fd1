using System.Data.Common;
using System.Globalization;
using System.Net;
using System.Security.Claims;
using System.Text;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Intake;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.CaseManagement.Upload;
using HaoChaPing.Designer.Blazor;
using HaoChaPing.Workflows.Runtime;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HaoChaPing.Benchmarks;

/// <summary>
/// The whole product without its web server, on a database of its own: services and ratings come in, the people of 安康 handle every case through the use cases
/// that pages and API send, the upper platform's receipts close them.
/// </summary>
internal sealed class CaseBench : IAsyncDisposable
{
    private const string Channel = "channel";
    private static readonly string[] Units = ["ak-unit-1", "ak-unit-2"];
    private readonly WebApplication _app;
    private readonly Commits _commits;
    private readonly string _file;
    private int _rated;

    private CaseBench(WebApplication app, Commits commits, string file) => (_app, _commits, _file) = (app, commits, file);

    /// <summary>Durable commits so far.</summary>
    public int CommitsSoFar => _commits.Count;

    public static async Task<CaseBench> CreateAsync(string folder)
    {
        var commits = new Commits();
        var app = HaoChaPingHost.Create(
            [$"--HCP_DATA={folder}", "--HCP_MODE=demo", "--HCP_DEMO_EMPTY=1", "--HCP_DEMO_NOW=2025-03-03T09:00:00+08:00", "--HCP_UPLOAD_URL=http://upper-platform.invalid/"],
            builder =>
            {
                builder.Logging.AddFilter("HaoChaPing", LogLevel.Warning);
                builder.Services.AddSingleton<IServer, NoServer>().ConfigureDbContext<SqliteCaseDbContext>(options => options.AddInterceptors(commits));
                builder.Services.AddHttpClient("upper-platform").ConfigurePrimaryHttpMessageHandler(() => new Receipts());
            });
        await app.StartAsync();
        return new CaseBench(app, commits, Path.Combine(folder, "haochaping.db"));
    }

    /// <summary>Takes in so many bad ratings and returns when every case is closed.</summary>
    public async Task<Cost> RunAsync(int cases)
    {
        var before = Cost.Start();
        for (var i = 0; i < cases; i++) await RateAsync(++_rated);
        await DrainAsync();
        for (var tasks = await OpenAsync(); tasks.Count > 0; tasks = await OpenAsync())
        {
            foreach (var task in tasks) Expect(await AsAsync(task.Account, new CompleteTask(task.Id, Outcome(task.Kind), Fields(task.Kind), [])));
            await DrainAsync();
            await _app.Services.GetRequiredService<UploadSender>().SendDueAsync(CancellationToken.None);
            await DrainAsync();
        }
        var cost = before.Stop();
        var closed = await ReadAsync(db => db.Cases.CountAsync(c => c.Status == "closed"));
        return closed == _rated ? cost : throw new InvalidOperationException($"Expected {_rated} closed cases, but {closed} are.");
    }

    /// <summary>Bytes of the database, the log folded in.</summary>
    public Task<long> BytesAsync() => ReadAsync(async db =>
    {
        await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        return new FileInfo(_file).Length;
    });

    private async Task RateAsync(int n)
    {
        var now = _app.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var rater = new PersonBody("naturalPerson", $"评价人{n:D4}", Phone: $"1380000{n % 10_000:D4}", Verified: true);
        Expect(await AsAsync(Channel, new ReceiveService(new ServiceBody(
            "AK", $"svc-{n}", $"SN-{n}", new ServiceItemBody("spjy", "食品经营许可（新办）"), "matter", "window", Units[n % 2], "安康市政务服务大厅", "12", StartedAt: now.AddHours(-2), CompletedAt: now.AddHours(-1), Applicant: rater))));
        Expect(await AsAsync(Channel, new ReceiveRating(new RatingBody(
            "AK", "window", $"r-{n}", "dissatisfied", $"svc-{n}", "item", "single", [new ReasonBody(Text: "未在承诺时间内办结")], Text: "跑了三次，每次要的材料都不一样。", Rater: rater))));
    }

    private Task DrainAsync() => _app.Services.GetRequiredService<Dispatcher>().DrainAsync(CancellationToken.None);

    private Task<List<OpenTask>> OpenAsync() => ReadAsync(async db =>
    {
        var tasks = await db.Tasks.AsNoTracking().Where(t => t.Status == "open").Select(t => new { t.Id, t.Kind, t.Role, t.UnitPath }).ToListAsync();
        var holders = await db.RoleGrants.AsNoTracking().Join(db.Users, g => g.UserId, u => u.Id, (g, u) => new { g.Role, g.UnitPath, u.UserName }).ToListAsync();
        return tasks.ConvertAll(t => new OpenTask(t.Id, t.Kind, holders.First(h => h.Role == t.Role && t.UnitPath.StartsWith(h.UnitPath, StringComparison.Ordinal)).UserName!));
    });

    private static string Outcome(string kind) => kind switch
    {
        "dispatch" => "dispatched",
        "verify" => "confirmed",
        "rectify" => "rectified",
        "reply" => "replied",
        _ => throw new InvalidOperationException($"Expected a step of the main path, but a task '{kind}' is open."),
    };

    private JsonObject Fields(string kind) => kind switch
    {
        "dispatch" => new JsonObject { ["note"] = "请按期办理。" },
        "verify" => new JsonObject { ["class"] = "general", ["contacted"] = true, ["contactMethod"] = "phone", ["findings"] = "首次咨询未出具一次性告知单，属实。" },
        "rectify" => new JsonObject
        {
            ["rootCause"] = "告知不到位", ["measures"] = "窗口首次咨询一律当场出具一次性告知单。", ["responsible"] = "窗口负责人",
            ["finishedOn"] = _app.Services.GetRequiredService<TimeProvider>().GetUtcNow().LocalDate().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        },
        _ => new JsonObject { ["method"] = "phone", ["text"] = "您反映的问题已整改，欢迎监督。" },
    };

    /// <summary>As the page or the channel's program would send it: permission, transaction and audit included.</summary>
    private async Task<Result<T>> AsAsync<T>(string account, IRequest<Result<T>> request)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CaseDbContext>();
        var who = await PrincipalAsync(db, account);
        if (!await scope.ServiceProvider.GetRequiredService<CurrentUserLoader>().LoadAsync(who, CancellationToken.None)) throw new InvalidOperationException($"Expected '{account}' to be accepted, but it was not.");
        return await scope.ServiceProvider.GetRequiredService<ISender>().Send(request);
    }

    private static async Task<ClaimsPrincipal> PrincipalAsync(CaseDbContext db, string account)
    {
        if (account == Channel)
        {
            var key = await db.Set<ApiKey>().AsNoTracking().Select(k => k.Id).SingleAsync();
            return new ClaimsPrincipal(new ClaimsIdentity([new Claim(SignInClaims.Key, key.ToString())], SignInSchemes.Key));
        }
        var user = await db.Users.AsNoTracking().SingleAsync(u => u.UserName == account);
        return new SignedIn(user.Id, account, user.DisplayName, user.UnitCode, [], user.SecurityStamp!).Principal(SignInSchemes.Token);
    }

    private static void Expect<T>(Result<T> result)
    {
        if (!result.Ok) throw new InvalidOperationException($"Expected the step to be taken, but: {result.Refusal.Code} {result.Refusal.Message} {string.Join(' ', result.Refusal.Errors)}");
    }

    private async Task<T> ReadAsync<T>(Func<CaseDbContext, Task<T>> read)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<CaseDbContext>());
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        SqliteConnection.ClearAllPools();
    }

    private sealed record OpenTask(Guid Id, string Kind, string Account);

    private sealed class Commits : DbTransactionInterceptor
    {
        private int _count;

        public int Count => _count;

        public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref _count);
            return Task.CompletedTask;
        }
    }

    /// <summary>Nobody calls over the wire.</summary>
    private sealed class NoServer : IServer
    {
        public IFeatureCollection Features { get; } = new FeatureCollection();

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken) where TContext : notnull => Task.CompletedTask;
        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
        public void Dispose() { }
    }

    /// <summary>An upper platform that takes everything at once; its own work is not to be measured.</summary>
    private sealed class Receipts : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent($$"""{"receiptId":"{{Guid.NewGuid():N}}"}""", Encoding.UTF8, "application/json") });
    }
}
