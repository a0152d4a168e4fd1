using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.FollowUp;

/// <summary>
/// The rater has been asked. Dissatisfied by the unit's fault sends the case back, as often as the pack allows, and the loop 核实→整改→回复→上传 runs again (AK-15-5b);
/// where the place knows no re-handling the answer only counts in the figures (TJ-N1).
/// </summary>
internal sealed class FollowUpRule(CaseDbContext db, OrdinanceCatalog ordinances, CaseTimeline timeline, WorkflowQueue workflows, TimeProvider clock) : ITaskRule
{
    /// <summary>The built-in definition of a re-handling; a place may replace its content.</summary>
    private const string Rehandling = "rehandling";

    public string Kind => "followUp";

    public IReadOnlyList<TaskOutcome> OutcomesOf(Case @case, IReadOnlyList<TaskOutcome> outcomes) =>
        Pack(@case).FollowUp.Outcomes is { Count: > 0 } known ? [.. outcomes.Where(o => known.Contains(o.Name))] : outcomes;

    public ValueTask<IReadOnlyList<FormField>> PrepareAsync(TaskOfCase work, IReadOnlyList<FormField> fields, CancellationToken cancellationToken)
    {
        var pack = Pack(work.Case);
        return ValueTask.FromResult<IReadOnlyList<FormField>>([.. fields
            .Where(f => f.Name is not ("cause" or "reason") || pack.Case.Rehandle is { Max: > 0 })
            .Select(f => f.Name == "channel" && pack.FollowUp.Channels is { Count: > 0 } channels ? f with { Options = [.. (f.Options ?? []).Where(o => channels.Contains(o.Value))] } : f)]);
    }

    public async ValueTask<Refusal?> ApplyAsync(TaskWork work, CancellationToken cancellationToken)
    {
        var visit = await db.Set<FollowUpVisit>().SingleOrDefaultAsync(v => v.InstanceId == work.Task.InstanceId, cancellationToken)
            ?? throw new InvalidOperationException($"Expected task '{work.Task.Id}' to be a follow-up, but its workflow '{work.Task.InstanceId}' is none.");
        (visit.Status, visit.Outcome, visit.Channel, visit.Cause) = ("done", work.Outcome, (string?)work.Fields["channel"], (string?)work.Fields["cause"]);
        (visit.DoneBy, visit.DoneAt) = (work.By.Actor, clock.GetUtcNow());
        visit.Consequence = work.Outcome == "dissatisfied" ? ConsequenceOf(work.Case, visit.Cause) : null;
        timeline.Append(work.Case, work.By, "followedUp", new JsonObject
        {
            ["visit"] = visit.Id.ToString(), ["outcome"] = visit.Outcome, ["channel"] = visit.Channel, ["cause"] = visit.Cause, ["consequence"] = visit.Consequence,
        });
        if (visit.Consequence == "sentBack") SendBack(work);
        return null;
    }

    private string ConsequenceOf(Case @case, string? cause)
    {
        var most = Pack(@case).Case.Rehandle?.Max ?? 0;
        if (most == 0) return "noRehandling";
        if (cause != "unitFault") return "notUnitFault";
        return @case.Rehandlings < most ? "sentBack" : "rehandleLimit"; // whoever is dissatisfied again stands on the supervisor's list
    }

    private void SendBack(TaskWork work)
    {
        var @case = work.Case;
        timeline.Append(@case, work.By, "rehandleIssued", new JsonObject { ["round"] = @case.Rehandlings + 1 });
        (@case.Status, @case.ClosedAt, @case.OverdueAt, @case.DueAt, @case.Rehandlings) = ("open", null, null, null, @case.Rehandlings + 1);
        @case.InstanceId = workflows.Start(Rehandling, @case.Number, new JsonObject { ["caseNumber"] = @case.Number }, new Cause(work.By.Actor), @case.Number);
    }

    private Ordinance Pack(Case @case) => ordinances.Get(@case.PackCode, @case.PackVersion);
}
