using HaoChaPing.CaseManagement.Common;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Runtime;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>One operation on an instance from outside: finds the stream, asks, and waits until it has happened.</summary>
internal sealed class InstanceDoor(ISender sender, Dispatcher dispatcher, InstanceHistory history)
{
    // Without a reason: Elsa's clients send none; who did it, and where, is one.
    public const string FromDesigner = "在流程设计器中操作";

    public async Task<Result<OperatedInstance>> OperateAsync(string instanceId, IReadOnlyList<InstanceOperation> operations, string? reason, CancellationToken cancellationToken)
    {
        var detail = await sender.Send(new GetInstance(instanceId), cancellationToken);
        if (!detail.Ok) return detail.Refusal;
        var stream = detail.Value.Seen.Row.StreamId;
        var done = await sender.Send(new OperateInstance(instanceId, stream, operations, reason ?? FromDesigner), cancellationToken);
        if (!done.Ok) return done;
        await dispatcher.DrainAsync(cancellationToken);
        // Somebody else may have been faster between the question and its turn.
        foreach (var kind in operations.Select(operation => operation.Kind).Distinct())
            if (await history.WhyNotAsync(instanceId, done.Value.Rows, done.Value.Actor, kind, null, cancellationToken) is { } why) return StudioRefusals.TooLate(why);
        return done;
    }

    public Task<Result<InstanceList>> FindAsync(InstanceFilter filter, CancellationToken cancellationToken) => sender.Send(new ListInstances(filter), cancellationToken);
}
