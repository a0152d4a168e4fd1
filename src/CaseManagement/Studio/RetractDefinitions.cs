using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>Takes published definitions back. Refused for a definition on which a rule pack runs its cases.</summary>
internal sealed record RetractDefinitions(IReadOnlyList<string> DefinitionIds) : IRequest<Result<RetractedDefinitions>>, IChange;

/// <summary>What became of each definition.</summary>
internal sealed record RetractedDefinitions(IReadOnlyList<WorkflowDefinitionVersion> Retracted, IReadOnlyList<string> AlreadyRetracted, IReadOnlyList<string> NotFound);

internal sealed class RetractDefinitionsHandler(CaseDbContext db, DefinitionVersions versions, WorkflowBindings bindings, CurrentUser user)
    : IRequestHandler<RetractDefinitions, Result<RetractedDefinitions>>
{
    public async Task<Result<RetractedDefinitions>> Handle(RetractDefinitions request, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.WorkflowPublish)) return HttpRefusals.NotAllowed;
        var ids = request.DefinitionIds.Distinct().ToList();
        var known = await db.DefinitionVersions.Where(v => ids.Contains(v.DefinitionId) && (v.IsPublished || v.IsLatest)).ToListAsync(cancellationToken);
        var published = known.Where(v => v.IsPublished).ToList();
        foreach (var version in published)
        {
            if (bindings.Of(version.DefinitionId) is { Count: > 0 } packs) return StudioRefusals.Bound(version.Name, packs);
            await versions.RetractAsync(version, new Cause(user.UserName), cancellationToken);
        }

        var families = known.Select(v => v.DefinitionId).ToHashSet();
        return new RetractedDefinitions(published, [.. ids.Where(families.Contains).Except(published.Select(v => v.DefinitionId))], [.. ids.Where(id => !families.Contains(id))]);
    }
}
