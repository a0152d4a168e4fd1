using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.Workflows.Runtime;

/// <summary>What people do to an instance beside the work itself, and what goes with it when it ends.</summary>
internal sealed partial class InstanceRunner
{
    public async Task CancelAsync(WorkflowCommand command, CancellationToken cancellationToken)
    {
        var instance = await db.Instances.FindAsync([command.InstanceId], cancellationToken);
        if (instance is null) await DropCommandsAsync(null, command, cancellationToken); // a start that never succeeded
        if (instance is null || IsFinished(instance)) return;
        await RunAsync(instance, WorkflowState.FromJson(instance.State), new Stimulus.Cancel(command.Reason), command, cancellationToken);
        await incidents.SettleAllAsync(instance.Id, command, cancellationToken);
        if (InstanceOperation.TryParse(command.Payload) is { } cancel) await operations.RecordAsync(instance, cancel, command, cancellationToken);
    }

    /// <summary>Does what a person asked for, if the state still allows it; the journal tells in any case.</summary>
    public async Task OperateAsync(WorkflowCommand command, CancellationToken cancellationToken)
    {
        var operation = InstanceOperation.Parse(command.Payload);
        var instance = command.InstanceId is null ? null : await db.Instances.FindAsync([command.InstanceId], cancellationToken);
        if (operation is InstanceOperation.RetryCommand retry) await RetryCommandAsync(retry, instance, command, cancellationToken);
        else if (instance is not null) await OperateAsync(instance, operation, command, cancellationToken);
    }

    /// <summary>The same for an instance that is known; answers why nothing was done.</summary>
    internal async Task<OperationRefusal?> OperateAsync(WorkflowInstance instance, InstanceOperation operation, WorkflowCommand command, CancellationToken cancellationToken)
    {
        if (await operations.RefuseAsync(instance, operation, cancellationToken) is { } refusal)
        {
            Journal.NotDone(db, instance, command, refusal.Message);
            return refusal;
        }

        if (operation is InstanceOperation.Migrate migrate) await MigrateAsync(instance, migrate, command, cancellationToken);
        else await RunAsync(instance, WorkflowState.FromJson(instance.State), new Stimulus.Operate(operation), command, cancellationToken);
        await operations.RecordAsync(instance, operation, command, cancellationToken);
        return null;
    }

    private async Task RetryCommandAsync(InstanceOperation.RetryCommand retry, WorkflowInstance? instance, WorkflowCommand command, CancellationToken cancellationToken)
    {
        if (await db.Commands.SingleOrDefaultAsync(c => c.Id == retry.CommandId && c.FailedAt != null, cancellationToken) is not { } failed) return;
        (failed.FailedAt, failed.Error) = (null, null);
        await incidents.SettleCommandAsync(failed.Id, command, cancellationToken);
        if (instance is null) return;
        Journal.Note(db, instance, command, $"{failed.Kind} {failed.Id}");
        await operations.RecordAsync(instance, retry, command, cancellationToken);
    }

    /// <summary>
    /// Nothing can happen to the instance any more by itself: what was still to, goes. Who asked for it finds it in the journal.
    /// Operations stay; a faulted instance can be mended, and each is checked when its turn comes.
    /// </summary>
    private async Task DropCommandsAsync(WorkflowInstance? instance, WorkflowCommand command, CancellationToken cancellationToken)
    {
        var instanceId = instance?.Id ?? command.InstanceId;
        var late = await EngineQueries.Of(db).LateOfInstance(db, command.StreamId, instanceId, command.Id).ToListAsync(cancellationToken);
        foreach (var dropped in late)
        {
            db.Commands.Remove(dropped);
            if (dropped.FailedAt is not null) await incidents.SettleCommandAsync(dropped.Id, command, cancellationToken);
            else if (instance is not null && dropped.Actor != Cause.System.Actor) Journal.NotDone(db, instance, dropped, dropped.Kind == CommandKinds.Resume ? $"流程先结束了，等待点“{Parse(dropped)["bookmarkId"]}”不再等待。" : "流程先结束了。");
        }
    }
}
