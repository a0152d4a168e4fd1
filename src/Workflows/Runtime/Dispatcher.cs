using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Scheduling;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HaoChaPing.Workflows.Runtime;

/// <summary>Runs the commands that are due until none is left. Any number of callers, on any number of nodes, may do so at once: each command is taken once.</summary>
public sealed class Dispatcher(IServiceScopeFactory scopes, StoreDialect dialect, TimeProvider clock)
{
    // How often a writer looks whether there is work for another one beside it.
    private const int LookForHelpEvery = 8;

    /// <summary>
    /// Runs everything that is due at the present business instant and returns when nothing is left, not even with another writer.
    /// It takes the writer's lock: never call it while holding a <see cref="StoreTransaction"/>.
    /// </summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        do await DrainCommandsAsync(cancellationToken);
        while (await RunSweepAsync(cancellationToken));
    }

    /// <summary>Runs everything that is due and free, and leaves to other writers what they hold.</summary>
    internal async Task SweepAsync(CancellationToken cancellationToken)
    {
        do await WorkAsync(dialect.Writers - 1, cancellationToken);
        while (await RunSweepAsync(cancellationToken));
    }

    private async Task DrainCommandsAsync(CancellationToken cancellationToken)
    {
        await WorkAsync(dialect.Writers - 1, cancellationToken);
        if (!dialect.LocksStreams) return;
        await using var scope = scopes.CreateAsyncScope();
        var batch = await OpenAsync(scope, cancellationToken);
        while (await batch.RunAsync(plannedFirst: false, wait: true, cancellationToken)) { }
    }

    /// <summary>The earliest instant after now at which a command or a sweep's row becomes due; null when none is planned.</summary>
    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowDbContext>();
        var (now, planned) = (clock.GetUtcNow(), true); // a parameter, see EngineQueries.DueOfAll
        var next = await db.Commands.Where(c => c.FailedAt == null && c.IsPlanned == planned && c.DueAt > now)
            .OrderBy(c => c.DueAt).Select(c => (DateTimeOffset?)c.DueAt).FirstOrDefaultAsync(cancellationToken);
        foreach (var sweep in scope.ServiceProvider.GetServices<IDueSweep>())
            if (await sweep.NextDueAsync(now, cancellationToken) is { } due && (next is null || due < next)) next = due;
        return next;
    }

    /// <summary>One batch of each sweep. A scope for each batch: what one has tracked does not pile up.</summary>
    private async Task<bool> RunSweepAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var worked = false;
        foreach (var sweep in scope.ServiceProvider.GetServices<IDueSweep>()) worked |= await sweep.RunBatchAsync(cancellationToken);
        return worked;
    }

    /// <summary>One writer, and as many beside it as find work.</summary>
    private async Task WorkAsync(int helpers, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var batch = await OpenAsync(scope, cancellationToken);
        var (help, turns) = (Task.CompletedTask, new Turns());
        try
        {
            for (var turn = 0; !turns.AreOver;)
            {
                if (!turns.Take(await batch.RunAsync(turns.Planned, wait: false, cancellationToken))) continue;
                if (helpers == 0 || turn++ % LookForHelpEvery != 0 || !help.IsCompleted) continue;
                await help;
                help = Task.Run(() => WorkAsync(helpers - 1, cancellationToken), cancellationToken);
            }
        }
        finally
        {
            await help;
        }
    }

    /// <summary>Planned and fresh commands take turns, so that neither waits for the end of a crowd of the other kind. The kind that has none is looked for now and then.</summary>
    private sealed class Turns
    {
        private const int LookForNoneEvery = 8;
        private bool _missed;
        private int _rest;

        public bool Planned { get; private set; }
        public bool AreOver { get; private set; }

        /// <summary>Takes note of whether there was one, and returns that.</summary>
        public bool Take(bool ran)
        {
            if (!ran) (AreOver, _missed, _rest, Planned) = (_missed, true, LookForNoneEvery, !Planned);
            else if (_rest > 0) (_missed, _rest) = (false, _rest - 1);
            else (_missed, Planned) = (false, !Planned);
            return ran;
        }
    }

    private static async Task<CommandBatch> OpenAsync(AsyncServiceScope scope, CancellationToken cancellationToken)
    {
        // Opening a connection costs EF more than a burst does: one stays open for all batches.
        await scope.ServiceProvider.GetRequiredService<WorkflowDbContext>().Database.OpenConnectionAsync(cancellationToken);
        return scope.ServiceProvider.GetRequiredService<CommandBatch>();
    }
}
