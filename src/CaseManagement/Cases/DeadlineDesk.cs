using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>Keeps the clocks of cases. The caller holds the case's stream; everything is staged in its transaction.</summary>
public sealed class DeadlineDesk(CaseDbContext db, WorkflowQueue queue, CaseTimeline timeline, OrdinanceCatalog catalog, DueCounter counter, TimeProvider clock)
{
    /// <summary>
    /// Starts the citizen's clock, or recomputes the running one when its timer changes, from the anchor the case had all along (X-CLK-6).
    /// The same timer and anchor again change nothing, so a step that is repeated does not restart it.
    /// </summary>
    public async Task<DeadlineRow> StartCaseClockAsync(Case @case, string timer, DateTimeOffset anchor, CancellationToken cancellationToken)
    {
        if (await CaseClockAsync(@case, cancellationToken) is { } running) return await ChangeTimerAsync(@case, running, timer, anchor, cancellationToken);
        var row = new DeadlineRow
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()), CaseNumber = @case.Number, PackCode = @case.PackCode, PackVersion = @case.PackVersion,
            Timer = timer, AnchorAt = anchor, Status = DeadlineStatus.Running,
        };
        db.Deadlines.Add(row);
        var result = Compute(row);
        (row.DueAt, row.LastDay, row.Provisional) = (result.Due, result.LastDay, result.Provisional);
        timeline.Append(@case, Signature.System, "deadlineStarted", DeadlineEvents.Started(row));
        await SettleAsync(@case, row, result, cancellationToken);
        return row;
    }

    /// <summary>Stops the citizen's clock because the case is done.</summary>
    public async Task MeetCaseClockAsync(Case @case, CancellationToken cancellationToken)
    {
        if (await CaseClockAsync(@case, cancellationToken) is not { } row) return;
        var now = clock.GetUtcNow();
        if (IsPast(row, now)) await MarkOverdueAsync(@case, row, cancellationToken);
        (row.Status, row.StoppedAt, row.Revision) = (DeadlineStatus.Met, now, row.Revision + 1);
        await WithdrawCommandsAsync(row, cancellationToken);
        timeline.Append(@case, Signature.System, "deadlineMet", DeadlineEvents.Met(row));
    }

    /// <summary>How a running deadline stands; null when it is over or has no limit.</summary>
    public DueCount? Count(DeadlineRow row, DateTimeOffset now) => counter.Count(row, now);

    /// <summary>Computes a running deadline anew from its inputs, because the calendar behind it changed. One event tells old and new (X-CAL-4).</summary>
    internal async Task RecomputeAsync(Case @case, DeadlineRow row, string reason, CancellationToken cancellationToken)
    {
        var result = Compute(row);
        var before = DeadlineEvents.Figures(row);
        if ((row.DueAt, row.Provisional) == (result.Due, result.Provisional)) return;
        (row.DueAt, row.LastDay, row.Provisional) = (result.Due, result.LastDay, result.Provisional);
        timeline.Append(@case, Signature.System, "deadlineRecomputed", DeadlineEvents.Recomputed(row, before, reason));
        await SettleAsync(@case, row, result, cancellationToken);
    }

    /// <summary>A lead time of the pack has come.</summary>
    internal void Warn(Case @case, DeadlineRow row)
    {
        row.WarnedAt = clock.GetUtcNow();
        timeline.Append(@case, Signature.System, "deadlineWarned", DeadlineEvents.Warned(row));
    }

    /// <summary>Past its due; recorded once. The work stays open and can be done late (X-CLK-9).</summary>
    internal async Task MarkOverdueAsync(Case @case, DeadlineRow row, CancellationToken cancellationToken)
    {
        if (row.OverdueAt is not null) return;
        row.OverdueAt = row.DueAt;
        timeline.Append(@case, Signature.System, "deadlinePassed", DeadlineEvents.Passed(row));
        await CopyAsync(@case, row, cancellationToken);
    }

    /// <summary>On time iff t ≤ due (X-CNT-9).</summary>
    internal static bool IsPast(DeadlineRow row, DateTimeOffset at) => at > row.DueAt;

    private async Task<DeadlineRow> ChangeTimerAsync(Case @case, DeadlineRow row, string timer, DateTimeOffset anchor, CancellationToken cancellationToken)
    {
        if (row.Timer == timer && row.AnchorAt == anchor) return row;
        var before = DeadlineEvents.Figures(row);
        var restart = catalog.Get(row.PackCode, row.PackVersion).Case.Reclassification?.RestartClock == true;
        (row.Timer, row.AnchorAt) = (timer, restart ? clock.GetUtcNow() : anchor);
        var result = Compute(row);
        (row.DueAt, row.LastDay, row.Provisional) = (result.Due, result.LastDay, result.Provisional);
        timeline.Append(@case, Signature.System, "deadlineRecomputed", DeadlineEvents.Recomputed(row, before, "classChanged"));
        await SettleAsync(@case, row, result, cancellationToken);
        return row;
    }

    private DeadlineResult Compute(DeadlineRow row)
    {
        var ordinance = catalog.Get(row.PackCode, row.PackVersion);
        return DeadlineCalculator.Compute(row.ToInput(), ordinance, catalog.CalendarOf(ordinance));
    }

    /// <summary>Brings marks, copies and timer commands in line with a new result.</summary>
    private async Task SettleAsync(Case @case, DeadlineRow row, DeadlineResult result, CancellationToken cancellationToken)
    {
        row.Revision++;
        await WithdrawCommandsAsync(row, cancellationToken);
        if (row.OverdueAt is not null && !IsPast(row, clock.GetUtcNow()))
        {
            row.OverdueAt = null;
            timeline.Append(@case, Signature.System, "overdueWithdrawn", DeadlineEvents.Started(row));
        }
        await CopyAsync(@case, row, cancellationToken);
        if (row.Status != DeadlineStatus.Running || !Timer(row).MarksOverdue || row.DueAt is not { } due) return;
        if (IsPast(row, clock.GetUtcNow())) await MarkOverdueAsync(@case, row, cancellationToken);
        else StageCommands(row, due, result.Warnings);
    }

    private PackTimer Timer(DeadlineRow row) => catalog.Get(row.PackCode, row.PackVersion).Timer(row.Timer);

    private void StageCommands(DeadlineRow row, DateTimeOffset due, IReadOnlyList<DateTimeOffset> warnings)
    {
        var now = clock.GetUtcNow();
        if (warnings.All(at => row.WarnedAt < at)) row.WarnedAt = null; // warned of an earlier due
        // Of several lead times that have gone by already, one warning says it all.
        var missed = row.WarnedAt is null && warnings.Any(at => at <= now) ? [now] : Array.Empty<DateTimeOffset>();
        foreach (var at in warnings.Where(at => at > now).Concat(missed)) Stage(row, DeadlineCommands.Warn, at);
        Stage(row, DeadlineCommands.Due, due.AddTicks(1));
    }

    private void Stage(DeadlineRow row, string kind, DateTimeOffset at) =>
        queue.At(at, row.CaseNumber, kind, new JsonObject { ["deadline"] = row.Id, ["revision"] = row.Revision }, Cause.System);

    private async Task WithdrawCommandsAsync(DeadlineRow row, CancellationToken cancellationToken)
    {
        string[] kinds = [DeadlineCommands.Warn, DeadlineCommands.Due];
        await db.Commands.Where(c => c.StreamId == row.CaseNumber && kinds.Contains(c.Kind)).LoadAsync(cancellationToken);
        var id = row.Id.ToString();
        db.Commands.RemoveRange(db.Commands.Local.Where(c => c.StreamId == row.CaseNumber && kinds.Contains(c.Kind) && c.Payload.Contains(id, StringComparison.Ordinal)).ToList());
    }

    // Lists read the due from the case and its open tasks; a task with a clock of its own keeps whichever ends first.
    private async Task CopyAsync(Case @case, DeadlineRow row, CancellationToken cancellationToken)
    {
        (@case.DueAt, @case.OverdueAt) = (row.DueAt, row.OverdueAt);
        await db.Tasks.Where(t => t.CaseNumber == @case.Number && t.Status == "open").LoadAsync(cancellationToken);
        await db.Deadlines.Where(d => d.CaseNumber == @case.Number).LoadAsync(cancellationToken);
        foreach (var task in db.Tasks.Local.Where(t => t.CaseNumber == @case.Number && t.Status == "open"))
        {
            var own = db.Deadlines.Local.FirstOrDefault(d => d.TaskId == task.Id && d.Status == DeadlineStatus.Running);
            var tighter = own?.DueAt < row.DueAt || row.DueAt is null ? own ?? row : row;
            (task.DueAt, task.LastDay, task.OverdueAt) = (tighter.DueAt, tighter.LastDay, row.OverdueAt ?? own?.OverdueAt);
        }
    }

    /// <summary>The deadlines of a case that are not over, staged ones included.</summary>
    internal async Task<IReadOnlyList<DeadlineRow>> RunningAsync(string caseNumber, CancellationToken cancellationToken)
    {
        await db.Deadlines.Where(d => d.CaseNumber == caseNumber).LoadAsync(cancellationToken);
        return [.. db.Deadlines.Local.Where(d => d.CaseNumber == caseNumber && d.Status is DeadlineStatus.Running or DeadlineStatus.Suspended)];
    }

    private async Task<DeadlineRow?> CaseClockAsync(Case @case, CancellationToken cancellationToken) =>
        (await RunningAsync(@case.Number, cancellationToken)).SingleOrDefault(d => d.TaskId is null);
}
