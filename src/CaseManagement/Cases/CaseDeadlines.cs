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
        return [.. rows.OrderBy(d => d.TaskId is not null).ThenBy(d => d.AnchorAt).Select(d => View(d, pack))];
    }

    private DeadlineView View(DeadlineRow row, Ordinance pack)
    {
        var computed = DeadlineCalculator.Compute(row.ToInput(), pack, ordinances.CalendarOf(pack));
        return new DeadlineView(
            row.Id, row.Timer, row.TaskId is null ? "case" : "task", row.TaskId, row.AnchorAt, row.DueAt, row.LastDay, row.Provisional, row.Status, row.OverdueAt,
            desk.Count(row, clock.GetUtcNow()), RuleOf(pack, row.Timer), computed.Explanation);
    }

    private RuleView RuleOf(Ordinance pack, string timer)
    {
        var requirement = pack.Timer(timer).Ref ?? "";
        var clause = ordinances.ClausesOf(pack).For(requirement);
        return new RuleView(requirement, clause.Document, clause.Number, clause.Text is { Length: > 0 } text ? text : null);
    }
}
