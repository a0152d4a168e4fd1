using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Statistics;

/// <summary>How long the steps of a unit's cases took on average, in days.</summary>
/// <param name="Unit">Unit code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Cases">Cases closed in the period.</param>
/// <param name="Days">Days by step, with one place.</param>
/// <param name="Total">All steps together.</param>
public sealed record StepTimes(string Unit, string Name, int Cases, IReadOnlyDictionary<string, decimal> Days, decimal Total);

/// <summary>Figures of cases, which are few, counted from the cases themselves.</summary>
internal sealed class CaseFigures(CaseDbContext db, TimeProvider clock)
{
    private const int Most = 20_000;

    /// <summary>Cases opened in the period that were closed in time, of those that are closed or late.</summary>
    public async Task<(long OnTime, long Due)> OnTimeAsync(string region, DateOnly from, DateOnly to, IReadOnlySet<string>? units, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (start, end) = (ChinaTime.StartOf(from), ChinaTime.StartOf(to.AddDays(1)));
        var counted = await db.Cases.AsNoTracking().Where(c => c.Region == region && c.OpenedAt >= start && c.OpenedAt < end && c.Status != "notAdopted" && (c.Status == "closed" || c.OverdueAt != null || c.DueAt < now))
            .GroupBy(c => new { c.UnitCode, InTime = c.Status == "closed" && c.OverdueAt == null }).Select(g => new { g.Key.UnitCode, g.Key.InTime, Count = g.LongCount() }).ToListAsync(cancellationToken);
        var own = counted.Where(c => units?.Contains(c.UnitCode) != false).ToList();
        return (own.Where(c => c.InTime).Sum(c => c.Count), own.Sum(c => c.Count));
    }

    /// <summary>How long each step took where cases were closed in the period.</summary>
    public async Task<IReadOnlyList<StepTimes>> StepsAsync(string region, DateOnly from, DateOnly to, IReadOnlyDictionary<string, string> units, CancellationToken cancellationToken)
    {
        var (start, end) = (ChinaTime.StartOf(from), ChinaTime.StartOf(to.AddDays(1)));
        var steps = await db.Cases.AsNoTracking().Where(c => c.Region == region && c.Status == "closed" && c.ClosedAt >= start && c.ClosedAt < end).OrderByDescending(c => c.ClosedAt).Take(Most)
            .Join(db.CaseSteps.AsNoTracking().Where(s => s.DoneAt != null), c => c.Number, s => s.CaseNumber, (c, s) => new { c.Number, c.UnitCode, c.OpenedAt, s.Step, DoneAt = s.DoneAt!.Value }).ToListAsync(cancellationToken);
        var taken = steps.GroupBy(s => s.Number).SelectMany(g => CaseStep.InOrder.Select((step, i) => (step, i)).Where(s => g.Any(x => x.Step == s.step)).Select(s =>
        {
            var done = g.First(x => x.Step == s.step);
            var before = CaseStep.InOrder.Take(s.i).Select(b => g.FirstOrDefault(x => x.Step == b)?.DoneAt).LastOrDefault(d => d is not null) ?? done.OpenedAt;
            return (done.UnitCode, done.Number, Step: s.step, Days: (decimal)Math.Max(0, (done.DoneAt - before).TotalDays));
        })).Where(t => units.ContainsKey(t.UnitCode));
        return [.. taken.GroupBy(t => t.UnitCode).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g =>
        {
            var days = g.GroupBy(t => t.Step).ToDictionary(s => s.Key, s => decimal.Round(s.Average(t => t.Days), 1, MidpointRounding.AwayFromZero));
            return new StepTimes(g.Key, units[g.Key], g.Select(t => t.Number).Distinct().Count(), days, days.Values.Sum());
        })];
    }
}
