using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.Workflows.Runtime;
using MediatR;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>Closes a task: checks form, outcome and the rule of its kind, records the work, and resumes the case's workflow.</summary>
/// <param name="Id">The task.</param>
/// <param name="Outcome">One of the task's outcomes.</param>
/// <param name="Fields">The form's fields by name.</param>
/// <param name="Attachments">Ids of files uploaded before, beside those named in attachment fields.</param>
public sealed record CompleteTask(Guid Id, string Outcome, JsonObject Fields, IReadOnlyList<Guid> Attachments) : IRequest<Result<CompletedTask>>, ITaskChange;

/// <summary>The closed task. The case's next task appears as soon as the workflow has advanced.</summary>
public sealed record CompletedTask(Guid Id, string CaseNumber, string Outcome, DateTimeOffset CompletedAt);

internal sealed class CompleteTaskHandler(
    TaskAccess access, TaskForms forms, TaskFields filled, CaseFiles files, ClosedLoop loop, TaskDrafts drafts, CaseTimeline timeline, DeadlineDesk deadlines, WorkflowQueue workflows, IEnumerable<ICaseHold> holds, CurrentUser user, TimeProvider clock)
    : IRequestHandler<CompleteTask, Result<CompletedTask>>
{
    public async Task<Result<CompletedTask>> Handle(CompleteTask request, CancellationToken cancellationToken)
    {
        var found = await access.ToWorkOnAsync(request.Id, cancellationToken);
        if (!found.Ok) return found.Refusal;
        if (HttpJson.ControlIn(request.Fields, "/fields").ToList() is { Count: > 0 } unclean) return HttpRefusals.ControlCharacters(unclean);
        var (task, @case) = (found.Value.Task, found.Value.Case);
        if (await access.HeldByAnotherAsync(task, cancellationToken) is { } held) return held;

        if (await access.OwnRequestAsync(task, cancellationToken) is { } own) return own;
        var form = await forms.ForAsync(found.Value, cancellationToken);
        if (form.Outcomes.All(o => o.Name != request.Outcome)) return TaskRefusals.UnknownOutcome(form.Outcomes);
        var errors = FormRules.Check(form.Fields, request.Outcome, request.Fields);
        var attached = await files.NamedAsync(@case, form.Fields, request.Fields, request.Attachments, errors, cancellationToken);
        var rule = forms.RuleOf(task.Kind);
        if (errors.Count > 0) return rule?.RefusalOf(errors) ?? TaskRefusals.FieldsInvalid(errors);

        if (await HeldAsync(task, @case, request.Outcome == form.Outcomes[0].Name, cancellationToken) is { } undecided) return undecided;
        var work = new TaskWork(task, @case, request.Outcome, request.Fields, access.SignatureOf(task));
        if (rule is not null && await rule.ApplyAsync(work, cancellationToken) is { } refusal) return refusal;
        foreach (var file in attached) (file.CaseNumber, file.TaskId) = (@case.Number, file.TaskId ?? task.Id);
        await RecordAsync(work, form, attached, cancellationToken);
        return new CompletedTask(task.Id, @case.Number, request.Outcome, task.CompletedAt!.Value);
    }

    // The rater is not told a result while the rating itself is in question.
    private async Task<Refusal?> HeldAsync(TaskItem task, Case @case, bool forward, CancellationToken cancellationToken)
    {
        if (task.Kind != "reply" || !forward) return null;
        foreach (var hold in holds)
            if (await hold.HeldByAsync(@case, cancellationToken) is { } refusal) return refusal;
        return null;
    }

    private async Task RecordAsync(TaskWork work, FormDefinition form, IReadOnlyList<Attachment> attached, CancellationToken cancellationToken)
    {
        var (task, kind) = (work.Task, TaskKinds.Of(work.Task.Kind));
        var facts = await access.FactsOfAsync(task, cancellationToken);
        task.ActedFor = access.ActingFor(task);
        (task.Status, task.Outcome, task.CompletedAt, task.CompletedBy) = ("completed", work.Outcome, clock.GetUtcNow(), user.UserName);
        (task.Assignee, task.Fields, task.Revision) = (task.Assignee ?? task.ActedFor ?? user.UserName, filled.Sealed(form.Fields, work.Fields), task.Revision + 1);
        (facts["outcome"], facts["fields"]) = (work.Outcome, filled.Public(form.Fields, work.Fields));
        facts["attachments"] = new JsonArray([.. attached.Select(a => new JsonObject { ["id"] = a.Id, ["sha256"] = a.Sha256 })]);
        timeline.Append(work.Case, work.By, "taskCompleted", facts);
        await drafts.DropAsync(task.Id, cancellationToken);
        await deadlines.StopTaskClocksAsync(work.Case, task, done: true, cancellationToken);
        // Only the main path does the step; a return leaves it open.
        if (kind is { Step: { } step, FinishesStep: true } && work.Outcome == form.Outcomes[0].Name) await loop.FinishAsync(work.Case, step, work.By, cancellationToken);
        workflows.Resume(work.Case.Number, task.InstanceId, task.BookmarkId, work.Outcome, filled.Public(form.Fields, work.Fields), new Cause(user.UserName));
    }
}
