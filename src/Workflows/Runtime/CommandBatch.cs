using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HaoChaPing.Workflows.Runtime;

/// <summary>Takes commands that are due, in order, and executes them in one transaction: one alone, or several with a savepoint each.</summary>
internal sealed class CommandBatch(WorkflowDbContext db, IServiceScopeFactory scopes, StoreDialect dialect, TimeProvider clock, ILogger<CommandBatch> log)
{
    private const string Savepoint = "command";

    /// <summary>Runs one transaction. False when nothing was due, or nothing that is free.</summary>
    /// <param name="plannedFirst">Whether planned commands take their turn before fresh ones.</param>
    /// <param name="wait">Waits for a stream that another writer holds.</param>
    /// <param name="cancellationToken">Gives up; what is not committed did not happen.</param>
    public async Task<bool> RunAsync(bool plannedFirst, bool wait, CancellationToken cancellationToken)
    {
        await using var transaction = await dialect.ClaimAsync(db, new Claim(clock.GetUtcNow(), plannedFirst, wait), cancellationToken);
        if (transaction is null) return false;
        var now = clock.GetUtcNow(); // not earlier: what another writer staged while this one waited for its turn is due, too
        var due = transaction.Stream is { } stream
            ? await DueCommands.OfStreamAsync(db, stream, now, dialect.CommandsPerCommit, cancellationToken)
            : await DueCommands.OfAllAsync(db, now, dialect.CommandsPerCommit, plannedFirst, cancellationToken);
        if (due.Count == 0) return transaction.Stream is not null; // another writer ran it just before the lock was free: there may be more
        if (await IsOutOfTurnAsync(transaction.ClaimedCommand, due, cancellationToken)) return true;

        if (due is [var only]) await RunAloneAsync(only, transaction, cancellationToken);
        else await RunTogetherAsync(due, transaction, cancellationToken);
        return true;
    }

    // What the stream was claimed for was run just before the lock was free. What comes after it in the stream has its turn later, behind other streams.
    private async Task<bool> IsOutOfTurnAsync(long? claimed, List<WorkflowCommand> due, CancellationToken cancellationToken) =>
        claimed is { } id && due[0].Id != id && !await db.Commands.AnyAsync(c => c.Id == id, cancellationToken);

    private async Task RunAloneAsync(WorkflowCommand command, StoreTransaction first, CancellationToken cancellationToken)
    {
        var faults = new StepFaults();
        var transaction = first;
        try
        {
            while (await TryAsync(command, faults, cancellationToken) is { } attempt)
            {
                // Nothing of it stays. While the stream was free another node may have taken the command.
                await transaction.DisposeAsync();
                transaction = await dialect.BeginAsync(db, command.StreamId, cancellationToken);
                if (attempt is Attempt.Failed failed)
                {
                    await MarkFailedAsync(failed, cancellationToken);
                    break;
                }
                if (!await db.Commands.AnyAsync(c => c.Id == command.Id && c.FailedAt == null, cancellationToken)) return;
            }
            await transaction.CommitAsync(cancellationToken);
        }
        finally
        {
            await transaction.DisposeAsync();
        }
    }

    private async Task RunTogetherAsync(List<WorkflowCommand> due, StoreTransaction transaction, CancellationToken cancellationToken)
    {
        var stopped = new HashSet<string>();
        var touched = new HashSet<string>();
        foreach (var command in due)
        {
            var stops = DueCommands.PassesFailure(command.Kind) ? null : command.InstanceId;
            if (stops is not null && stopped.Contains(stops)) continue;
            // An earlier command of the stream may have withdrawn it, as a step done in time withdraws its deadline.
            if (!touched.Add(command.StreamId) && !await db.Commands.AnyAsync(c => c.Id == command.Id, cancellationToken)) continue;
            if (!await RunBehindSavepointAsync(command, cancellationToken) && stops is not null) stopped.Add(stops);
        }
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>False when the command failed.</summary>
    private async Task<bool> RunBehindSavepointAsync(WorkflowCommand command, CancellationToken cancellationToken)
    {
        var own = db.Database.CurrentTransaction!;
        var faults = new StepFaults();
        while (true)
        {
            await own.CreateSavepointAsync(Savepoint, cancellationToken);
            var attempt = await TryAsync(command, faults, cancellationToken);
            if (attempt is not null) await own.RollbackToSavepointAsync(Savepoint, cancellationToken);
            if (attempt is Attempt.Failed failed) await MarkFailedAsync(failed, cancellationToken);
            await own.ReleaseSavepointAsync(Savepoint, cancellationToken);
            if (attempt is not Attempt.Again) return attempt is null;
        }
    }

    /// <summary>Executes the command within the transaction. Null when that went well; otherwise what it did has to be rolled back.</summary>
    private async Task<Attempt?> TryAsync(WorkflowCommand command, StepFaults faults, CancellationToken cancellationToken)
    {
        // Its own scope: what a failed command tracked cannot slip into the commit of the others.
        await using var scope = ContextLoan.Open(scopes, db);
        scope.Services.GetRequiredService<StepFaults>().Recall(faults);
        var execution = scope.Services.GetRequiredService<CommandExecution>();
        try
        {
            await execution.RunAsync(command, cancellationToken);
            return null;
        }
        catch (StepFaultException fault) when (faults.Learn(fault))
        {
            return new Attempt.Again();
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested && !dialect.IsOutage(error))
        {
            log.LogError(error, "Command {Command} failed on instance {Instance}.", command.Id, execution.InstanceId);
            return new Attempt.Failed(command.Id, execution.InstanceId, error);
        }
    }

    private async Task MarkFailedAsync(Attempt.Failed failure, CancellationToken cancellationToken)
    {
        await using var scope = ContextLoan.Open(scopes, db);
        await scope.Services.GetRequiredService<FailedCommands>().MarkAsync(failure.CommandId, failure.InstanceId, failure.Error, cancellationToken);
    }

    private abstract record Attempt
    {
        /// <summary>A step failed; the burst is run once more, knowing which.</summary>
        public sealed record Again : Attempt;

        /// <summary>The command as a whole cannot be executed.</summary>
        public sealed record Failed(long CommandId, string? InstanceId, Exception Error) : Attempt;
    }
}
