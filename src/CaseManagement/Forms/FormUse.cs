using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Definitions;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Forms;

/// <summary>A step of a published workflow that a form is filled in at.</summary>
/// <param name="DefinitionId">The workflow.</param>
/// <param name="Workflow">Its name.</param>
/// <param name="ActivityId">The step.</param>
/// <param name="Step">Its name in the drawing.</param>
public sealed record FormStep(string DefinitionId, string Workflow, string ActivityId, string Step);

/// <summary>Where forms are used in published workflows.</summary>
internal sealed class FormUse(CaseDbContext db)
{
    private const string HumanTask = "HaoChaPing.HumanTask";

    /// <summary>The steps of each form, by the form's name.</summary>
    public async Task<ILookup<string, FormStep>> StepsAsync(CancellationToken cancellationToken) =>
        (await NodesAsync(cancellationToken)).ToLookup(use => use.Node.LiteralOf("form") ?? "", use => use.Step);

    /// <summary>Outcomes that a published workflow does not lead anywhere.</summary>
    public async Task<IReadOnlyList<FieldError>> UnconnectedAsync(FormDefinition form, CancellationToken cancellationToken) =>
    [
        .. from use in await NodesAsync(cancellationToken)
           where use.Node.LiteralOf("form") == form.Name && use.Node.Parent is { Type: "Elsa.Flowchart" }
           from outcome in form.Outcomes.Select((outcome, at) => (outcome.Name, outcome.Label, At: at))
           where !use.Node.Parent!.Connections.Any(line => line.Source == use.Node.Id && line.Port == outcome.Name)
           select new FieldError($"/outcomes/{outcome.At}", $"流程“{use.Step.Workflow}”的“{use.Step.Step}”没有接结果“{outcome.Label}”（{outcome.Name}）。"),
    ];

    private async Task<List<(ActivityNode Node, FormStep Step)>> NodesAsync(CancellationToken cancellationToken)
    {
        var rows = await db.DefinitionVersions.AsNoTracking().Where(v => v.IsPublished && v.Json.Contains(HumanTask)).OrderBy(v => v.DefinitionId)
            .Select(v => new { v.DefinitionId, v.Name, v.Json }).ToListAsync(cancellationToken);
        return [.. rows.SelectMany(row => DefinitionReader.Read(row.Json).Activities().Where(node => node.Type == HumanTask)
            .Select(node => (node, new FormStep(row.DefinitionId, row.Name, node.Id, node.Called))))];
    }
}
