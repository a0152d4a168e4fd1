using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>The palette: every activity with its inputs, choices filled from what there is now, and the workflows that may be used as activities.</summary>
internal sealed record ListDescriptors : IRequest<Result<JsonObject>>;

internal sealed class ListDescriptorsHandler(CaseDbContext db, ActivityCatalog catalog, OrdinanceCatalog ordinances, CurrentUser user) : IRequestHandler<ListDescriptors, Result<JsonObject>>
{
    private const string HumanTask = "HaoChaPing.HumanTask";

    public async Task<Result<JsonObject>> Handle(ListDescriptors request, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.WorkflowRead)) return HttpRefusals.NotAllowed;
        var forms = await FormsAsync(cancellationToken);
        var choices = Choices(forms);
        var outcomes = forms.SelectMany(form => form.Outcomes).DistinctBy(outcome => outcome.Name).Select(outcome => (outcome.Name, outcome.Label)).ToList();
        var activities = catalog.All.OrderBy(activity => activity.Type, StringComparer.Ordinal).Select(activity => DescriptorJson.Activity(activity,
            input => choices.GetValueOrDefault((activity.Type, input)), activity.Type == HumanTask ? outcomes : null));
        return ElsaHttp.List(activities.Concat(await WorkflowsAsync(cancellationToken)));
    }

    private async Task<List<FormDefinition>> FormsAsync(CancellationToken cancellationToken)
    {
        var rows = await db.Set<FormVersion>().AsNoTracking().Select(form => new { form.Name, form.Version, form.Json }).ToListAsync(cancellationToken);
        return [.. rows.GroupBy(row => row.Name).Select(family => FormDefinition.Parse(family.MaxBy(row => row.Version)!.Json)).OrderBy(form => form.Name, StringComparer.Ordinal)];
    }

    /// <summary>What the inputs of our own activities offer, by activity type and input.</summary>
    private Dictionary<(string, string), IReadOnlyList<Choice>> Choices(IEnumerable<FormDefinition> forms)
    {
        var packs = ordinances.CurrentPacks;
        Choice[] roles = [.. packs.SelectMany(pack => PermissionSeed.StaffRoles(pack)).GroupBy(role => role.Code).Select(same => new Choice($"{same.First().Name}（{same.Key}）", same.Key)), new("承办单位（handlingUnit）", "handlingUnit")];
        Choice[] timers = [new("本件类别的期限（class）", "class"), .. packs.SelectMany(pack => (pack["timers"] as JsonObject ?? []).Select(timer => timer.Key)).Distinct().Order(StringComparer.Ordinal).Select(id => new Choice(id, id))];
        return new Dictionary<(string, string), IReadOnlyList<Choice>>
        {
            [(HumanTask, "Kind")] = [.. TaskKinds.All.Select(kind => new Choice($"{kind.Name}（{kind.Code}）", kind.Code))],
            [(HumanTask, "Role")] = roles,
            [(HumanTask, "Unit")] = [new("按角色判断", ""), new("承办单位", TaskUnits.HandlingUnit), new("由承办单位向上最近的该角色单位", TaskUnits.Nearest)],
            [(HumanTask, "Form")] = [.. forms.Select(form => new Choice($"{form.Title}（{form.Name}）", form.Name))],
            [(HumanTask, "Timer")] = [new("没有自己的期限", ""), .. timers],
            [("HaoChaPing.StartTimer", "Timer")] = timers,
            [("HaoChaPing.SetCaseState", "Step")] = [new("不改环节", ""), new("转办", "dispatch"), new("核实", "verify"), new("整改", "rectify"), new("回复", "reply"), new("上传", "upload")],
            [("HaoChaPing.SetCaseState", "State")] = [new("完成", "done"), new("进行中", "current")],
            [("HaoChaPing.SetCaseState", "Status")] = [new("不改状态", ""), new("办结", "closed"), new("不予采纳", "notAdopted")],
        };
    }

    // Every version, so that no stored definition refers to one the canvas does not know; only the published may be dragged.
    private async Task<List<JsonObject>> WorkflowsAsync(CancellationToken cancellationToken)
    {
        var rows = await db.DefinitionVersions.AsNoTracking().Where(v => v.Json.Contains("\"usableAsActivity\":true")).OrderBy(v => v.DefinitionId).ThenBy(v => v.Version).ToListAsync(cancellationToken);
        return [.. rows.Select(row => (Row: row, Definition: DefinitionReader.Read(row.Json))).Where(item => item.Definition.UsableAsActivity)
            .DistinctBy(item => (item.Row.Name, item.Row.Version)).Select(item => DescriptorJson.Workflow(item.Row, item.Definition))];
    }
}

/// <summary>One entry of a dropdown.</summary>
internal sealed record Choice(string Text, string Value);
