using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>What stands above a definition in the designer.</summary>
public sealed record GetDefinitionCard(string DefinitionId) : IRequest<Result<DefinitionCard>>;

/// <summary>A definition in a few words.</summary>
/// <param name="DefinitionId">The family of its versions.</param>
/// <param name="Name">Name of the latest version.</param>
/// <param name="Latest">Number of the latest version.</param>
/// <param name="Published">Number of the published version, by which new cases go; null when none is.</param>
/// <param name="Packs">Codes of the packs whose cases go by it.</param>
/// <param name="MayEdit">Whether this user may draft.</param>
/// <param name="MayPublish">Whether this user may publish.</param>
public sealed record DefinitionCard(string DefinitionId, string Name, int Latest, int? Published, IReadOnlyList<string> Packs, bool MayEdit, bool MayPublish)
{
    /// <summary>Whether the latest version is a draft.</summary>
    public bool HasDraft => Published != Latest;
}

internal sealed class GetDefinitionCardHandler(CaseDbContext db, WorkflowBindings bindings, CurrentUser user) : IRequestHandler<GetDefinitionCard, Result<DefinitionCard>>
{
    public async Task<Result<DefinitionCard>> Handle(GetDefinitionCard request, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.WorkflowRead)) return HttpRefusals.NotAllowed;
        var versions = await db.DefinitionVersions.AsNoTracking().Where(v => v.DefinitionId == request.DefinitionId && (v.IsLatest || v.IsPublished))
            .OrderByDescending(v => v.Version).Select(v => new { v.Name, v.Version, v.IsPublished }).ToListAsync(cancellationToken);
        if (versions.Count == 0) return StudioRefusals.DefinitionNotFound;
        return new DefinitionCard(request.DefinitionId, versions[0].Name, versions[0].Version, versions.Find(v => v.IsPublished)?.Version, bindings.Of(request.DefinitionId),
            user.May(Acts.WorkflowEdit), user.May(Acts.WorkflowPublish));
    }
}
