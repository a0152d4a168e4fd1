using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Runtime;
using MediatR;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>Does something to an instance beside its work: cancel, retry, skip, move, set a variable. On a case's instance the case's rules decide.</summary>
internal sealed record OperateInstance(string InstanceId, string StreamId, IReadOnlyList<InstanceOperation> Operations, string Reason) : IRequest<Result<OperatedInstance>>, IChange
{
    string? IChange.Stream => StreamId;
}

/// <summary>The instance on which it was queued.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Actor">Who asked for it.</param>
/// <param name="Rows">Rows its journal had then.</param>
internal sealed record OperatedInstance(string Id, string Actor, int Rows);

internal sealed class OperateInstanceHandler(InstanceAccess access, InstanceOperations operations, CurrentUser user) : IRequestHandler<OperateInstance, Result<OperatedInstance>>
{
    public async Task<Result<OperatedInstance>> Handle(OperateInstance request, CancellationToken cancellationToken)
    {
        // Which drawing cases go by is decided by whoever may publish one.
        if (!user.May(request.Operations.OfType<InstanceOperation.Migrate>().Any() ? Acts.WorkflowPublish : Acts.WorkflowEdit)) return HttpRefusals.NotAllowed;
        if (await access.FindAsync(request.InstanceId, cancellationToken) is not { } seen) return StudioRefusals.InstanceNotFound;
        foreach (var operation in request.Operations)
            if (await operations.RequestAsync(request.InstanceId, operation, new Cause(user.UserName, request.Reason), cancellationToken) is { } refusal) return StudioRefusals.Of(refusal);
        return new OperatedInstance(request.InstanceId, user.UserName, seen.Row.BurstCount);
    }
}
