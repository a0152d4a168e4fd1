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
internal sealed record SaveDefinition(IReadOnlyList<JsonObject> Models, bool Publish = false) : IRequest<Result<SavedDefinitions>>, IChange;

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
                rows.Add(await versions.SaveAsync(FormPorts.Plain(UnknownActivities.Restored(model)), new Cause(user.UserName), cancellationToken));
                await db.SaveChangesAsync(cancellationToken); // the next one may be of the same family
            }

            if (!request.Publish) return new SavedDefinitions(rows, false, []);
            var published = await versions.PublishAsync(rows[0], new Cause(user.UserName), cancellationToken);
            return new SavedDefinitions(rows, published.AlreadyPublished, published.Findings);
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
