using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>
/// Deletes whole definitions or single versions: all of them, or none when one must stay — because cases ran on it, an instance still runs,
/// or a rule pack needs it. Answers how many definitions or versions are gone.
/// </summary>
internal sealed record DeleteDefinitions(IReadOnlyList<string> DefinitionIds, IReadOnlyList<string> VersionIds) : IRequest<Result<DeletedDefinitions>>, IChange;

/// <summary>How many definitions or versions were deleted.</summary>
internal sealed record DeletedDefinitions(int Deleted);

internal sealed class DeleteDefinitionsHandler(CaseDbContext db, DefinitionVersions versions, WorkflowBindings bindings, CurrentUser user)
    : IRequestHandler<DeleteDefinitions, Result<DeletedDefinitions>>
{
    public async Task<Result<DeletedDefinitions>> Handle(DeleteDefinitions request, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.WorkflowEdit)) return HttpRefusals.NotAllowed;
        var doomed = await db.DefinitionVersions.Where(v => request.DefinitionIds.Contains(v.DefinitionId) || request.VersionIds.Contains(v.Id)).ToListAsync(cancellationToken);
        foreach (var version in doomed)
        {
            if (await RefusalAsync(version, cancellationToken) is { } refusal) return refusal;
            await versions.DeleteAsync(version, new Cause(user.UserName), cancellationToken);
        }

        return new DeletedDefinitions(request.VersionIds.Count > 0 ? doomed.Count : doomed.Select(v => v.DefinitionId).Distinct().Count());
    }

    private async Task<Refusal?> RefusalAsync(WorkflowDefinitionVersion version, CancellationToken cancellationToken)
    {
        // Taking away what is published is publishing's business, as retracting is.
        if (version.IsPublished && !user.May(Acts.WorkflowPublish)) return HttpRefusals.NotAllowed;
        if (version.IsPublished && bindings.Of(version.DefinitionId) is { Count: > 0 } packs) return StudioRefusals.Bound(version.Name, packs);
        if (await db.Instances.AnyAsync(i => i.DefinitionVersionId == version.Id && db.Cases.Any(c => c.Number == i.StreamId), cancellationToken)) return StudioRefusals.CaseHistory(version.Name);
        return await versions.HasRunningInstancesAsync(version.Id, cancellationToken) ? StudioRefusals.StillRunning : null;
    }
}
