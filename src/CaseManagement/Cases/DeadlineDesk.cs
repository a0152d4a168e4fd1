using System.Text.Json;
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
        if (await CaseClockAsync(@case, cancellationToken) is { } row) await StopAsync(@case, row, done: true, cancellationToken);
    }

    /// <summary>Starts the clock of one task, such as the visit within 48 hours (SP-8.1b). The citizen's clock runs beside it.</summary>
    public async Task StartTaskClockAsync(Case @case, TaskItem task, string timer, DateTimeOffset anchor, CancellationToken cancellationToken)
    {
        var row = new DeadlineRow
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()), CaseNumber = @case.Number, TaskId = task.Id, PackCode = @case.PackCode, PackVersion = @case.PackVersion,
            Timer = timer, AnchorAt = anchor, Status = DeadlineStatus.Running,
        };
        db.Deadlines.Add(row);
        var result = Compute(row);
        (row.DueAt, row.LastDay, row.Provisional) = (result.Due, result.LastDay, result.Provisional);
        timeline.Append(@case, Signature.System, "deadlineStarted", DeadlineEvents.Started(row));
        await SettleAsync(@case, row, result, cancellationToken);
    }

    /// <summary>The task is done or no longer needed: its own clocks stop.</summary>
    public async Task StopTaskClocksAsync(Case @case, TaskItem task, bool done, CancellationToken cancellationToken)
    {
        foreach (var row in (await RunningAsync(@case.Number, cancellationToken)).Where(d => d.TaskId == task.Id)) await StopAsync(@case, row, done, cancellationToken);
    }

    /// <summary>Stops the citizen's clock of a case that is not pursued any further.</summary>
    public async Task CancelCaseClockAsync(Case @case, CancellationToken cancellationToken)
    {
        if (await CaseClockAsync(@case, cancellationToken) is { } row) await StopAsync(@case, row, done: false, cancellationToken);
    }

    /// <summary>The clocks stand still from now on, those that the pack stops for this reason (X-CLK-4). Filing windows and the review itself run on.</summary>
    public async Task SuspendAsync(Case @case, string reason, CancellationToken cancellationToken)
    {
        if (catalog.Get(@case.PackCode, @case.PackVersion).Case.Clock.GetValueOrDefault(reason) != "suspend") return;
        foreach (var row in (await RunningAsync(@case.Number, cancellationToken)).Where(d => d.Status == DeadlineStatus.Running && Timer(d) is { MarksOverdue: true, Anchor: not "appealReceived" }))
        {
            (row.Status, row.StoppedAt, row.SuspendedFor, row.Revision) = (DeadlineStatus.Suspended, clock.GetUtcNow(), reason, row.Revision + 1);
            await WithdrawCommandsAsync(row, cancellationToken);
            timeline.Append(@case, Signature.System, "deadlineSuspended", DeadlineEvents.Suspended(row, reason));
        }
    }

    /// <summary>The clocks run again; the limit grows by the time they stood still (X-CLK-4).</summary>
    public async Task ResumeAsync(Case @case, string reason, CancellationToken cancellationToken)
    {
        foreach (var row in (await RunningAsync(@case.Number, cancellationToken)).Where(d => d.Status == DeadlineStatus.Suspended && d.SuspendedFor == reason))
        {
            var standstill = new Suspension(reason, row.StoppedAt!.Value, clock.GetUtcNow());
            row.Suspensions = JsonSerializer.Serialize(row.ToInput().Suspensions.Append(standstill), EventHash.Json);
            (row.Status, row.StoppedAt, row.SuspendedFor) = (DeadlineStatus.Running, null, null);
            await ChangedAsync(@case, row, "resumed", cancellationToken);
        }
    }

    /// <summary>Adds a granted extension to the citizen's clock (AK-15-1d).</summary>
    public async Task ExtendAsync(Case @case, Duration extension, CancellationToken cancellationToken)
    {
        var row = await CaseClockAsync(@case, cancellationToken) ?? throw new InvalidOperationException($"Expected case '{@case.Number}' to have a running clock to extend, but it has none.");
        (row.Extension, row.ExtensionGrantedAt) = (JsonSerializer.Serialize(extension, EventHash.Json), clock.GetUtcNow());
        await ChangedAsync(@case, row, "extensionGranted", cancellationToken);
    }

    /// <summary>Ends the citizen's clock on a day that a person named (GD-15b, YS-13c).</summary>
    public async Task EndOnAsync(Case @case, DateOnly day, string reason, CancellationToken cancellationToken)
    {
        var row = await CaseClockAsync(@case, cancellationToken) ?? throw new InvalidOperationException($"Expected case '{@case.Number}' to have a running clock, but it has none.");
        row.NamedDay = day;
        await ChangedAsync(@case, row, reason, cancellationToken);
    }

    /// <summary>Counts the citizen's clock from another instant, where the pack restarts it (X-CLK-2).</summary>
    public async Task RestartAsync(Case @case, DateTimeOffset anchor, CancellationToken cancellationToken)
    {
        if (await CaseClockAsync(@case, cancellationToken) is not { } row) return;
        var before = DeadlineEvents.Figures(row);
        row.AnchorAt = anchor;
        await ChangedAsync(@case, row, "reassigned", cancellationToken, before);
    }

    /// <summary>Counts these clocks of an instance from now on, because somebody decided so when its workflow was changed. What was granted stays granted.</summary>
    /// <param name="case">The case.</param>
    /// <param name="instanceId">The instance: the citizen's clock belongs to the one that runs the case, a task's to the one that opened it.</param>
    /// <param name="timers">Timer ids of the pack.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task CountAnewAsync(Case @case, string instanceId, IReadOnlyCollection<string> timers, CancellationToken cancellationToken)
    {
        foreach (var row in (await RunningAsync(@case.Number, cancellationToken)).Where(d => timers.Contains(d.Timer)))
        {
            var owner = row.TaskId is { } task ? (await db.Tasks.FindAsync([task], cancellationToken))?.InstanceId : @case.InstanceId;
            if (owner != instanceId) continue;
            var before = DeadlineEvents.Figures(row);
            row.AnchorAt = clock.GetUtcNow();
            await ChangedAsync(@case, row, "migrated", cancellationToken, before);
        }
    }

    /// <summary>How a running deadline stands; null when it is over or has no limit.</summary>
    public DueCount? Count(DeadlineRow row, DateTimeOffset now) => counter.Count(row, now);

    /// <summary>Computes a running deadline anew from its inputs, because the calendar behind it changed. One event tells old and new (X-CAL-4).</summary>
    internal async Task RecomputeAsync(Case @case, DeadlineRow row, string reason, CancellationToken cancellationToken)
    {
        var result = Compute(row);
        if ((row.DueAt, row.Provisional) == (result.Due, result.Provisional)) return;
        await ChangedAsync(@case, row, reason, cancellationToken);
    }

    // An input has changed: one event tells old and new.
    private async Task ChangedAsync(Case @case, DeadlineRow row, string reason, CancellationToken cancellationToken, JsonObject? before = null)
    {
        before ??= DeadlineEvents.Figures(row);
        var result = Compute(row);
        (row.DueAt, row.LastDay, row.Provisional) = (result.Due, result.LastDay, result.Provisional);
        timeline.Append(@case, Signature.System, "deadlineRecomputed", DeadlineEvents.Recomputed(row, before, reason));
        await SettleAsync(@case, row, result, cancellationToken);
    }

    private async Task StopAsync(Case @case, DeadlineRow row, bool done, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (done && row.Status == DeadlineStatus.Running && IsPast(row, now)) await MarkOverdueAsync(@case, row, cancellationToken);
        (row.Status, row.StoppedAt, row.Revision) = (done ? DeadlineStatus.Met : DeadlineStatus.Cancelled, now, row.Revision + 1);
        await WithdrawCommandsAsync(row, cancellationToken);
        timeline.Append(@case, Signature.System, done ? "deadlineMet" : "deadlineCancelled", DeadlineEvents.Met(row));
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
        timeline.Append(@case, Signature.System, "deadlinePassed", DeadlineEvents.Passed(row, @case.ExtensionPending && row.TaskId is null));
        await CopyAsync(@case, row, cancellationToken);
    }

    /// <summary>On time iff t ≤ due (X-CNT-9).</summary>
    internal static bool IsPast(DeadlineRow row, DateTimeOffset at) => at > row.DueAt;

    // A later day that was named after the due does not undo that the due had passed (YS-13c); what the rules themselves grant does.
    private static bool NamedTooLate(DeadlineRow row) => row.NamedDay is { } day && row.OverdueAt <= ChinaTime.StartOf(day);

    private async Task<DeadlineRow> ChangeTimerAsync(Case @case, DeadlineRow row, string timer, DateTimeOffset anchor, CancellationToken cancellationToken)
    {
        if (row.Timer == timer && row.AnchorAt == anchor) return row;
        var rules = catalog.Get(row.PackCode, row.PackVersion).Case;
        var restart = rules.Reclassification?.RestartClock == true;
        var before = DeadlineEvents.Figures(row);
        if (rules.Extension is { } extension) await CarryExtensionAsync(@case, row, extension, cancellationToken);
        (row.Timer, row.AnchorAt) = (timer, restart ? clock.GetUtcNow() : anchor);
        await ChangedAsync(@case, row, "classChanged", cancellationToken, before);
        return row;
    }

    // A class with a limit of its own gets nothing on top of it; back in a class that may be extended, what was granted counts again.
    private async Task CarryExtensionAsync(Case @case, DeadlineRow row, ExtensionRules rules, CancellationToken cancellationToken)
    {
        if (!rules.AppliesTo(@case.Class))
        {
            (row.Extension, row.ExtensionGrantedAt) = (null, null);
            return;
        }
        if (row.Extension is not null || @case.Rehandlings > 0) return;
        var granted = await db.CaseEvents.AsNoTracking().Where(e => e.CaseNumber == @case.Number && e.Type == "extensionGranted").OrderByDescending(e => e.Seq).FirstOrDefaultAsync(cancellationToken);
        if (granted is null) return;
        var data = JsonNode.Parse(granted.Data)!;
        (row.Extension, row.ExtensionGrantedAt) = (JsonSerializer.Serialize(new Duration((int)data["amount"]!, (string)data["unit"]!), EventHash.Json), granted.At);
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
        if (row.OverdueAt is not null && !IsPast(row, clock.GetUtcNow()) && !NamedTooLate(row))
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
        var running = await RunningAsync(@case.Number, cancellationToken);
        if (row.TaskId is null) (@case.DueAt, @case.OverdueAt) = (row.DueAt, row.OverdueAt);
        await db.Tasks.Where(t => t.CaseNumber == @case.Number && t.Status == "open").LoadAsync(cancellationToken);
        foreach (var task in db.Tasks.Local.Where(t => t.CaseNumber == @case.Number && t.Status == "open"))
        {
            var clocks = running.Where(d => d.TaskId is null || d.TaskId == task.Id).OrderBy(d => d.DueAt ?? DateTimeOffset.MaxValue).ToList();
            (task.DueAt, task.LastDay) = (clocks.FirstOrDefault()?.DueAt, clocks.FirstOrDefault()?.LastDay);
            task.OverdueAt = clocks.Select(d => d.OverdueAt).Where(at => at is not null).Min();
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
