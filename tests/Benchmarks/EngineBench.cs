using System.Text.Json.Nodes;
using HaoChaPing.Workflows;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HaoChaPing.Benchmarks;

/// <summary>The engine alone on its own database: a definition of ten activities with two waits, so three bursts from start to finish.</summary>
internal sealed class EngineBench : IAsyncDisposable
{
    public const int BurstsPerInstance = 3;
    private readonly ServiceProvider _services;
    private List<string> _instances = [];
    private int _finished;
    private long _ballast;

    private EngineBench(BenchStore store)
    {
        Store = store;
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddConsole().SetMinimumLevel(LogLevel.Warning)).AddSingleton<TimeProvider>(Clock);
        store.Add(services);
        _services = services.AddWorkflows(typeof(EngineBench).Assembly).AddScoped<IStreamCommandHandler, BenchTimer>().BuildServiceProvider();
    }

    public BenchStore Store { get; }
    public BenchClock Clock { get; } = new();
    public Dispatcher Dispatcher => _services.GetRequiredService<Dispatcher>();

    public static async Task<EngineBench> CreateAsync(BenchStore store)
    {
        var bench = new EngineBench(store);
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
        _finished += instances;
        return cost;
    }

    public Task<long> BytesAsync() => WithDbAsync(Store.BytesAsync);

    /// <summary>Stages and commits without running anything.</summary>
    public async Task StageAsync(Action<WorkflowQueue> stage)
    {
        await using var scope = _services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowDbContext>();
        await using var transaction = await scope.ServiceProvider.GetRequiredService<StoreDialect>().BeginAsync(db, null, CancellationToken.None);
        stage(scope.ServiceProvider.GetRequiredService<WorkflowQueue>());
        await transaction.CommitAsync(CancellationToken.None);
    }

    /// <summary>Brings the instances that wait, each with its bookmark, task row, journal and a deadline far off, to this number: copies of one that really waits.</summary>
    public async Task WaitingAsync(long count)
    {
        if (_ballast >= count) return;
        var id = "";
        await StageAsync(queue => id = queue.Start("bench", null, [], Cause.System));
        await StageAsync(queue => queue.At(Clock.GetUtcNow().AddYears(1), id, BenchTimer.Name, new JsonObject { ["number"] = 0 }, Cause.System));
        await Dispatcher.DrainAsync(CancellationToken.None);
        await WithDbAsync(async db =>
        {
            db.Database.SetCommandTimeout(TimeSpan.FromMinutes(30));
            await using var transaction = await db.Database.BeginTransactionAsync();
            foreach (var type in db.Model.GetEntityTypes().Where(t => t.FindProperty("InstanceId") is not null || t.ClrType == typeof(WorkflowInstance) || t.GetTableName() == "WorkflowStreams"))
                await db.Database.ExecuteSqlRawAsync(CopySql(type, id, count - _ballast));
            await transaction.CommitAsync();
            return await db.Database.ExecuteSqlRawAsync("ANALYZE");
        });
        _ballast = count;
    }

    private string CopySql(IEntityType type, string id, long count)
    {
        var table = StoreObjectIdentifier.Table(type.GetTableName()!);
        var columns = type.GetProperties().Where(p => !(p.IsPrimaryKey() && p.ClrType == typeof(long))).Select(p => p.GetColumnName(table)!).ToList();
        // Whatever is the instance's id, or begins with it, gets a number behind it.
        var own = type.GetProperties().Where(p => p.ClrType == typeof(string)).Select(p => p.GetColumnName(table)!).Where(c => c is "Id" or "InstanceId" or "StreamId").ToHashSet();
        var picked = columns.Select(c => own.Contains(c) && !(c == "InstanceId" && type.ClrType == typeof(WorkflowCommand)) ? $"t.\"{c}\" || '-{_ballast}-' || n" : $"t.\"{c}\"");
        var key = columns.Contains("StreamId") ? "StreamId" : columns.Contains("InstanceId") ? "InstanceId" : "Id";
        return $"INSERT INTO \"{table.Name}\" ({string.Join(", ", columns.Select(c => $"\"{c}\""))}) SELECT {string.Join(", ", picked)} FROM \"{table.Name}\" t, {Store.Numbers(count)} WHERE t.\"{key}\" = '{id}'";
    }

    private async Task<Cost> DrainAsync(Action<WorkflowQueue> stage)
    {
        await StageAsync(stage);
        var before = Cost.Start();
        await Dispatcher.DrainAsync(CancellationToken.None);
        return before.Stop();
    }

    public async Task ExpectAllFinishedAsync()
    {
        var finished = await WithDbAsync(db => db.Instances.CountAsync(i => i.SubStatus == nameof(SubStatus.Finished)));
        if (finished != _finished) throw new InvalidOperationException($"Expected {_finished} finished instances on {Store.Name}, but {finished} are.");
    }

    public async Task<T> WithDbAsync<T>(Func<BenchDbContext, Task<T>> read)
    {
        await using var scope = _services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<BenchDbContext>());
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Store.DisposeAsync();
    }
}
