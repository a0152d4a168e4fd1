using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>Publishes the latest version of each definition: all of them, or none when one of them must not be.</summary>
internal sealed record PublishDefinitions(IReadOnlyList<string> DefinitionIds) : IRequest<Result<PublishedDefinitions>>, IChange;

/// <summary>What became of each definition.</summary>
internal sealed record PublishedDefinitions(
    IReadOnlyList<WorkflowDefinitionVersion> Published, IReadOnlyList<WorkflowDefinitionVersion> AlreadyPublished, IReadOnlyList<string> NotFound, IReadOnlyList<Finding> Findings);

internal sealed class PublishDefinitionsHandler(CaseDbContext db, DefinitionVersions versions, CurrentUser user) : IRequestHandler<PublishDefinitions, Result<PublishedDefinitions>>
{
    public async Task<Result<PublishedDefinitions>> Handle(PublishDefinitions request, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.WorkflowPublish)) return HttpRefusals.NotAllowed;
        var latest = await db.DefinitionVersions.Where(v => v.IsLatest && request.DefinitionIds.Contains(v.DefinitionId)).ToListAsync(cancellationToken);
        try
        {
            var done = new List<Workflows.Runtime.Publication>();
            foreach (var version in latest) done.Add(await versions.PublishAsync(version, new Cause(user.UserName), cancellationToken));
            return new PublishedDefinitions(
                [.. done.Where(p => !p.AlreadyPublished).Select(p => p.Version)], [.. done.Where(p => p.AlreadyPublished).Select(p => p.Version)],
                [.. request.DefinitionIds.Except(latest.Select(v => v.DefinitionId))], [.. done.SelectMany(p => p.Findings)]);
        }
        catch (DefinitionFormatException exception)
        {
            return StudioRefusals.Malformed(exception);
        }
        catch (DefinitionRefusedException exception)
        {
            return StudioRefusals.Refused(exception);
        }
    }
}
