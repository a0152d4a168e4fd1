using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Execution;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>Moves the official state of the case: a step that is done, or the end of the case.</summary>
[Activity("HaoChaPing.SetCaseState", Category = "办理", DisplayName = "工单状态", Description = "登记五个环节的完成，或者办结工单；五个环节没有依次做完不能办结。")]
public sealed class SetCaseState : Activity
{
    [Input("环节", Description = "dispatch 转办、verify 核实、rectify 整改、reply 回复、upload 上传；不改环节则不填。")]
    public Input<string> Step { get; set; } = new();

    [Input("环节状态", Description = "done 完成，current 进行中。")]
    public Input<string> State { get; set; } = new();

    [Input("工单状态", Description = "closed 办结，notAdopted 不予采纳；不改状态则不填。")]
    public Input<string> Status { get; set; } = new();

    protected override async ValueTask ExecuteAsync(ActivityContext context)
    {
        var move = context.Get<CaseMove>();
        if (Step.Value is { Length: > 0 } step) await move.StepAsync(context, step, State.Value ?? "done");
        if (Status.Value is not { Length: > 0 } status) return;
        // Whoever disputes the rating is told first; the decision brings the case on (SP-9.3a).
        if (status == "closed" && await move.HeldAsync(context)) context.WaitFor(CaseMove.Released);
        else await move.StatusAsync(context, status);
    }

    protected override async ValueTask ResumeAsync(ActivityContext context, Resumption resumption)
    {
        await context.Get<CaseMove>().StatusAsync(context, Status.Value!);
        context.Complete();
    }
}

/// <summary>The moves behind <see cref="SetCaseState"/>.</summary>
public sealed class CaseMove(CaseDbContext db, RunningCase running, ClosedLoop loop, CaseTimeline timeline, DeadlineDesk deadlines, OrdinanceCatalog ordinances, IEnumerable<ICaseEnding> followers, IEnumerable<ICaseHold> holds)
{
    /// <summary>The event by which a case that waits to be closed goes on.</summary>
    public const string Released = "case.released";

    /// <summary>Whether something undecided keeps the case from closing.</summary>
    public async Task<bool> HeldAsync(ActivityContext context)
    {
        var @case = await running.OfAsync(context);
        foreach (var hold in holds)
            if (await hold.HeldByAsync(@case, context.CancellationToken) is not null) return true;
        return false;
    }

    public async Task StepAsync(ActivityContext context, string step, string state)
    {
        var @case = await running.OfAsync(context);
        var by = await running.SignatureOfAsync(context);
        if (state == "current")
        {
            await loop.BeginAsync(@case, step, by, context.CancellationToken);
            return;
        }
        if (state != "done") throw new InvalidOperationException($"Expected step state 'done' or 'current', but it is '{state}'.");
        if (step == "dispatch") await ReceivedAsync(@case, by, context);
        await loop.FinishAsync(@case, step, by, context.CancellationToken);
    }

    public async Task StatusAsync(ActivityContext context, string status)
    {
        var @case = await running.OfAsync(context);
        var by = await running.SignatureOfAsync(context);
        switch (status)
        {
            case "closed":
                await RequireClosableAsync(@case, context.CancellationToken);
                (@case.Status, @case.ClosedAt) = (status, context.Now);
                await deadlines.MeetCaseClockAsync(@case, context.CancellationToken);
                timeline.Append(@case, by, "caseClosed", new JsonObject { ["overdue"] = @case.OverdueAt is not null });
                break;
            case "notAdopted":
                (@case.Status, @case.ClosedAt) = (status, context.Now);
                await deadlines.CancelCaseClockAsync(@case, context.CancellationToken);
                timeline.Append(@case, by, "caseNotAdopted", []);
                break;
            default:
                throw new InvalidOperationException($"Expected case status 'closed' or 'notAdopted', but it is '{status}'.");
        }
        foreach (var follower in followers) await follower.EndedAsync(@case, by, context.CancellationToken);
    }

    // Dispatch, verify, rectify, reply, upload, in this order, or the case stays open (AK-15-2).
    private async Task RequireClosableAsync(Case @case, CancellationToken cancellationToken)
    {
        var pack = ordinances.Get(@case.PackCode, @case.PackVersion);
        if (await loop.GapAsync(@case, pack.Case.ClosedLoop, cancellationToken) is { } gap)
            throw new InvalidOperationException($"Expected the five steps of case '{@case.Number}' to be done in order before it closes, but '{gap}' is not.");
    }

    // The order has reached the handling unit: the anchor of its clock. A second dispatch does not move it (X-CLK-1, X-CLK-2).
    private async Task ReceivedAsync(Case @case, Signature by, ActivityContext context)
    {
        @case.UnitReceivedAt ??= context.Now;
        var unit = await db.Units.AsNoTracking().SingleAsync(u => u.Code == @case.UnitCode, context.CancellationToken);
        timeline.Append(@case, by, "dispatched", new JsonObject
        {
            ["to"] = unit.Code, ["role"] = unit.Role, ["level"] = unit.Level, ["unitReceivedAt"] = @case.UnitReceivedAt.Value.ToChina().ToString("O"),
        });
    }
}

/// <summary>What a slice has to do when a case has ended: close what hung on it, propose what follows from it. In the same transaction.</summary>
public interface ICaseEnding
{
    ValueTask EndedAsync(Case @case, Signature by, CancellationToken cancellationToken);
}

/// <summary>What keeps a case from being answered and closed while it is undecided, such as an appeal.</summary>
public interface ICaseHold
{
    /// <summary>Why not yet; null when nothing stands against it.</summary>
    ValueTask<Refusal?> HeldByAsync(Case @case, CancellationToken cancellationToken);
}
