using HaoChaPing.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HaoChaPing.Workflows.Scheduling;

/// <summary>Deletes the engine's journal of instances that ended long enough ago, as their definitions ask. The history of a case is not its business.</summary>
/// <param name="scopes">A scope for each batch.</param>
/// <param name="clock">The business clock.</param>
/// <param name="instancesPerCommit">Others who want to write wait no longer than a batch of this many takes.</param>
public sealed class JournalRetention(IServiceScopeFactory scopes, TimeProvider clock, int instancesPerCommit = 20)
{
    /// <summary>Deletes what is due, batch by batch. Returns how many instances lost their journal.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var total = 0;
        while (true)
        {
            var swept = await SweepBatchAsync(cancellationToken);
            total += swept;
            if (swept < instancesPerCommit) return total;
        }
    }

    private async Task<int> SweepBatchAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowDbContext>();
        // Looked for before the writer's lock is taken: mostly there is nothing to do.
        if (!await Due(db).AnyAsync(cancellationToken)) return 0;
        await using var transaction = await scope.ServiceProvider.GetRequiredService<StoreDialect>().BeginAsync(db, null, cancellationToken);
        var ids = await Due(db).OrderBy(i => i.JournalExpiresAt).Select(i => i.Id).Take(instancesPerCommit).ToListAsync(cancellationToken);
        await db.Journal.Where(entry => ids.Contains(entry.InstanceId)).ExecuteDeleteAsync(cancellationToken);
        await db.Instances.Where(i => ids.Contains(i.Id)).ExecuteUpdateAsync(set => set.SetProperty(i => i.JournalExpiresAt, (DateTimeOffset?)null), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return ids.Count;
    }

    private IQueryable<WorkflowInstance> Due(WorkflowDbContext db)
    {
        var now = clock.GetUtcNow();
        return db.Instances.Where(i => i.JournalExpiresAt <= now);
    }
}

/// <summary>Sweeps the journal now and then.</summary>
internal sealed class JournalSweeper(JournalRetention retention, MachineClock machine, ILogger<JournalSweeper> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, machine);
        while (await WaitAsync(timer, stoppingToken))
        {
            try
            {
                await retention.SweepAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // the edge where an outage of the store is survived
            catch (Exception error)
#pragma warning restore CA1031
            {
                log.LogError(error, "The journal could not be swept; the next sweep tries again.");
            }
        }
    }

    private static async Task<bool> WaitAsync(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
