using System.Text.Json.Nodes;
using HaoChaPing.Workflows;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Runtime;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HaoChaPing.Benchmarks;

/// <summary>The engine alone on its own file: a definition of ten activities with two waits, so three bursts from start to finish.</summary>
internal sealed class EngineBench : IAsyncDisposable
{
    public const int BurstsPerInstance = 3;
    private readonly string _connectionString;
    private readonly ServiceProvider _services;
    private List<string> _instances = [];

    private EngineBench(string connectionString, int commandsPerCommit)
    {
        _connectionString = connectionString;
        _services = new ServiceCollection()
            .AddLogging(logging => logging.AddConsole().SetMinimumLevel(LogLevel.Warning))
            .AddSingleton<StoreDialect>(services => new SqliteDialect(services.GetRequiredService<WakeOnCommit>(), commandsPerCommit))
            .AddSqliteStore<BenchDbContext>(connectionString)
            .AddWorkflows(typeof(EngineBench).Assembly)
            .BuildServiceProvider();
    }

    public static async Task<EngineBench> CreateAsync(string folder, string name, int commandsPerCommit)
    {
        var bench = new EngineBench($"Data Source={Path.Combine(folder, name)}", commandsPerCommit);
        await using var scope = bench._services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<BenchDbContext>().Database.EnsureCreatedAsync();
        await scope.ServiceProvider.GetRequiredService<DefinitionCatalog>().ImportAsync(BenchDefinition.Json(), Cause.System, CancellationToken.None);
        return bench;
    }

    /// <summary>Runs so many instances from start to finish and returns what the bursts took, without the staging of their commands.</summary>
    public async Task<Cost> RunAsync(int instances)
    {
        var cost = await DrainAsync(queue => _instances = [.. Enumerable.Range(0, instances).Select(_ => queue.Start("bench", null, [], Cause.System))]);
        for (var wait = 0; wait < BurstsPerInstance - 1; wait++)
        {
            var bookmarks = await WithDbAsync(db => db.Bookmarks.AsNoTracking().Where(b => _instances.Contains(b.InstanceId)).ToListAsync());
            cost += await DrainAsync(queue => bookmarks.ForEach(b => queue.Resume(b.StreamId, b.InstanceId, b.Id, "Done", new JsonObject { ["opinion"] = "情况属实" }, Cause.System)));
        }
        return cost;
    }

    /// <summary>Bytes of the file, the log folded in.</summary>
    public Task<long> BytesAsync() => WithDbAsync(async db =>
    {
        await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        return new FileInfo(new SqliteConnectionStringBuilder(_connectionString).DataSource).Length;
    });

    private async Task<Cost> DrainAsync(Action<WorkflowQueue> stage)
    {
        await using (var scope = _services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<WorkflowDbContext>();
            await using var transaction = await scope.ServiceProvider.GetRequiredService<StoreDialect>().BeginAsync(db, null, CancellationToken.None);
            stage(scope.ServiceProvider.GetRequiredService<WorkflowQueue>());
            await transaction.CommitAsync(CancellationToken.None);
        }
        var before = Cost.Start();
        await _services.GetRequiredService<Dispatcher>().DrainAsync(CancellationToken.None);
        return before.Stop();
    }

    public async Task ExpectAllFinishedAsync(int instances)
    {
        var finished = await WithDbAsync(db => db.Instances.CountAsync(i => i.SubStatus == nameof(SubStatus.Finished)));
        if (finished != instances) throw new InvalidOperationException($"Expected {instances} finished instances, but {finished} are.");
    }

    private async Task<T> WithDbAsync<T>(Func<BenchDbContext, Task<T>> read)
    {
        await using var scope = _services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<BenchDbContext>());
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
    }
}
