using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>Saves drafts, of which the first may be published at once. A draft is never refused for findings; publishing is.</summary>
/// <param name="Models">The definitions.</param>
/// <param name="Publish">Whether the first is published, too.</param>
/// <param name="Read">The tag of what its author had read before; what somebody else has changed since is not overwritten. Null overwrites.</param>
internal sealed record SaveDefinition(IReadOnlyList<JsonObject> Models, bool Publish = false, string? Read = null) : IRequest<Result<SavedDefinitions>>, IChange;

/// <summary>What was saved, in order.</summary>
internal sealed record SavedDefinitions(IReadOnlyList<WorkflowDefinitionVersion> Rows, bool AlreadyPublished, IReadOnlyList<Finding> Findings);

internal sealed class SaveDefinitionHandler(CaseDbContext db, DefinitionVersions versions, CurrentUser user) : IRequestHandler<SaveDefinition, Result<SavedDefinitions>>
{
    public async Task<Result<SavedDefinitions>> Handle(SaveDefinition request, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.WorkflowEdit) || request.Publish && !user.May(Acts.WorkflowPublish)) return HttpRefusals.NotAllowed;
        try
        {
            var rows = new List<WorkflowDefinitionVersion>();
            foreach (var model in request.Models)
            {
                rows.Add(await versions.SaveAsync(FormPorts.Plain(UnknownActivities.Restored(model)), new Cause(user.UserName), request.Read, cancellationToken));
                await db.SaveChangesAsync(cancellationToken); // the next one may be of the same family
            }

            if (!request.Publish) return new SavedDefinitions(rows, false, []);
            var published = await versions.PublishAsync(rows[0], new Cause(user.UserName), cancellationToken);
            return new SavedDefinitions(rows, published.AlreadyPublished, published.Findings);
        }
        catch (DefinitionChangedException exception)
        {
            return await ChangedAsync(exception.DefinitionId, cancellationToken);
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

    private async Task<Refusal> ChangedAsync(string definitionId, CancellationToken cancellationToken)
    {
        var last = await db.DefinitionEvents.AsNoTracking().Where(e => e.DefinitionId == definitionId).OrderByDescending(e => e.At).ThenByDescending(e => e.Id).FirstOrDefaultAsync(cancellationToken);
        var who = last is null ? null : await db.Users.Where(u => u.UserName == last.Actor).Select(u => u.DisplayName).FirstOrDefaultAsync(cancellationToken) ?? last.Actor;
        return StudioRefusals.Changed(who, last?.Act == "deleted");
    }
}
