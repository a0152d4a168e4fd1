using HaoChaPing.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HaoChaPing.Workflows.Runtime;

/// <summary>Runs the commands that are due until none is left. Any number of callers may do so at once: each command is taken once.</summary>
public sealed class Dispatcher(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>
    /// Runs everything that is due at the present business instant and returns when nothing is left.
    /// It takes the writer's lock: never call it while holding a <see cref="StoreTransaction"/>.
    /// </summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        // Opening a connection costs EF more than a burst does: one stays open for all batches.
        await scope.ServiceProvider.GetRequiredService<WorkflowDbContext>().Database.OpenConnectionAsync(cancellationToken);
        var batch = scope.ServiceProvider.GetRequiredService<CommandBatch>();
        while (await batch.RunAsync(cancellationToken) > 0) { }
    }

    /// <summary>The earliest instant after now at which a command becomes due; null when none is planned.</summary>
    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowDbContext>();
        var now = clock.GetUtcNow();
        return await db.Commands.Where(c => c.FailedAt == null && c.DueAt > now).OrderBy(c => c.DueAt).Select(c => (DateTimeOffset?)c.DueAt).FirstOrDefaultAsync(cancellationToken);
    }
}
