using System.Data.Common;
using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Runtime;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace HaoChaPing.Workflows.Tests.Runtime;

/// <summary>The real engine on a real SQLite file, with a clock that is moved and a process that can die.</summary>
public sealed class EngineWorld : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("engine-").FullName;
    private ServiceProvider _services = null!;

    public TestClock Clock { get; } = new();
    public Death Death { get; private set; } = null!;
    public string ConnectionString => $"Data Source={Path.Combine(_folder, "engine.db")}";

    public static async Task<EngineWorld> StartAsync()
    {
        var world = new EngineWorld();
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
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(Clock)
            .AddWorkflows(typeof(EngineWorld).Assembly)
            .AddSqliteStore<TestDbContext>(ConnectionString)
            .ConfigureDbContext<TestDbContext>(options => options.AddInterceptors(Death))
            .AddScoped<IStreamCommandHandler, NoteHandler>()
            .AddScoped<IStreamCommandHandler, FailingHandler>();
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

    public Task<List<string>> NotesAsync() => ReadAsync(db => db.Notes.OrderBy(n => n.Id).Select(n => n.Text).ToListAsync());

    private async Task CloseAsync()
    {
        await _services.DisposeAsync();
        await using var connection = new SqliteConnection(ConnectionString);
        SqliteConnection.ClearPool(connection);
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>A business row, so that tests see whether it shares the burst's fate.</summary>
public sealed class Note
{
    public int Id { get; init; }
    public required string Text { get; init; }
}

public sealed class TestDbContext(DbContextOptions<TestDbContext> options) : WorkflowDbContext(options)
{
    public DbSet<Note> Notes => Set<Note>();
}

/// <summary>A clock that stands still until it is moved.</summary>
public sealed class TestClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2025, 3, 3, 1, 0, 0, TimeSpan.Zero);
    public override DateTimeOffset GetUtcNow() => Now;
}

/// <summary>Kills the process at a commit: from then on nothing reaches the store.</summary>
public sealed class Death : DbTransactionInterceptor
{
    private int _commits;
    private int? _before;
    private int? _after;

    /// <summary>Commits that reached the disk.</summary>
    public int Commits => _commits;

    public void StartCounting() => _commits = 0;
    public void BeforeCommit(int number) => _before = number;
    public void AfterCommit(int number) => _after = number;

    public override ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
        _before == _commits + 1 || _after <= _commits ? throw new ProcessDiedException() : ValueTask.FromResult(result);

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) =>
        Interlocked.Increment(ref _commits) == _after ? throw new ProcessDiedException() : Task.CompletedTask;
}

public sealed class ProcessDiedException : Exception;

/// <summary>A business command: writes a note in the stream's transaction.</summary>
public sealed class NoteHandler(WorkflowDbContext db) : IStreamCommandHandler
{
    public string Kind => "note";

    public Task HandleAsync(WorkflowCommand command, CancellationToken cancellationToken)
    {
        db.Set<Note>().Add(new Note { Text = JsonNode.Parse(command.Payload)!["text"]!.GetValue<string>() });
        return Task.CompletedTask;
    }
}

/// <summary>A business command with a bug: it writes, saves, and throws.</summary>
public sealed class FailingHandler(WorkflowDbContext db) : IStreamCommandHandler
{
    public string Kind => "fail";

    public async Task HandleAsync(WorkflowCommand command, CancellationToken cancellationToken)
    {
        db.Set<Note>().Add(new Note { Text = "half done" });
        await db.SaveChangesAsync(cancellationToken);
        throw new InvalidOperationException("Expected a calendar for 2031, but there is none.");
    }
}
