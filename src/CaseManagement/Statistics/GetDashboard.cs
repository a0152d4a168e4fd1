using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Statistics;

/// <summary>Everything on the page of figures, for the units one may see: the period and the one before it.</summary>
/// <param name="Ordinance">Place code; the first one may see if left out.</param>
/// <param name="Period"><c>2025</c>, <c>2025Q1</c> or <c>2025-03</c>; this month if left out.</param>
/// <param name="Unit">Only this unit and those below it.</param>
/// <param name="Dimension">What is ranked.</param>
public sealed record GetDashboard(string? Ordinance = null, string? Period = null, string? Unit = null, string? Dimension = null) : IRequest<Result<DashboardView>>;

/// <summary>A place or unit to choose from.</summary>
public sealed record FigureChoice(string Code, string Name);

/// <summary>A line of the ranking, beside where it stood before.</summary>
public sealed record RankedLine(RankingRow Row, int? Before);

/// <param name="Ordinance">Place code.</param>
/// <param name="PlaceName">Its name.</param>
/// <param name="Unit">The unit asked for.</param>
/// <param name="Version">The rules of the period's last day.</param>
/// <param name="Period">The period.</param>
/// <param name="Before">The one before.</param>
/// <param name="Total">Its figures.</param>
/// <param name="Previous">Those of the one before.</param>
/// <param name="OnTime">Cases closed in time.</param>
/// <param name="Months">Month by month, the twelve up to the period's end.</param>
/// <param name="Levels">Level by level.</param>
/// <param name="Channels">Channel by channel.</param>
/// <param name="Items">The items with the most bad ratings.</param>
/// <param name="Steps">How long each step took.</param>
/// <param name="Ranking">The ranking.</param>
/// <param name="Dimension">What is ranked.</param>
/// <param name="Dimensions">What could be.</param>
/// <param name="Places">Places to choose.</param>
/// <param name="Units">Units to choose.</param>
public sealed record DashboardView(
    string Ordinance, string PlaceName, string? Unit, string Version, ReportPeriod Period, ReportPeriod Before, StatisticsRow Total, StatisticsRow Previous, Rate OnTime, IReadOnlyList<StatisticsRow> Months,
    IReadOnlyList<StatisticsRow> Levels, IReadOnlyList<StatisticsRow> Channels, IReadOnlyList<StatisticsRow> Items, IReadOnlyList<StepTimes> Steps, IReadOnlyList<RankedLine> Ranking, string Dimension,
    IReadOnlyList<string> Dimensions, IReadOnlyList<FigureChoice> Places, IReadOnlyList<FigureChoice> Units);

internal sealed class GetDashboardHandler(CaseDbContext db, FigureDesk desk, CaseFigures cases, OrdinanceCatalog catalog, CurrentUser user, TimeProvider clock) : IRequestHandler<GetDashboard, Result<DashboardView>>
{
    private const int Shown = 8;

    public async Task<Result<DashboardView>> Handle(GetDashboard request, CancellationToken cancellationToken)
    {
        var units = (await db.Units.AsNoTracking().OrderBy(u => u.Path).ToListAsync(cancellationToken)).Where(u => user.May(Acts.ReadCase, u.Path)).ToList();
        var regions = units.Select(u => u.Region).Distinct().ToList();
        var places = await db.Regions.AsNoTracking().Where(r => regions.Contains(r.Code)).OrderBy(r => r.Code).Select(r => new FigureChoice(r.Code, r.Name)).ToListAsync(cancellationToken);
        if ((request.Ordinance ?? places.FirstOrDefault()?.Code) is not { } place) return HttpRefusals.NotAllowed;
        if (ReportPeriod.Read(request.Period, clock.GetUtcNow().LocalDate()) is not { } period) return StatisticsRefusals.UnknownPeriod;
        if ((catalog.InForce(place, period.To) ?? catalog.Current(place)) is not { } pack) return OrdinanceRefusals.Unknown(place);
        string[] dimensions = [.. pack.Read("ranking.dimensions")?.AsArray().Select(d => d!.GetValue<string>()) ?? ["department"]];
        var dimension = dimensions.Contains(request.Dimension) ? request.Dimension! : dimensions[^1] == "staff" && dimensions.Length > 1 ? dimensions[^2] : dimensions[0];

        async Task<Result<FiguresOfPlace>> Of(ReportPeriod of, string by) => await desk.ReadAsync(new FigureDesk.Asked(place, of.From, of.To, by, request.Unit), cancellationToken);
        var whole = await Of(period, "unit");
        if (!whole.Ok) return whole.Refusal;
        var twelve = new ReportPeriod("", new DateOnly(period.To.Year, period.To.Month, 1).AddMonths(-11), period.To);
        var (before, months, channels, items, ranked, rankedBefore) = (
            (await Of(period.Before, "unit")).Value!, (await Of(twelve, "month")).Value!, (await Of(period, "channel")).Value!, (await Of(period, "item")).Value!, (await Of(period, dimension)).Value!, (await Of(period.Before, dimension)).Value!);

        var below = request.Unit is { } unit ? units.Find(u => u.Code == unit)?.Path : null;
        var own = units.Where(u => u.Region == place && (below is null || u.Path.StartsWith(below, StringComparison.Ordinal))).ToDictionary(u => u.Code, u => u.Name);
        var (onTime, due) = await cases.OnTimeAsync(place, period.From, period.To, own.Keys.ToHashSet(), cancellationToken);
        var stood = GetRankingHandler.Ranked(rankedBefore.Rows(dimension)).ToDictionary(r => r.Key, r => r.Place);
        return new DashboardView(
            place, places.Find(p => p.Code == place)?.Name ?? place, request.Unit, pack.Version, period, period.Before, whole.Value.Row("", "合计", whole.Value.Sums), before.Row("", "合计", before.Sums),
            whole.Value.Math.Share(onTime, due), months.Rows("month"), whole.Value.Rows("level"), [.. channels.Rows("channel").Where(r => r.Counts.Ratings > 0).OrderByDescending(r => r.Counts.Ratings).Take(Shown)],
            [.. items.Rows("item").Where(r => r.Counts.ValidBad > 0).OrderByDescending(r => r.Counts.ValidBad).Take(Shown)], await cases.StepsAsync(place, period.From, period.To, own, cancellationToken),
            [.. GetRankingHandler.Ranked(ranked.Rows(dimension)).Select(r => new RankedLine(r, stood.GetValueOrDefault(r.Key)))], dimension, dimensions, places,
            [.. units.Where(u => u.Region == place).Select(u => new FigureChoice(u.Code, u.Name))]);
    }
}
