using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Statistics;

/// <summary>A sum out of the roll-ups and of what is not folded in yet.</summary>
internal sealed record FigureSum(string Unit, string Key, DateOnly Period, string Target, string Level, string Standing, string Course, string Pack, long Ratings, long Acts, string? Name);

/// <summary>Reads figures of a period: whole months from the lines of months, the rest from those of days, and the changes that wait, in one statement, so that nothing is counted twice or not at all.</summary>
internal sealed class FigureReader(CaseDbContext db)
{
    /// <param name="Region">The place.</param>
    /// <param name="From">First local day.</param>
    /// <param name="To">Last local day.</param>
    /// <param name="Dimension">What <see cref="FigureSum.Key"/> names.</param>
    /// <param name="Grain"><c>day</c> or <c>month</c> to tell periods apart; null for the whole.</param>
    public sealed record Wanted(string Region, DateOnly From, DateOnly To, string Dimension = "unit", string? Grain = null);

    public async Task<IReadOnlyList<FigureSum>> ReadAsync(Wanted wanted, CancellationToken cancellationToken)
    {
        var (region, from, to, dimension, grain) = (wanted.Region, wanted.From, wanted.To, wanted.Dimension, wanted.Grain);
        // [from, firstMonth) and [behindMonths, to] by day, what lies between by month.
        var firstMonth = from.Day == 1 ? from : new DateOnly(from.Year, from.Month, 1).AddMonths(1);
        var behindMonths = new DateOnly(to.AddDays(1).Year, to.AddDays(1).Month, 1);
        var byMonth = grain != "day" && firstMonth < behindMonths;
        var (days, months) = (grain == "day", grain is null);
        var never = DateOnly.MinValue;

        var lines = db.Set<Figure>().AsNoTracking().Where(f => f.Region == region && f.Dimension == dimension);
        lines = byMonth
            ? lines.Where(f => (f.Grain == "month" && f.Period >= firstMonth && f.Period < behindMonths) || (f.Grain == "day" && f.Period >= from && f.Period < firstMonth) || (f.Grain == "day" && f.Period >= behindMonths && f.Period <= to))
            : lines.Where(f => f.Grain == "day" && f.Period >= from && f.Period <= to);
        var changes = db.Set<FigureChange>().AsNoTracking().Where(c => c.Region == region && c.Day >= from && c.Day <= to);
        var rows = await lines
            .GroupBy(f => new { f.Unit, f.Key, Period = months ? never : f.Period, f.Target, f.Level, f.Standing, f.Course, f.Pack })
            .Select(g => new { g.Key.Unit, g.Key.Key, g.Key.Period, g.Key.Target, g.Key.Level, g.Key.Standing, g.Key.Course, g.Key.Pack, Ratings = g.Sum(f => f.Ratings), Acts = g.Sum(f => f.Acts), Name = g.Max(f => f.Name) })
            .Concat(changes.Select(c => new
            {
                c.Unit, Key = dimension == "item" ? c.Item : dimension == "staff" ? c.Staff : dimension == "channel" ? c.Channel : dimension == "place" ? c.Place : dimension == "window" ? c.Window : "",
                Period = months ? never : c.Day, c.Target, c.Level, c.Standing, c.Course, c.Pack, c.Ratings, c.Acts, Name = c.ItemName,
            })).ToListAsync(cancellationToken);
        return [.. rows
            .GroupBy(r => (r.Unit, r.Key, Period: months ? from : days ? r.Period : new DateOnly(r.Period.Year, r.Period.Month, 1), r.Target, r.Level, r.Standing, r.Course, r.Pack))
            .Select(g => new FigureSum(
                g.Key.Unit, g.Key.Key, g.Key.Period, g.Key.Target, g.Key.Level, g.Key.Standing, g.Key.Course, g.Key.Pack, g.Sum(r => r.Ratings), g.Sum(r => r.Acts),
                dimension == "item" ? g.Max(r => r.Name) : null))
            .Where(s => s.Ratings != 0 || s.Acts != 0)];
    }
}
