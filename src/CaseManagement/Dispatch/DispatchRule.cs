using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Dispatch;

/// <summary>Passing on goes one level at a time along the path of the pack (AK-13b, AK-14a, AK-14b); the last level may name another unit of the same level and role.</summary>
internal sealed class DispatchRule(CaseDbContext db, TaskUnits units, OrdinanceCatalog ordinances, CaseTimeline timeline) : ITaskRule
{
    public string Kind => "dispatch";

    public async ValueTask<IReadOnlyList<FormField>> PrepareAsync(TaskOfCase work, IReadOnlyList<FormField> fields, CancellationToken cancellationToken)
    {
        if (work.Task.Status != "open") return await NamedAsync(work.Task, fields, cancellationToken);
        var choice = await ChoiceAsync(work, cancellationToken);
        return [.. fields.Select(f => f.Type != "unit" ? f : f with { Default = choice.Suggested.Code, Options = [.. choice.Units.Select(u => new FormOption(u.Code, u.Name))] })];
    }

    // Afterwards the form still says the unit by its name.
    private async Task<IReadOnlyList<FormField>> NamedAsync(TaskItem task, IReadOnlyList<FormField> fields, CancellationToken cancellationToken)
    {
        var chosen = task.Fields is { } stored ? (string?)JsonNode.Parse(stored)!["unit"] : null;
        var unit = await db.Units.AsNoTracking().SingleOrDefaultAsync(u => u.Code == chosen, cancellationToken);
        return unit is null ? fields : [.. fields.Select(f => f.Type != "unit" ? f : f with { Options = [new FormOption(unit.Code, unit.Name)] })];
    }

    public async ValueTask<Refusal?> ApplyAsync(TaskWork work, CancellationToken cancellationToken)
    {
        if ((string?)work.Fields["unit"] is not { Length: > 0 } chosen) return null;
        var choice = await ChoiceAsync(new TaskOfCase(work.Task, work.Case), cancellationToken);
        if (choice.Suggested.Code == chosen) return null;
        if (choice.Units.SingleOrDefault(u => u.Code == chosen) is not { } unit) return DispatchRefusals.AnotherLevel;

        timeline.Append(work.Case, work.By, "reassigned", new JsonObject { ["from"] = work.Case.UnitCode, ["to"] = unit.Code });
        (work.Case.UnitCode, work.Case.UnitPath) = (unit.Code, unit.Path);
        return null;
    }

    /// <summary>The unit the order goes to next, and the units it may go to instead.</summary>
    private async Task<NextUnits> ChoiceAsync(TaskOfCase work, CancellationToken cancellationToken)
    {
        var handling = await db.Units.AsNoTracking().SingleAsync(u => u.Code == work.Case.UnitCode, cancellationToken);
        var path = ordinances.Get(work.Case.PackCode, work.Case.PackVersion).Routing.PathFor(handling.Level, work.Case.Cause)
            ?? throw new InvalidOperationException($"Expected a routing rule for level '{handling.Level}' in pack {work.Case.PackCode} {work.Case.PackVersion}, but there is none.");
        var next = path.ToList().IndexOf(work.Task.Role) + 1;
        if (next < path.Count - 1)
        {
            var below = await units.ForAsync(work.Case, path[next], TaskUnits.Nearest, cancellationToken);
            return new NextUnits(below, [below]);
        }
        // Last hop: the units of the same level and role within the dispatcher's own area.
        var area = AreaOf(work.Task.UnitPath, handling.Path);
        var beside = await db.Units.AsNoTracking()
            .Where(u => u.Region == handling.Region && u.Role == handling.Role && u.Level == handling.Level && u.Path.StartsWith(area)).OrderBy(u => u.Code).ToListAsync(cancellationToken);
        return new NextUnits(handling, beside);
    }

    // A county department stands above its units; the city bureau stands beside those of the city.
    private static string AreaOf(string dispatcher, string handling) =>
        handling.StartsWith(dispatcher, StringComparison.Ordinal) ? dispatcher : dispatcher[..(dispatcher.TrimEnd('/').LastIndexOf('/') + 1)];

    private sealed record NextUnits(Unit Suggested, IReadOnlyList<Unit> Units);
}

internal static class DispatchRefusals
{
    public static readonly Refusal AnotherLevel = Refusal.Rule("unitNotInPath", "工单要逐级下派，只能转给下一级的单位，请重新选择。", new FieldError("/fields/unit", "不是下一级的单位。"));
}
