using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>What a pack binds must be there to run on. A binding that another published pack has already is not this pack's fault.</summary>
internal sealed class BoundWorkflows(CaseDbContext db, OrdinanceCatalog catalog)
{
    private static readonly string[] Places = ["/case/workflow", "/case/extension/workflow", "/case/coordination/workflow", "/appeal/workflow", "/followUp/workflow"];

    public async Task<IReadOnlyList<FieldError>> UnknownAsync(JsonObject pack, CancellationToken cancellationToken)
    {
        var published = await db.Set<WorkflowDefinitionVersion>().Where(v => v.IsPublished).Select(v => v.DefinitionId).Distinct().ToListAsync(cancellationToken);
        var known = catalog.All.SelectMany(v => Places.Select(place => JsonPointer.Find(v.Ordinance.Raw, place)?.ToString())).Concat(published).ToHashSet();
        return
        [
            .. from place in Places
               let bound = JsonPointer.Find(pack, place)?.ToString()
               where bound is not null && !known.Contains(bound)
               select new FieldError(place, $"没有已发布的流程“{bound}”，请先在流程设计器中发布。"),
        ];
    }
}
