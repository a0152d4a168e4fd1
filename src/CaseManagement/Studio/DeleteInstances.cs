using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>Deletes instances that run no case, with their children. All or none.</summary>
internal sealed record DeleteInstances(IReadOnlyList<string> Ids) : IRequest<Result<DeletedInstances>>, IChange;

/// <summary>How many instances were deleted, children included.</summary>
internal sealed record DeletedInstances(int Deleted);

internal sealed class DeleteInstancesHandler(CaseDbContext db, InstanceRemoval removal, CurrentUser user) : IRequestHandler<DeleteInstances, Result<DeletedInstances>>
{
    public async Task<Result<DeletedInstances>> Handle(DeleteInstances request, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.WorkflowEdit)) return HttpRefusals.NotAllowed;
        if (await db.Instances.AnyAsync(i => request.Ids.Contains(i.Id) && db.Cases.Any(c => c.Number == i.StreamId), cancellationToken)) return StudioRefusals.CaseInstance;
        return new DeletedInstances(await removal.RemoveAsync(request.Ids, cancellationToken));
    }
}
