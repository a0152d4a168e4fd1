using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>Deletes those of these instances that the user sees, with their children. All or none: one that runs a case refuses.</summary>
internal sealed record DeleteInstances(IReadOnlyList<string> Ids) : IRequest<Result<DeletedInstances>>, IChange;

/// <summary>How many instances were deleted, children included.</summary>
internal sealed record DeletedInstances(int Deleted);

internal sealed class DeleteInstancesHandler(CaseDbContext db, InstanceRemoval removal, InstanceAccess access, CurrentUser user) : IRequestHandler<DeleteInstances, Result<DeletedInstances>>
{
    public async Task<Result<DeletedInstances>> Handle(DeleteInstances request, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.WorkflowEdit)) return HttpRefusals.NotAllowed;
        var seen = await access.Visible().Where(i => request.Ids.Contains(i.Id)).ToListAsync(cancellationToken);
        var streams = seen.Select(i => i.StreamId).ToList();
        if (await db.Cases.AnyAsync(c => streams.Contains(c.Number), cancellationToken)) return StudioRefusals.CaseInstance;
        foreach (var child in seen.Where(i => i is { Status: "Running", ParentInstanceId: { } parent } && !request.Ids.Contains(parent)))
            if (WorkflowState.FromJson(child.State).ParentBookmarkId is { } waits && await db.Bookmarks.AnyAsync(b => b.Id == waits, cancellationToken)) return StudioRefusals.ParentWaits;
        return new DeletedInstances(await removal.RemoveAsync([.. seen.Select(i => i.Id)], cancellationToken));
    }
}
