using System.Globalization;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using MediatR;

namespace HaoChaPing.CaseManagement.Statistics;

/// <summary>Who stands where in a period, by the score and the dimensions of the pack (SP-8.4a, TJ-23): equal scores share a place, who has no data has none.</summary>
/// <param name="Ordinance">Place code.</param>
/// <param name="Period"><c>2025</c>, <c>2025Q1</c> or <c>2025-03</c>; this month if left out.</param>
/// <param name="Dimension">One of the pack's; the first if left out.</param>
/// <param name="Unit">Only this unit and those below it.</param>
public sealed record GetRanking(string Ordinance, string? Period = null, string? Dimension = null, string? Unit = null) : IRequest<Result<RankingView>>;

/// <param name="Ordinance">Place code.</param>
/// <param name="Version">The rules of the period's last day.</param>
/// <param name="Period">The period.</param>
/// <param name="From">Its first day.</param>
/// <param name="To">Its last day.</param>
/// <param name="Dimension">What is ranked.</param>
/// <param name="Dimensions">What the pack ranks.</param>
/// <param name="Total">The place as a whole.</param>
/// <param name="Rows">The best first.</param>
public sealed record RankingView(
    string Ordinance, string Version, string Period, DateOnly From, DateOnly To, string Dimension, IReadOnlyList<string> Dimensions, StatisticsRow Total, IReadOnlyList<RankingRow> Rows);

/// <param name="Place">Its place; null without data.</param>
/// <param name="Key">Code.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Score">The score with its inputs.</param>
/// <param name="Counts">What was counted.</param>
/// <param name="Rates">Percentages with their two numbers.</param>
public sealed record RankingRow(int? Place, string Key, string Name, Score Score, Counts Counts, IReadOnlyDictionary<string, Rate> Rates);

internal sealed class GetRankingHandler(FigureDesk desk, OrdinanceCatalog catalog, TimeProvider clock) : IRequestHandler<GetRanking, Result<RankingView>>
{
    public async Task<Result<RankingView>> Handle(GetRanking request, CancellationToken cancellationToken)
    {
        if (ReportPeriod.Read(request.Period, clock.GetUtcNow().LocalDate()) is not { } period) return StatisticsRefusals.UnknownPeriod;
        if ((catalog.InForce(request.Ordinance, period.To) ?? catalog.Current(request.Ordinance)) is not { } pack) return OrdinanceRefusals.Unknown(request.Ordinance);
        string[] dimensions = [.. pack.Read("ranking.dimensions")?.AsArray().Select(d => d!.GetValue<string>()) ?? []];
        var dimension = request.Dimension ?? dimensions.FirstOrDefault() ?? "department";
        if (dimensions.Length > 0 && !dimensions.Contains(dimension)) return StatisticsRefusals.UnknownDimension(dimensions);
        var found = await desk.ReadAsync(new FigureDesk.Asked(request.Ordinance, period.From, period.To, dimension, request.Unit), cancellationToken);
        if (!found.Ok) return found.Refusal;
        var total = found.Value.Row("", "合计", found.Value.Sums);
        return new RankingView(request.Ordinance, found.Value.Pack.Version, period.Name, period.From, period.To, dimension, dimensions, total, Ranked(found.Value.Rows(dimension)));
    }

    internal static IReadOnlyList<RankingRow> Ranked(IEnumerable<StatisticsRow> rows)
    {
        var ordered = rows.Select(r => (Row: r, Score: r.Score.Value is { } v ? decimal.Parse(v, CultureInfo.InvariantCulture) : (decimal?)null))
            .OrderByDescending(r => r.Score ?? decimal.MinValue).ThenBy(r => r.Row.Key, StringComparer.Ordinal).ToList();
        return [.. ordered.Select(r => new RankingRow(
            r.Score is null ? null : 1 + ordered.Count(o => o.Score > r.Score), r.Row.Key, r.Row.Name, r.Row.Score, r.Row.Counts, r.Row.Rates))];
    }
}

/// <summary>A year, a quarter or a month.</summary>
public sealed record ReportPeriod(string Name, DateOnly From, DateOnly To)
{
    /// <summary>Reads <c>2025</c>, <c>2025Q1</c> or <c>2025-03</c>; the month of today without a text, null for anything else.</summary>
    public static ReportPeriod? Read(string? text, DateOnly today)
    {
        text ??= $"{today:yyyy-MM}";
        if (text.Length < 4 || !int.TryParse(text[..4], NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < 1900 or > 9000) return null;
        return text[4..] switch
        {
            "" => new ReportPeriod(text, new DateOnly(year, 1, 1), new DateOnly(year, 12, 31)),
            ['Q', >= '1' and <= '4' and var quarter] => Months(text, year, (quarter - '1') * 3 + 1, 3),
            ['-', _, _] rest when int.TryParse(rest[1..], NumberStyles.None, CultureInfo.InvariantCulture, out var month) && month is >= 1 and <= 12 => Months(text, year, month, 1),
            _ => null,
        };
    }

    /// <summary>The period of the same length before it.</summary>
    public ReportPeriod Before => Name.Length switch
    {
        4 => Read($"{From.Year - 1}", From)!,
        6 => Read($"{From.AddMonths(-3):yyyy}Q{(From.AddMonths(-3).Month + 2) / 3}", From)!,
        _ => Read($"{From.AddMonths(-1):yyyy-MM}", From)!,
    };

    private static ReportPeriod Months(string name, int year, int month, int count)
    {
        var from = new DateOnly(year, month, 1);
        return new ReportPeriod(name, from, from.AddMonths(count).AddDays(-1));
    }
}
