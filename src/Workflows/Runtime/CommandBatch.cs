using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HaoChaPing.Workflows.Runtime;

/// <summary>Takes the commands that are due, in order, and executes each behind a savepoint of its own; one commit serves them all.</summary>
internal sealed class CommandBatch(WorkflowDbContext db, IServiceScopeFactory scopes, StoreDialect dialect, TimeProvider clock, ILogger<CommandBatch> log)
{
    private const string Savepoint = "command";

    /// <summary>Runs one batch. Returns how many commands were taken; 0 when nothing was due.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using var transaction = await dialect.BeginAsync(db, null, cancellationToken);
        var due = await DueAsync(cancellationToken);
        if (due.Count == 0) return 0;

        var stopped = new HashSet<string>();
        foreach (var (id, instanceId) in due)
        {
            if (instanceId is not null && stopped.Contains(instanceId)) continue;
            if (!await TryExecuteAsync(id, transaction, cancellationToken) && instanceId is not null) stopped.Add(instanceId);
        }
        await transaction.CommitAsync(cancellationToken);
        return due.Count;
    }

    // A failed command stops the later ones of its own instance, which were meant for the state it should have led to. It stops nothing
    // else: not the other instances of the stream, not its deadlines, and not what people do about it, which is the way out.
    private Task<List<Due>> DueAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return db.Commands
            .Where(c => c.FailedAt == null && c.DueAt <= now)
            .Where(c => c.InstanceId == null || c.Kind == CommandKinds.Cancel || c.Kind.StartsWith(CommandKinds.Operations) || !db.Commands.Any(f => f.InstanceId == c.InstanceId && f.FailedAt != null))
            .OrderBy(c => c.DueAt).ThenBy(c => c.Id)
            .Take(dialect.CommandsPerCommit)
            .Select(c => new Due(c.Id, c.Kind == CommandKinds.Cancel || c.Kind.StartsWith(CommandKinds.Operations) ? null : c.InstanceId))
            .ToListAsync(cancellationToken);
    }

    private async Task<bool> TryExecuteAsync(long id, StoreTransaction transaction, CancellationToken cancellationToken)
    {
        var faults = new StepFaults();
        while (true)
        {
            if (await TryExecuteAsync(id, faults, transaction, cancellationToken) is { } succeeded) return succeeded;
        }
    }

    /// <summary>True when the command was executed, false when it failed, null when it has to be tried again, knowing more.</summary>
    private async Task<bool?> TryExecuteAsync(long id, StepFaults faults, StoreTransaction transaction, CancellationToken cancellationToken)
    {
        // Its own scope, hence its own context: what a failed command tracked cannot slip into the commit of the others.
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<StepFaults>().Recall(faults);
        var savepoint = await JoinAsync(scope, transaction, cancellationToken);
        await savepoint.CreateSavepointAsync(Savepoint, cancellationToken);
        var execution = scope.ServiceProvider.GetRequiredService<CommandExecution>();
        try
        {
            await execution.RunAsync(id, cancellationToken);
            await savepoint.ReleaseSavepointAsync(Savepoint, cancellationToken);
            return true;
        }
        catch (StepFaultException fault) when (faults.Learn(fault))
        {
            await savepoint.RollbackToSavepointAsync(Savepoint, cancellationToken);
            await savepoint.ReleaseSavepointAsync(Savepoint, cancellationToken);
            return null;
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested && !dialect.IsOutage(error))
        {
            await savepoint.RollbackToSavepointAsync(Savepoint, cancellationToken);
            log.LogError(error, "Command {Command} failed on instance {Instance}.", id, execution.InstanceId);
            await MarkFailedAsync(id, execution.InstanceId, error, transaction, cancellationToken);
            await savepoint.ReleaseSavepointAsync(Savepoint, cancellationToken);
            return false;
        }
    }

    private static async Task<IDbContextTransaction> JoinAsync(AsyncServiceScope scope, StoreTransaction transaction, CancellationToken cancellationToken)
    {
        var db = scope.ServiceProvider.GetRequiredService<WorkflowDbContext>();
        await transaction.JoinAsync(db, cancellationToken);
        db.Database.AutoSavepointsEnabled = false; // ours covers the whole command
        return db.Database.CurrentTransaction!;
    }

    private async Task MarkFailedAsync(long id, string? instanceId, Exception error, StoreTransaction transaction, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await JoinAsync(scope, transaction, cancellationToken);
        await scope.ServiceProvider.GetRequiredService<FailedCommands>().MarkAsync(id, instanceId, error, cancellationToken);
    }

    private readonly record struct Due(long Id, string? InstanceId);
}
