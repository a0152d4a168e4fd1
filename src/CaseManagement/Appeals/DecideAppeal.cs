using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Appeals;

/// <summary>
/// The review decides. A rating that stands lets the clocks run again; one that does not ends the case by the event <c>appeal.upheld</c>,
/// for which the case's own workflow waits (AK-15-3b, SP-9.3a, TJ-21c).
/// </summary>
internal sealed class ReviewAppealRule(
    CaseDbContext db, CaseFiles files, DisplayNames names, OrdinanceCatalog ordinances, CaseWords words, DeadlineDesk deadlines, MaliciousRegister register, CaseTimeline timeline, WorkflowQueue workflows, TimeProvider clock)
    : ITaskRule, ICaseEnding, ICaseHold
{
    private const string Stands = "valid";

    public string Kind => "reviewAppeal";

    public IReadOnlyList<TaskOutcome> OutcomesOf(Case @case, IReadOnlyList<TaskOutcome> outcomes) =>
        Rules(@case).Outcomes is { Count: > 0 } known ? [.. outcomes.Where(o => known.Contains(o.Name))] : outcomes;

    // Where the ordinance names ways of checking, at least one is recorded (TJ-21b).
    public ValueTask<IReadOnlyList<FormField>> PrepareAsync(TaskOfCase work, IReadOnlyList<FormField> fields, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<FormField>>(Rules(work.Case).Methods is { Count: > 0 } methods
            ? [.. fields.Select(f => f.Name == "methods" ? f with { Required = true, Options = [.. methods.Select(m => new FormOption(m, m))] } : f)]
            : [.. fields.Where(f => f.Name != "methods")]);

    public async ValueTask<IReadOnlyList<TaskFact>> FactsAsync(TaskOfCase work, CancellationToken cancellationToken)
    {
        var appeal = await OfAsync(work.Task, cancellationToken);
        return
        [
            new("申诉人", $"{(appeal.Applicant == AppealAct.Staff ? "被评价的工作人员" : "承办单位")}，{await names.OfAsync(appeal.FiledBy, cancellationToken)}"),
            new("申诉理由", (await words.ShownAsync(work.Case, cancellationToken))(appeal.GroundsSealed)!, await files.OfEventAsync(work.Case, "appealFiled", appeal.Id, cancellationToken)),
        ];
    }

    public Refusal? RefusalOf(IReadOnlyList<FieldError> errors) => errors is [{ Pointer: "/fields/methods" }] ? AppealRefusals.MethodRequired : null;

    public async ValueTask<Refusal?> ApplyAsync(TaskWork work, CancellationToken cancellationToken)
    {
        var appeal = await OfAsync(work.Task, cancellationToken);
        (appeal.Status, appeal.Outcome, appeal.DecidedBy, appeal.DecidedAt) = (AppealStatus.Decided, work.Outcome, work.By.Actor, clock.GetUtcNow());
        timeline.Append(work.Case, work.By, "appealDecided", new JsonObject
        {
            ["appeal"] = appeal.Id.ToString(), ["outcome"] = work.Outcome, ["applicantTold"] = Rules(work.Case).NotifyApplicant, ["registrarTold"] = work.Outcome != Stands && Rules(work.Case).NotifyRegistrar,
        });
        // Malice proven by a review: from now on the place's register keeps this rater's ratings apart (SP-8.1d).
        if (work.Outcome == "malicious") await register.EnterAsync(work.Case, "申诉复核认定恶意评价", work.By, cancellationToken);
        if (work.Outcome == Stands)
        {
            await deadlines.ResumeAsync(work.Case, "appeal", cancellationToken);
            workflows.Signal(work.Case.Number, CaseMove.Released, null, new Cause(work.By.Actor));
        }
        else workflows.Signal(work.Case.Number, ClosedLoopCheck.AppealUpheld, new JsonObject { ["outcome"] = work.Outcome, ["appeal"] = appeal.Id.ToString() }, new Cause(work.By.Actor));
        return null;
    }

    // Staff who dispute a rating are answered, however fast the unit works (SP-9.2b, SP-9.3a).
    public async ValueTask<Refusal?> HeldByAsync(Case @case, CancellationToken cancellationToken) =>
        await db.Set<Appeal>().AnyAsync(a => a.CaseNumber == @case.Number && a.Status == AppealStatus.Pending, cancellationToken) ? AppealRefusals.Undecided : null;

    public async ValueTask EndedAsync(Case @case, Signature by, CancellationToken cancellationToken)
    {
        foreach (var open in await db.Set<Appeal>().Where(a => a.CaseNumber == @case.Number && a.Status == AppealStatus.Pending).ToListAsync(cancellationToken))
        {
            open.Status = AppealStatus.Lapsed;
            workflows.Cancel(@case.Number, open.InstanceId, Cause.System);
            timeline.Append(@case, by, "appealLapsed", new JsonObject { ["appeal"] = open.Id.ToString() });
        }
    }

    private AppealRules Rules(Case @case) => ordinances.Get(@case.PackCode, @case.PackVersion).Appeal;

    private async Task<Appeal> OfAsync(TaskItem task, CancellationToken cancellationToken) =>
        await db.Set<Appeal>().SingleOrDefaultAsync(a => a.InstanceId == task.InstanceId, cancellationToken)
        ?? throw new InvalidOperationException($"Expected task '{task.Id}' to be about an appeal, but its workflow '{task.InstanceId}' is about none.");
}
