using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using MediatR;

namespace HaoChaPing.CaseManagement.Statistics;

/// <summary>What a place hands over for a performance evaluation of a year (绩效考核): one line for each area, institution and member of staff (SP-8.2, AK-21, GD-17, TJ-25-2, YS-15a).</summary>
/// <param name="Ordinance">Place code.</param>
/// <param name="Year">The year.</param>
/// <param name="Feed">One of the pack's <c>performance.feeds</c>; the first if left out.</param>
public sealed record GetPerformanceFeed(string Ordinance, int Year, string? Feed = null) : IRequest<Result<PerformanceFeed>>;

/// <param name="Ordinance">Place code.</param>
/// <param name="Feed">Which feed.</param>
/// <param name="Feeds">All of the pack's.</param>
/// <param name="Year">The year.</param>
/// <param name="Version">The rules of its last day.</param>
/// <param name="Total">The place as a whole.</param>
/// <param name="Areas">Area by area.</param>
/// <param name="Institutions">Unit by unit.</param>
/// <param name="Staff">Member by member, by the code of the business system.</param>
public sealed record PerformanceFeed(
    string Ordinance, string Feed, IReadOnlyList<string> Feeds, int Year, string Version, StatisticsRow Total, IReadOnlyList<RankingRow> Areas, IReadOnlyList<RankingRow> Institutions, IReadOnlyList<RankingRow> Staff);

internal sealed class GetPerformanceFeedHandler(FigureDesk desk, OrdinanceCatalog catalog) : IRequestHandler<GetPerformanceFeed, Result<PerformanceFeed>>
{
    public async Task<Result<PerformanceFeed>> Handle(GetPerformanceFeed request, CancellationToken cancellationToken)
    {
        if (ReportPeriod.Read($"{request.Year}", default) is not { } year) return StatisticsRefusals.UnknownPeriod;
        if ((catalog.InForce(request.Ordinance, year.To) ?? catalog.Current(request.Ordinance)) is not { } pack) return OrdinanceRefusals.Unknown(request.Ordinance);
        string[] feeds = [.. pack.Read("performance.feeds")?.AsArray().Select(f => f!.GetValue<string>()) ?? []];
        if ((request.Feed ?? feeds.FirstOrDefault()) is not { } feed || !feeds.Contains(feed)) return StatisticsRefusals.UnknownFeed(feeds);
        async Task<Result<FiguresOfPlace>> Of(string by) => await desk.ReadAsync(new FigureDesk.Asked(request.Ordinance, year.From, year.To, by), cancellationToken);
        var units = await Of("unit");
        if (!units.Ok) return units.Refusal;
        var staff = (await Of("staff")).Value!;
        IReadOnlyList<RankingRow> Lines(FiguresOfPlace of, string by) => GetRankingHandler.Ranked(of.Rows(by));
        return new PerformanceFeed(
            request.Ordinance, feed, feeds, request.Year, units.Value.Pack.Version, units.Value.Row("", "合计", units.Value.Sums), Lines(units.Value, "region"), Lines(units.Value, "unit"), Lines(staff, "staff"));
    }
}
