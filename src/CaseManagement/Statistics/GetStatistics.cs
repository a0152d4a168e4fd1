using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Unit = HaoChaPing.CaseManagement.Organisation.Unit;

namespace HaoChaPing.CaseManagement.Statistics;

/// <summary>Counts and rates of a place and period, within the units one may see.</summary>
/// <param name="Ordinance">Place code.</param>
/// <param name="From">First local day of rating; the first of this month if left out.</param>
/// <param name="To">Last local day; today if left out.</param>
/// <param name="By">How they are grouped; <c>unit</c> if left out.</param>
/// <param name="Unit">Only this unit and those below it.</param>
/// <param name="Target">Only ratings of this, such as <c>item</c>.</param>
public sealed record GetStatistics(string Ordinance, DateOnly? From = null, DateOnly? To = null, string? By = null, string? Unit = null, string? Target = null) : IRequest<Result<StatisticsView>>;

/// <param name="Ordinance">Place code.</param>
/// <param name="Version">The rules of the period's last day.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="By">How they are grouped.</param>
/// <param name="Unit">The unit asked for.</param>
/// <param name="Total">All of it.</param>
/// <param name="Rows">Group by group.</param>
public sealed record StatisticsView(string Ordinance, string Version, DateOnly From, DateOnly To, string By, string? Unit, StatisticsRow Total, IReadOnlyList<StatisticsRow> Rows);

/// <param name="Key">Code of the group.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Counts">What was counted.</param>
/// <param name="Rates">Percentages with their two numbers.</param>
/// <param name="Score">What the place ranks by.</param>
/// <param name="Share">Its part of all ratings.</param>
public sealed record StatisticsRow(string Key, string Name, Counts Counts, IReadOnlyDictionary<string, Rate> Rates, Score Score, Rate Share);

internal sealed class GetStatisticsHandler(FigureDesk desk) : IRequestHandler<GetStatistics, Result<StatisticsView>>
{
    public async Task<Result<StatisticsView>> Handle(GetStatistics request, CancellationToken cancellationToken)
    {
        var by = request.By ?? "unit";
        if (!Groups.Known.Contains(by)) return StatisticsRefusals.UnknownGrouping;
        var period = desk.PeriodOf(request.From, request.To);
        if (!period.Ok) return period.Refusal;
        var found = await desk.ReadAsync(new FigureDesk.Asked(request.Ordinance, period.Value.From, period.Value.To, by, request.Unit, request.Target), cancellationToken);
        if (!found.Ok) return found.Refusal;
        var total = found.Value.Row("", "合计", found.Value.Sums);
        return new StatisticsView(request.Ordinance, found.Value.Pack.Version, period.Value.From, period.Value.To, by, request.Unit, total, found.Value.Rows(by));
    }
}

/// <summary>Opens the figures of a place to whoever may see them.</summary>
internal sealed class FigureDesk(CaseDbContext db, FigureReader reader, OrdinanceCatalog catalog, CurrentUser user, TimeProvider clock)
{
    /// <param name="Ordinance">Place code.</param>
    /// <param name="From">First day.</param>
    /// <param name="To">Last day.</param>
    /// <param name="By">Grouping.</param>
    /// <param name="Unit">Only below this unit.</param>
    /// <param name="Target">Only of this target.</param>
    /// <param name="Everybody">For everybody, such as what is published.</param>
    public sealed record Asked(string Ordinance, DateOnly From, DateOnly To, string By, string? Unit = null, string? Target = null, bool Everybody = false);

    public sealed record Period(DateOnly From, DateOnly To);

    public Result<Period> PeriodOf(DateOnly? from, DateOnly? to)
    {
        var last = to ?? clock.GetUtcNow().LocalDate();
        var first = from ?? new DateOnly(last.Year, last.Month, 1);
        return last < first || last.Year > 9000 || first.Year < 2 ? StatisticsRefusals.BadPeriod : new Period(first, last);
    }

    public async Task<Result<FiguresOfPlace>> ReadAsync(Asked asked, CancellationToken cancellationToken)
    {
        if ((catalog.InForce(asked.Ordinance, asked.To) ?? catalog.Current(asked.Ordinance)) is not { } pack) return OrdinanceRefusals.Unknown(asked.Ordinance);
        var units = await db.Units.AsNoTracking().Where(u => u.Region == asked.Ordinance).ToDictionaryAsync(u => u.Code, cancellationToken);
        var below = asked.Unit is null ? "/" : units.GetValueOrDefault(asked.Unit)?.Path;
        if (below is null) return StatisticsRefusals.UnknownUnit;
        var seen = units.Values.Where(u => u.Path.StartsWith(below, StringComparison.Ordinal) && (asked.Everybody || user.May(Acts.ReadCase, u.Path))).Select(u => u.Code).ToHashSet();
        if (seen.Count == 0) return HttpRefusals.NotAllowed;
        var sums = await reader.ReadAsync(new FigureReader.Wanted(asked.Ordinance, asked.From, asked.To, Groups.DimensionOf(asked.By), Groups.GrainOf(asked.By)), cancellationToken);
        var own = sums.Where(s => seen.Contains(s.Unit) && (asked.Target is null || IsService(s) || s.Target.Split('+').Contains(asked.Target))).ToList();
        return new FiguresOfPlace(pack, new FigureMath(catalog, asked.Ordinance, pack), new Groups(units, IntakeRootOf(asked.Ordinance)), own, asked.To);
    }

    private static bool IsService(FigureSum sum) => sum.Standing is FigureStanding.Service or FigureStanding.RatedService;

    // The root unit of a place has the place's lower-case code.
    private static string IntakeRootOf(string region) => region.ToLowerInvariant();
}

/// <summary>The sums of a place and period, and what can be made of them.</summary>
internal sealed record FiguresOfPlace(Ordinance Pack, FigureMath Math, Groups Groups, IReadOnlyList<FigureSum> Sums, DateOnly LastDay)
{
    private long AllRated { get; } = RatedOf(Sums);

    public StatisticsRow Row(string key, string name, IReadOnlyCollection<FigureSum> sums)
    {
        var counts = Math.Count(sums);
        return new StatisticsRow(key, name, counts, Math.Rates(counts), Math.Score(sums, LastDay), Math.Share(counts.Ratings + counts.Defaults, AllRated));
    }

    /// <summary>Group by group: levels in the order of the pack, times in theirs, the rest by code.</summary>
    public IReadOnlyList<StatisticsRow> Rows(string by)
    {
        var rows = Sums.GroupBy(s => Groups.KeyOf(s, by)).Where(g => g.Key is not null)
            .Select(g => Row(g.Key!, Groups.NameOf(g.Key!, by, g, ChannelName, LevelName), [.. g])).OrderBy(r => r.Key, StringComparer.Ordinal);
        return by == "level" ? [.. rows.OrderBy(r => Pack.Rating.Levels.Select(l => l.Code).ToList().IndexOf(r.Key) is var at and >= 0 ? at : int.MaxValue)] : [.. rows];
    }

    private string ChannelName(string code) => Pack.Channel(code)?.Name ?? code switch { "system" => "系统", "online" => "网上办理", "window" => "窗口办理", "kiosk" => "自助终端办理", "mixed" => "线上线下", _ => code };

    private string LevelName(string code) => Pack.Rating.Level(code)?.Name ?? (code == "unrated" ? "未评" : code);

    private static long RatedOf(IEnumerable<FigureSum> sums) => sums.Where(s => s.Standing is FigureStanding.Adopted or FigureStanding.Default).Sum(s => s.Ratings);
}

/// <summary>Every "no" to a question for figures.</summary>
internal static class StatisticsRefusals
{
    public static readonly Refusal UnknownGrouping = Refusal.Malformed("unknownGrouping", $"分组方式只能是 {string.Join("、", Groups.Known)} 之一。", new FieldError("/by", "没有这种分组方式。"));
    public static readonly Refusal UnknownUnit = Refusal.Malformed("unknownUnit", "这个地方没有这个单位，请核对单位编码。", new FieldError("/unit", "没有这个单位。"));
    public static readonly Refusal BadPeriod = Refusal.Malformed("badPeriod", "统计期间不对：请用 yyyy-MM-dd，最后一天不早于第一天。", new FieldError("/to", "不能早于第一天。"));
    public static readonly Refusal UnknownPeriod = Refusal.Malformed("unknownPeriod", "统计期请写成 2025、2025Q1 或 2025-03。", new FieldError("/period", "写成 2025、2025Q1 或 2025-03。"));
    public static Refusal UnknownFeed(IEnumerable<string> known) => Refusal.Malformed("unknownFeed", known.Any() ? $"本地的考核数据有 {string.Join("、", known)}，请选其一。" : "本地办法没有规定考核数据。", new FieldError("/feed", "没有这种考核数据。"));
    public static Refusal UnknownDimension(IEnumerable<string> known) => Refusal.Malformed("unknownDimension", $"本地按 {string.Join("、", known)} 排名，请选其一。", new FieldError("/dimension", "没有这个维度。"));
}
