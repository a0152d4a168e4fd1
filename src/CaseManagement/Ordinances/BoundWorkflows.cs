using System.Text.Json;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>What a pack binds must be there to run on, do what it is bound for, and name nothing that the pack has not (X-PACK-1).</summary>
public sealed class BoundWorkflows(CaseDbContext db, OrdinanceCatalog catalog)
{
    private const string CaseWorkflow = "/case/workflow";

    // Each binding, and the kind of task without which a workflow cannot do what it is bound for.
    private static readonly (string Place, string? Kind, string Name)[] Bindings =
    [
        (CaseWorkflow, null, "办理工单"), ("/case/extension/workflow", "approveExtension", "审批延期"), ("/case/coordination/workflow", "coordinate", "会商"),
        ("/appeal/workflow", "reviewAppeal", "复核申诉"), ("/followUp/workflow", "followUp", "回访"),
    ];

    /// <summary>Bindings that lead nowhere. One that another published pack has already is not this pack's fault.</summary>
    public async Task<IReadOnlyList<FieldError>> UnknownAsync(JsonObject pack, CancellationToken cancellationToken)
    {
        var published = await db.Set<WorkflowDefinitionVersion>().Where(v => v.IsPublished).Select(v => v.DefinitionId).Distinct().ToListAsync(cancellationToken);
        var known = catalog.All.SelectMany(v => Bindings.Select(binding => JsonPointer.Find(v.Ordinance.Raw, binding.Place)?.ToString())).Concat(published).ToHashSet();
        return
        [
            .. from binding in Bindings
               let bound = JsonPointer.Find(pack, binding.Place)?.ToString()
               where bound is not null && !known.Contains(bound)
               select new FieldError(binding.Place, $"没有已发布的流程“{bound}”，请先在流程设计器中发布。"),
        ];
    }

    /// <summary>Workflows that do not fit the pack: of a wrong kind, or with a role, timer or form that is not there.</summary>
    /// <param name="pack">The merged pack.</param>
    /// <param name="files">Files that come in at the same start; theirs are newer than what is published.</param>
    /// <param name="cancellationToken">Gives up reading.</param>
    internal async Task<IReadOnlyList<FieldError>> UnfitAsync(JsonObject pack, DefinitionFiles? files, CancellationToken cancellationToken)
    {
        List<FieldError> errors = [];
        var forms = await db.Set<FormVersion>().Select(f => f.Name).Distinct().ToListAsync(cancellationToken);
        if (files is not null) forms.AddRange(files.Files("forms").Select(file => Path.GetFileNameWithoutExtension(file)!));
        foreach (var (place, kind, name) in Bindings)
        {
            if (JsonPointer.Find(pack, place)?.ToString() is not { } bound || await FindAsync(bound, files, cancellationToken) is not { } definition) continue;
            if (!Does(definition, kind)) errors.Add(new FieldError(place, $"流程“{bound}”不是用来{name}的，请改用{name}的流程。"));
            else if (place == CaseWorkflow) errors.AddRange(Missing(definition, pack, forms).Select(sentence => new FieldError(place, sentence)));
        }
        return errors;
    }

    private async Task<WorkflowDefinition?> FindAsync(string definitionId, DefinitionFiles? files, CancellationToken cancellationToken)
    {
        if (files?.Workflow(definitionId) is { } file) return Read(file);
        var json = await db.Set<WorkflowDefinitionVersion>().Where(v => v.DefinitionId == definitionId && v.IsPublished).Select(v => v.Json).FirstOrDefaultAsync(cancellationToken);
        return json is null ? null : Read(json);
    }

    private static WorkflowDefinition? Read(string json)
    {
        try { return DefinitionReader.Read(json); }
        catch (Exception fault) when (fault is JsonException or DefinitionFormatException) { return null; } // said of the file itself
    }

    // What runs inside another workflow is not seen from here.
    private static bool Does(WorkflowDefinition definition, string? kind)
    {
        var nodes = definition.Activities().ToList();
        if (nodes.Any(n => n.Type is "Elsa.ExecuteWorkflow" or "Elsa.DispatchWorkflow" or "Elsa.BulkDispatchWorkflows" || !(n.Type.StartsWith("Elsa.", StringComparison.Ordinal) || n.Type.StartsWith("HaoChaPing.", StringComparison.Ordinal)))) return true;
        if (kind is null) return nodes.Any(n => n.Type == "HaoChaPing.SetCaseState" && n.LiteralOf("status") is "closed");
        var tasks = nodes.Where(n => n.Type == "HaoChaPing.HumanTask").ToList();
        return tasks.Any(n => n.LiteralOf("kind") is not { } literal || literal == kind);
    }

    private static IEnumerable<string> Missing(WorkflowDefinition definition, JsonObject pack, List<string> forms)
    {
        var roles = (pack["roles"] as JsonArray ?? []).Select(role => role!["code"]!.GetValue<string>()).Concat(PackReferences.BuiltIn).Append(TaskUnits.RoleOfUnit).ToHashSet(StringComparer.Ordinal);
        var timers = (pack["timers"] as JsonObject ?? []).Select(timer => timer.Key).Append(CaseClock.OfClass).ToHashSet(StringComparer.Ordinal);
        foreach (var node in definition.Activities().Where(n => n.Type is "HaoChaPing.HumanTask" or "HaoChaPing.StartTimer"))
        {
            var step = $"流程“{definition.Name}”的“{node.Called}”";
            if (node.LiteralOf("role") is { Length: > 0 } role && !roles.Contains(role)) yield return $"{step}由角色“{role}”办理，规则包里没有这个角色。";
            if (node.LiteralOf("timer") is { Length: > 0 } timer && !timers.Contains(timer)) yield return $"{step}用期限“{timer}”，规则包里没有这个期限。";
            if (node.LiteralOf("form") is { Length: > 0 } form && !forms.Contains(form)) yield return $"{step}用表单“{form}”，没有这个表单。";
        }
    }
}
