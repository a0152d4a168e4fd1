using System.Text.Json.Nodes;
using HaoChaPing.Tests;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Runtime;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HaoChaPing.Workflows.Tests.Runtime;

/// <summary>The real engine on a real SQLite file, with a clock that is moved and a process that can die.</summary>
public sealed class EngineWorld : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("engine-").FullName;
    private TestStore _store = null!;
    private ServiceProvider _services = null!;
    private Action<IServiceCollection>? _adjust;

    public TestClock Clock { get; } = new();
    public Death Death { get; private set; } = null!;
    public string ConnectionString => _store.Connection;

    /// <param name="adjust">Services of this world alone.</param>
    public static async Task<EngineWorld> StartAsync(Action<IServiceCollection>? adjust = null)
    {
        var world = new EngineWorld { _adjust = adjust };
        world._store = await TestStore.CreateAsync(world._folder);
        world.Open();
        await world.ReadAsync(db => db.Database.EnsureCreatedAsync());
        world.Death.StartCounting();
        return world;
    }

    /// <summary>What the operating system does to a killed process: nothing is saved, all that was committed is there at the next start.</summary>
    public async Task RestartAsync()
    {
        await CloseAsync();
        Open();
    }

    private void Open()
    {
        Death = new Death();
        var services = new ServiceCollection();
        if (TestStore.IsPostgreSql) services.AddPostgreSqlStore<TestDbContext>(ConnectionString);
        else services.AddSqliteStore<TestDbContext>(ConnectionString);
        services.AddLogging()
            .AddSingleton<TimeProvider>(Clock)
            .AddWorkflows(typeof(EngineWorld).Assembly)
            .ConfigureDbContext<TestDbContext>(options => options.AddInterceptors(Death))
            .AddScoped<IStreamCommandHandler, NoteHandler>()
            .AddScoped<IStreamCommandHandler, FailingHandler>();
        _adjust?.Invoke(services);
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }

    public Dispatcher Dispatcher => _services.GetRequiredService<Dispatcher>();

    public Task DrainAsync() => Dispatcher.DrainAsync(CancellationToken.None);

    /// <summary>Stages something through the queue and commits it, as a use case does.</summary>
    public async Task<T> CommitAsync<T>(Func<WorkflowQueue, T> stage)
    {
        await using var scope = _services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowDbContext>();
        await using var transaction = await scope.ServiceProvider.GetRequiredService<StoreDialect>().BeginAsync(db, null, CancellationToken.None);
        var result = stage(scope.ServiceProvider.GetRequiredService<WorkflowQueue>());
        await transaction.CommitAsync(CancellationToken.None);
        return result;
    }

    public Task CommitAsync(Action<WorkflowQueue> stage) => CommitAsync(queue =>
    {
        stage(queue);
        return true;
    });

    /// <summary>Asks for an operation as a use case does and runs it. Returns the code of its refusal.</summary>
    public Task<string?> OperateAsync(string instanceId, InstanceOperation operation, string reason = "as agreed by telephone") =>
        RequestAsync(operations => operations.RequestAsync(instanceId, operation, new Cause("supervisor", reason), CancellationToken.None));

    /// <summary>Lets a failed command of no instance run again.</summary>
    public Task<string?> RetryAsync(long commandId) =>
        RequestAsync(operations => operations.RequestRetryAsync(commandId, new Cause("supervisor", "as agreed by telephone"), CancellationToken.None));

    private async Task<string?> RequestAsync(Func<InstanceOperations, Task<OperationRefusal?>> request)
    {
        var refusal = await InScopeAsync(async services =>
        {
            await using var transaction = await services.GetRequiredService<StoreDialect>().BeginAsync(services.GetRequiredService<WorkflowDbContext>(), null, CancellationToken.None);
            var refused = await request(services.GetRequiredService<InstanceOperations>());
            if (refused is null) await transaction.CommitAsync(CancellationToken.None);
            return refused;
        });
        await DrainAsync();
        return refusal?.Code;
    }

    public async Task<T> ReadAsync<T>(Func<TestDbContext, Task<T>> read)
    {
        await using var scope = _services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<TestDbContext>());
    }

    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = _services.CreateAsyncScope();
        return await act(scope.ServiceProvider);
    }

    /// <summary>Publishes a flowchart of these activities, each leading to the next.</summary>
    public Task<WorkflowDefinitionVersion> PublishAsync(string definitionId, params JsonObject[] chain) => PublishAsync(Chain.Of(definitionId, chain));

    public Task<WorkflowDefinitionVersion> PublishAsync(string json) => InScopeAsync(services =>
        services.GetRequiredService<DefinitionCatalog>().ImportAsync(json, Cause.System, CancellationToken.None));

    /// <summary>Starts an instance and runs it until it waits. Returns its id.</summary>
    public async Task<string> StartAsync(string definitionId, string? stream = null)
    {
        var id = await CommitAsync(queue => queue.Start(definitionId, stream, [], Cause.System));
        await DrainAsync();
        return id;
    }

    public Task<WorkflowInstance> InstanceAsync(string id) => ReadAsync(db => db.Instances.SingleAsync(i => i.Id == id));

    public Task<WorkflowBookmark> BookmarkAsync(string instanceId) => ReadAsync(db => db.Bookmarks.SingleAsync(b => b.InstanceId == instanceId));

    /// <summary>Answers what an instance asks.</summary>
    public async Task AnswerAsync(string instanceId, string outcome, string actor = "officer")
    {
        var bookmark = await BookmarkAsync(instanceId);
        await CommitAsync(queue => queue.Resume(bookmark.StreamId, instanceId, bookmark.Id, outcome, null, new Cause(actor)));
        await DrainAsync();
    }

    public Task<List<string>> NotesAsync() => ReadAsync(db => db.Notes.OrderBy(n => n.Id).Select(n => n.Text).ToListAsync());

    private async Task CloseAsync()
    {
        await _services.DisposeAsync();
        if (TestStore.IsPostgreSql) return;
        await using var connection = new SqliteConnection(ConnectionString);
        SqliteConnection.ClearPool(connection);
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
