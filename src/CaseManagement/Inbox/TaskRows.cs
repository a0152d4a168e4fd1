using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Organisation;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>Makes the rows that inbox, task and case pages show of tasks.</summary>
public sealed class TaskRows(FormCatalog forms, IEnumerable<ITaskRule> rules, DisplayNames names, CaseClocks clocks, TimeProvider clock)
{
    /// <summary>A task as it stands in this context, saved or not.</summary>
    public async Task<TaskRow> OneAsync(TaskOfCase work, CancellationToken cancellationToken) => (await OfAsync([work], cancellationToken))[0];

    public async Task<IReadOnlyList<TaskRow>> OfAsync(IReadOnlyList<TaskOfCase> tasks, CancellationToken cancellationToken)
    {
        var outcomes = await forms.GetAsync([.. tasks.Select(t => (t.Task.Form, t.Task.FormVersion)).Distinct()], cancellationToken);
        var units = await names.OfUnitsAsync(tasks.Select(t => t.Task.UnitCode), cancellationToken);
        var people = await names.OfAsync(tasks.SelectMany(t => new[] { t.Task.Assignee, t.Task.DelegatedBy }), cancellationToken);
        var due = await clocks.OfTasksAsync([.. tasks.Select(t => t.Task)], cancellationToken);
        var now = clock.GetUtcNow();
        return [.. tasks.Select(t => Row(t, units[t.Task.UnitCode], Named(t.Task.Assignee),
            OutcomesOf(t, outcomes[(t.Task.Form, t.Task.FormVersion)]), clocks.Count(due.GetValueOrDefault(t.Task.Id)), now) with { DelegatedBy = t.Task.DelegatedBy, DelegatedByName = Named(t.Task.DelegatedBy) })];

        string? Named(string? person) => person is null ? null : people.GetValueOrDefault(person, person);
    }

    private IReadOnlyList<TaskOutcome> OutcomesOf(TaskOfCase work, FormDefinition form) =>
        rules.SingleOrDefault(r => r.Kind == work.Task.Kind)?.OutcomesOf(work.Case, form.Outcomes) ?? form.Outcomes;

    private static TaskRow Row(TaskOfCase work, string unitName, string? assigneeName, IReadOnlyList<TaskOutcome> outcomes, DueCount? remaining, DateTimeOffset now)
    {
        var (task, @case) = (work.Task, work.Case);
        return new TaskRow(
            task.Id, task.CaseNumber, task.Kind, task.Title, task.UnitCode, unitName, task.Assignee, assigneeName, task.Status,
            task.CreatedAt, task.DueAt, task.LastDay, task.DueAt < (task.CompletedAt ?? now), outcomes,
            @case.Subject, @case.Quote, @case.Level, @case.Class, @case.Step, task.Status == "open" ? remaining : null);
    }
}
