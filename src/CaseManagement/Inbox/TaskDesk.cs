using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Execution;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>What a workflow asks for when it needs a person.</summary>
/// <param name="Kind">Task kind.</param>
/// <param name="Role">Role of the candidates.</param>
/// <param name="UnitRule">How the unit is found; null means by the role.</param>
/// <param name="Form">Form name.</param>
/// <param name="Title">Title instead of the form's.</param>
/// <param name="Timer">A clock of the task's own.</param>
/// <param name="Template">The template of the form that its text begins with.</param>
public sealed record TaskOrder(string Kind, string Role, string? UnitRule, string Form, string? Title, string? Timer = null, string? Template = null);

/// <summary>Opens the tasks of running cases and withdraws those that are no longer needed.</summary>
public sealed class TaskDesk(CaseDbContext db, RunningCase running, FormCatalog forms, TaskUnits units, ClosedLoop loop, CaseTimeline timeline, CaseClock clocks, DeadlineDesk deadlines, TaskDrafts drafts)
{
    /// <summary>Stages the task with its bookmark and event; the step waits from now on.</summary>
    public async Task<TaskItem> OpenAsync(ActivityContext context, TaskOrder order)
    {
        var @case = await running.OfAsync(context);
        var kind = TaskKinds.Of(order.Kind);
        // A unit that is named brings its own role along; otherwise the role finds the unit.
        var named = order.Role == TaskUnits.RoleOfUnit;
        if (!named) order = order with { Role = await units.RoleAsync(@case, order.Role, kind.Act, context.CancellationToken) };
        var unit = await units.ForAsync(@case, order.Role, order.UnitRule, context.CancellationToken);
        if (named) order = order with { Role = unit.Role };
        var form = await forms.ForCaseOpenedAsync(order.Form, @case.OpenedAt, context.CancellationToken);
        var by = await running.SignatureOfAsync(context);

        if (kind.Code == "dispatch" && @case.UnitReceivedAt is null) RecordHop(@case, unit, by);
        if (kind.Step is { } step) await loop.BeginAsync(@case, step, by, context.CancellationToken);
        var task = Opened(context, order, @case, unit, form);
        db.Tasks.Add(task);
        timeline.Append(@case, by, "taskOpened", new JsonObject
        {
            ["task"] = task.Id, ["kind"] = task.Kind, ["role"] = task.Role, ["unit"] = task.UnitCode, ["form"] = task.Form, ["formVersion"] = task.FormVersion,
        });
        if (order.Timer is { Length: > 0 } timer) await clocks.StartOfTaskAsync(@case, task, timer, context.CancellationToken);
        return task;
    }

    /// <summary>Closes what the waiting step had opened, because the workflow has gone another way.</summary>
    public async Task WithdrawAsync(ActivityContext context)
    {
        await db.Tasks.Where(t => t.InstanceId == context.InstanceId && t.ActivityNodeId == context.ActivityNodeId && t.Status == "open").LoadAsync(context.CancellationToken);
        var @case = await running.OfAsync(context);
        var by = await running.SignatureOfAsync(context);
        // Of several runs of the same step (a parallel loop) only this one's.
        foreach (var task in db.Tasks.Local.Where(t => t.InstanceId == context.InstanceId && t.Status == "open" && context.Bookmarks.Contains(t.BookmarkId)).ToList())
        {
            (task.Status, task.Revision) = ("cancelled", task.Revision + 1);
            timeline.Append(@case, by, "taskCancelled", new JsonObject { ["task"] = task.Id, ["kind"] = task.Kind });
            await drafts.DropAsync(task.Id, context.CancellationToken);
            await deadlines.StopTaskClocksAsync(@case, task, done: false, context.CancellationToken);
        }
    }

    private static TaskItem Opened(ActivityContext context, TaskOrder order, Case @case, Unit unit, FormVersion form)
    {
        var id = Guid.CreateVersion7(context.Now);
        return new TaskItem
        {
            Id = id, CaseNumber = @case.Number, InstanceId = context.InstanceId, ActivityNodeId = context.ActivityNodeId, BookmarkId = context.WaitFor(id.ToString("N")),
            Kind = order.Kind, Title = order.Title is { Length: > 0 } title ? title : FormDefinition.Parse(form.Json).Title,
            Form = form.Name, FormVersion = form.Version, Template = order.Template is { Length: > 0 } template ? template : null, Role = order.Role, UnitCode = unit.Code, UnitPath = unit.Path,
            Status = "open", CreatedAt = context.Now,
            // The citizen's clock runs through every task; 24:00 of the last day is stored as the next day 00:00.
            DueAt = @case.DueAt, LastDay = @case.DueAt?.AddTicks(-1).LocalDate(), OverdueAt = @case.OverdueAt,
        };
    }

    // Each delivery to the next level is an event of its own (AK-13b).
    private void RecordHop(Case @case, Unit to, Signature by) =>
        timeline.Append(@case, by, "dispatched", new JsonObject { ["to"] = to.Code, ["role"] = to.Role, ["level"] = to.Level });
}
