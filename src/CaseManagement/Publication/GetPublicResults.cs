using System.Collections.Concurrent;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.CaseManagement.Statistics;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Publication;

/// <summary>What a place publishes of a period: situation, ratios, channels and rectification, as numbers (SP-4.2, AK-20-1, TJ-24). No word of a rater and no name of anybody is among it.</summary>
/// <param name="Place">Place code.</param>
/// <param name="Period"><c>2025</c>, <c>2025Q1</c> or <c>2025-03</c>; this year so far if left out.</param>
public sealed record GetPublicResults(string Place, string? Period = null) : IRequest<Result<PublicResults>>, IOpenToStrangers;

/// <summary>The places that publish.</summary>
public sealed record ListPublicPlaces : IRequest<Result<IReadOnlyList<PublicPlace>>>, IOpenToStrangers;

/// <param name="Code">Place code.</param>
/// <param name="Name">Its name.</param>
public sealed record PublicPlace(string Code, string Name);

/// <param name="Place">Place code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Period">The period.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day, today at most.</param>
/// <param name="UpdatedAt">When it was counted.</param>
/// <param name="Version">The rules of the last day.</param>
/// <param name="Content">What the pack has published.</param>
/// <param name="Total">All of it.</param>
/// <param name="OnTime">Cases closed in time.</param>
/// <param name="Levels">Level by level.</param>
/// <param name="Channels">Channel by channel.</param>
/// <param name="Areas">Area by area, the place's own units as one.</param>
/// <param name="Months">Month by month.</param>
public sealed record PublicResults(
    string Place, string Name, string Period, DateOnly From, DateOnly To, DateTimeOffset UpdatedAt, string Version, IReadOnlyList<string> Content, PublicRow Total, Rate OnTime, IReadOnlyList<PublicRow> Levels,
    IReadOnlyList<PublicRow> Channels, IReadOnlyList<PublicRow> Areas, IReadOnlyList<PublicRow> Months);

/// <param name="Key">Code of the group.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Services">Finished services.</param>
/// <param name="Ratings">Ratings, defaults with them.</param>
/// <param name="Bad">Valid bad ratings.</param>
/// <param name="Share">Its part of all ratings.</param>
/// <param name="Rates">Percentages with their two numbers.</param>
/// <param name="Score">What the place scores by; null without data.</param>
/// <param name="ScoreKind"><c>composite</c>, <c>points</c>, <c>stars</c> or <c>goodRate</c>.</param>
public sealed record PublicRow(string Key, string Name, long Services, long Ratings, long Bad, Rate Share, IReadOnlyDictionary<string, Rate> Rates, string? Score, string ScoreKind)
{
    internal static PublicRow Of(StatisticsRow row) => new(
        row.Key, row.Name, row.Counts.Services, row.Counts.Ratings + row.Counts.Defaults, row.Counts.ValidBad, row.Share, row.Rates, row.Score.Value, row.Score.Kind);
}

internal sealed class ListPublicPlacesHandler(CaseDbContext db, OrdinanceCatalog catalog) : IRequestHandler<ListPublicPlaces, Result<IReadOnlyList<PublicPlace>>>
{
    public async Task<Result<IReadOnlyList<PublicPlace>>> Handle(ListPublicPlaces request, CancellationToken cancellationToken) =>
        (await db.Regions.AsNoTracking().OrderBy(r => r.Code).Select(r => new PublicPlace(r.Code, r.Name)).ToListAsync(cancellationToken)).FindAll(p => Publishes(catalog.Current(p.Code)));

    /// <summary>A place whose pack names something to publish.</summary>
    internal static bool Publishes(Ordinance? pack) => pack?.Read("publication.content")?.AsArray().Count > 0;
}

internal sealed class GetPublicResultsHandler(CaseDbContext db, FigureDesk desk, CaseFigures cases, OrdinanceCatalog catalog, PublicShelf shelf, TimeProvider clock) : IRequestHandler<GetPublicResults, Result<PublicResults>>
{
    public async Task<Result<PublicResults>> Handle(GetPublicResults request, CancellationToken cancellationToken)
    {
        var today = clock.GetUtcNow().LocalDate();
        if (ReportPeriod.Read(request.Period ?? $"{today:yyyy}", today) is not { } period) return StatisticsRefusals.UnknownPeriod;
        if (catalog.Current(request.Place) is not { } pack || !ListPublicPlacesHandler.Publishes(pack) || period.From > today) return PublicationRefusals.NothingPublished;
        if (shelf.Find(request.Place, period.Name, clock.GetUtcNow()) is { } known) return known;

        var to = period.To < today ? period.To : today;
        async Task<FiguresOfPlace> Of(string by) => (await desk.ReadAsync(new FigureDesk.Asked(request.Place, period.From, to, by, Everybody: true), cancellationToken)).Value!;
        var (all, channels, months) = (await Of("region"), await Of("channel"), await Of("month"));
        var name = await db.Regions.AsNoTracking().Where(r => r.Code == request.Place).Select(r => r.Name).SingleOrDefaultAsync(cancellationToken);
        var (onTime, due) = await cases.OnTimeAsync(request.Place, period.From, to, null, cancellationToken);
        var areas = all.Rows("region").ToList();
        var own = all.Sums.Where(s => all.Groups.KeyOf(s, "region") is null).ToList();
        if (own.Count > 0) areas.Add(all.Row("", "本级", own));
        var results = new PublicResults(
            request.Place, name ?? request.Place, period.Name, period.From, to, clock.GetUtcNow().ToChina(), all.Pack.Version, [.. pack.Read("publication.content")!.AsArray().Select(c => c!.GetValue<string>())],
            PublicRow.Of(all.Row("", "合计", all.Sums)), all.Math.Share(onTime, due), [.. all.Rows("level").Where(r => pack.Rating.Level(r.Key) is not null).Select(PublicRow.Of)],
            [.. channels.Rows("channel").Where(r => r.Counts.Ratings > 0).OrderByDescending(r => r.Counts.Ratings).Select(PublicRow.Of)], [.. areas.Select(PublicRow.Of)], [.. months.Rows("month").Select(PublicRow.Of)]);
        shelf.Put(results, clock.GetUtcNow());
        return results;
    }
}

/// <summary>What was counted a moment ago is not counted again for the next visitor.</summary>
internal sealed class PublicShelf
{
    /// <summary>Far below the five minutes that are published as the age of the page (AK-20-1).</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(60);
    private const int Most = 500;

    private readonly ConcurrentDictionary<(string, string), (PublicResults Results, DateTimeOffset At)> _kept = new();

    public PublicResults? Find(string place, string period, DateTimeOffset now) =>
        _kept.TryGetValue((place, period), out var kept) && now - kept.At < Fresh && now >= kept.At ? kept.Results : null;

    public void Put(PublicResults results, DateTimeOffset now)
    {
        if (_kept.Count >= Most) _kept.Clear();
        _kept[(results.Place, results.Period)] = (results, now);
    }
}

internal static class PublicationRefusals
{
    public static readonly Refusal NothingPublished = Refusal.NotFound("nothingPublished", "这个地方或这个时期没有公开的评价结果。");
}
