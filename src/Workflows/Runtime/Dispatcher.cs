using HaoChaPing.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HaoChaPing.Workflows.Runtime;

/// <summary>Runs the commands that are due until none is left. Any number of callers may do so at once: each command is taken once.</summary>
public sealed class Dispatcher
{
    private readonly IServiceScopeFactory _scopes;
    private readonly CommandBatch _batch;
    private readonly TimeProvider _clock;

    internal Dispatcher(IServiceScopeFactory scopes, CommandBatch batch, TimeProvider clock) => (_scopes, _batch, _clock) = (scopes, batch, clock);

    /// <summary>
    /// Runs everything that is due at the present business instant and returns when nothing is left.
    /// It takes the writer's lock: never call it while holding a <see cref="StoreTransaction"/>.
    /// </summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        while (await _batch.RunAsync(cancellationToken) > 0) { }
    }

    /// <summary>The earliest instant after now at which a command becomes due; null when none is planned.</summary>
    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowDbContext>();
        var now = _clock.GetUtcNow();
        return await db.Commands.Where(c => c.FailedAt == null && c.DueAt > now).OrderBy(c => c.DueAt).Select(c => (DateTimeOffset?)c.DueAt).FirstOrDefaultAsync(cancellationToken);
    }
}
