using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Definitions;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>The versions between which running instances can be moved: those that were published.</summary>
public sealed record ListMigratableVersions(string DefinitionId) : IRequest<Result<MigratableVersions>>;

/// <summary>A definition and its versions, the newest first.</summary>
public sealed record MigratableVersions(string DefinitionId, string Name, IReadOnlyList<MigratableVersion> Versions);

/// <summary>A published version.</summary>
/// <param name="Version">Its number.</param>
/// <param name="IsPublished">Whether new cases go by it.</param>
/// <param name="Running">Instances on it that run, or were ended by a fault that can be mended.</param>
/// <param name="Steps">Its steps, for those who have to choose one.</param>
public sealed record MigratableVersion(int Version, bool IsPublished, int Running, IReadOnlyList<StepChoice> Steps);

/// <summary>A step that can be chosen.</summary>
public sealed record StepChoice(string Id, string Name);

internal sealed class ListMigratableVersionsHandler(CaseDbContext db, InstanceAccess access, CurrentUser user) : IRequestHandler<ListMigratableVersions, Result<MigratableVersions>>
{
    public async Task<Result<MigratableVersions>> Handle(ListMigratableVersions request, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.WorkflowPublish)) return HttpRefusals.NotAllowed;
        var versions = await db.DefinitionVersions.AsNoTracking().Where(v => v.DefinitionId == request.DefinitionId && v.PublishedAt != null).OrderByDescending(v => v.Version).ToListAsync(cancellationToken);
        if (versions.Count == 0) return StudioRefusals.DefinitionNotFound;
        var found = new List<MigratableVersion>();
        foreach (var version in versions)
            found.Add(new MigratableVersion(
                version.Version, version.IsPublished, await access.Visible().CountAsync(i => i.DefinitionVersionId == version.Id && (i.Status == "Running" || i.SubStatus == "Faulted"), cancellationToken),
                [.. DefinitionReader.Read(version.Json).Activities().Skip(1).Select(node => new StepChoice(node.Id, node.Called))]));
        return new MigratableVersions(request.DefinitionId, versions[0].Name, found);
    }
}
