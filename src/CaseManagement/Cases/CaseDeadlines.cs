using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>The deadlines of one case with their clause and counting, computed anew from their inputs.</summary>
public sealed class CaseDeadlines(CaseDbContext db, OrdinanceCatalog ordinances, DeadlineDesk desk, TimeProvider clock)
{
    public async Task<IReadOnlyList<DeadlineView>> OfAsync(Case @case, CancellationToken cancellationToken)
    {
        var rows = await db.Deadlines.AsNoTracking().Where(d => d.CaseNumber == @case.Number && d.Status != "cancelled").ToListAsync(cancellationToken);
        var pack = ordinances.Get(@case.PackCode, @case.PackVersion);
        // First what the case runs on now: a re-handled one keeps the limit it once met.
        return [.. rows.OrderBy(d => d.TaskId is not null).ThenBy(d => d.Status == DeadlineStatus.Met).ThenBy(d => d.AnchorAt).Select(d => View(d, pack, @case))];
    }

    private DeadlineView View(DeadlineRow row, Ordinance pack, Case @case)
    {
        var computed = DeadlineCalculator.Compute(row.ToInput(), pack, ordinances.CalendarOf(pack));
        return new DeadlineView(
            row.Id, row.Timer, row.TaskId is null ? "case" : "task", row.TaskId, row.AnchorAt, row.DueAt, row.LastDay, row.Provisional, StatusOf(row), row.OverdueAt,
            desk.Count(row, clock.GetUtcNow()), RuleOf(pack, row.Timer), computed.Explanation, ClassOf(row, pack, @case));
    }

    // Stored as met either way: it runs no more. Who reads only the one word must not take a late finish for one in time.
    private static string StatusOf(DeadlineRow row) => row is { Status: DeadlineStatus.Met, OverdueAt: not null } ? "late" : row.Status;

    // The class that gave the limit, not the one the case was put into later.
    private static string? ClassOf(DeadlineRow row, Ordinance pack, Case @case) =>
        @case.Class is { } now && pack.Case.Class(now)?.Timers.Contains(row.Timer) != true ? pack.Case.Classes?.FirstOrDefault(c => c.Timers.Contains(row.Timer))?.Code : @case.Class;

    private RuleView RuleOf(Ordinance pack, string timer)
    {
        var requirement = pack.Timer(timer).Ref ?? "";
        var clause = ordinances.ClausesOf(pack).For(requirement);
        return new RuleView(requirement, clause.Document, clause.Number, clause.Text is { Length: > 0 } text ? text : null);
    }
}
