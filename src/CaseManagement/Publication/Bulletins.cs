using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.CaseManagement.Statistics;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Unit = HaoChaPing.CaseManagement.Organisation.Unit;

namespace HaoChaPing.CaseManagement.Publication;

/// <summary>The bulletins (通报) that the pack of a place asks for, of the periods that are over.</summary>
/// <param name="Ordinance">Place code.</param>
public sealed record ListBulletins(string Ordinance) : IRequest<Result<PageOf<BulletinEntry>>>;

/// <param name="Id">Place, number of the rule in the pack, period: <c>AK-1-2025-03</c>.</param>
/// <param name="Title">Its title.</param>
/// <param name="Period">The period.</param>
/// <param name="By">The role that issues it.</param>
/// <param name="ByName">Its name.</param>
/// <param name="Of">What it is about.</param>
/// <param name="DraftOn">The first workday after the period, on which the draft lies ready (YS-14a).</param>
/// <param name="Clause">The clause that asks for it.</param>
public sealed record BulletinEntry(string Id, string Title, string Period, string By, string ByName, IReadOnlyList<string> Of, DateOnly DraftOn, string? Clause);

/// <summary>One bulletin with all its lines.</summary>
/// <param name="Id">As listed.</param>
public sealed record GetBulletin(string Id) : IRequest<Result<Bulletin>>;

/// <param name="Entry">As listed.</param>
/// <param name="Place">The place's name.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Version">The rules of the last day.</param>
/// <param name="Tables">One table for each kind.</param>
public sealed record Bulletin(BulletinEntry Entry, string Place, DateOnly From, DateOnly To, string Version, IReadOnlyList<BulletinTable> Tables);

/// <param name="Of">What it is about.</param>
/// <param name="Title">In Chinese.</param>
/// <param name="ScoreName">What is scored.</param>
/// <param name="Lines">The best first; who has no data stands last, but stands there.</param>
/// <param name="Total">All lines together.</param>
public sealed record BulletinTable(string Of, string Title, string ScoreName, IReadOnlyList<RankingRow> Lines, StatisticsRow Total);

internal sealed class ListBulletinsHandler(BulletinDesk desk, CurrentUser user) : IRequestHandler<ListBulletins, Result<PageOf<BulletinEntry>>>
{
    public async Task<Result<PageOf<BulletinEntry>>> Handle(ListBulletins request, CancellationToken cancellationToken) =>
        !user.May(Acts.ReadCase) ? HttpRefusals.NotAllowed : PageOf<BulletinEntry>.Whole(await desk.ListAsync(request.Ordinance, cancellationToken));
}

internal sealed class GetBulletinHandler(BulletinDesk desk, FigureDesk figures, CaseDbContext db, CurrentUser user) : IRequestHandler<GetBulletin, Result<Bulletin>>
{
    public async Task<Result<Bulletin>> Handle(GetBulletin request, CancellationToken cancellationToken)
    {
        var place = request.Id.Split('-')[0];
        if ((await desk.ListAsync(place, cancellationToken)).FirstOrDefault(e => e.Id == request.Id) is not { } entry) return BulletinRefusals.Unknown;
        var period = ReportPeriod.Read(entry.Period, default)!;
        var units = await db.Units.AsNoTracking().Where(u => u.Region == place).OrderBy(u => u.Path).ToListAsync(cancellationToken);
        List<BulletinTable> tables = [];
        FiguresOfPlace? whole = null;
        foreach (var of in entry.Of)
        {
            var by = BulletinWords.GroupingOf(of);
            var found = await figures.ReadAsync(new FigureDesk.Asked(place, period.From, period.To, by), cancellationToken);
            if (!found.Ok) return found.Refusal;
            whole = found.Value;
            // Whoever has nothing to show is a line all the same (GD-16a).
            var rows = whole.Rows(by).Where(r => by == "window" ? r.Key.Length > 0 : IsMeant(of, r.Key, units, place)).ToList();
            var missing = units.Where(u => by != "window" && IsMeant(of, u.Code, units, place) && user.May(Acts.ReadCase, u.Path) && rows.TrueForAll(r => r.Key != u.Code));
            rows.AddRange(missing.Select(u => whole.Row(u.Code, u.Name, [])));
            var keys = rows.Select(r => r.Key).ToHashSet();
            var total = whole.Row("", "合计", [.. whole.Sums.Where(s => whole.Groups.KeyOf(s, by) is { } key && keys.Contains(key))]);
            tables.Add(new BulletinTable(of, BulletinWords.Of(of), BulletinWords.Score(total.Score.Kind), GetRankingHandler.Ranked(rows), total));
        }
        var name = await db.Regions.Where(r => r.Code == place).Select(r => r.Name).SingleOrDefaultAsync(cancellationToken);
        return new Bulletin(entry, name ?? place, period.From, period.To, whole!.Pack.Version, tables);
    }

    private static bool IsMeant(string of, string code, List<Unit> units, string place)
    {
        var root = units.Find(u => string.Equals(u.Code, place, StringComparison.OrdinalIgnoreCase));
        if (root is null || units.Find(u => u.Code == code) is not { } unit || unit == root) return false;
        var parent = units.Find(u => u.Code == unit.Parent);
        var ofPlace = unit.Level == root.Level && parent == root;
        return of switch
        {
            "cityDepartments" or "provincialInstitutions" => ofPlace,
            // The units below an area; those of the place itself have their own table.
            "countyUnits" or "cityUnits" or "districtUnits" => parent != root && parent is not null,
            _ => unit.Level == BulletinWords.GroupingOf(of) && parent?.Level != unit.Level,
        };
    }
}

/// <summary>Which bulletins there are: each rule of the pack for each period that is over.</summary>
internal sealed class BulletinDesk(CaseDbContext db, OrdinanceCatalog catalog, TimeProvider clock)
{
    private const int Kept = 24;

    public async Task<IReadOnlyList<BulletinEntry>> ListAsync(string place, CancellationToken cancellationToken)
    {
        if (catalog.Current(place) is not { } pack || pack.Read("bulletins")?.AsArray() is not { } rules) return [];
        var name = await db.Regions.Where(r => r.Code == place).Select(r => r.Name).SingleOrDefaultAsync(cancellationToken) ?? place;
        var (today, calendar) = (clock.GetUtcNow().LocalDate(), catalog.CalendarOf(pack));
        List<BulletinEntry> entries = [];
        foreach (var (rule, i) in rules.Select((rule, i) => (rule!, i)))
        {
            string by = rule["by"]!.GetValue<string>(), length = rule["period"]!.GetValue<string>();
            string[] of = [.. rule["of"]!.AsArray().Select(o => o!.GetValue<string>())];
            var period = ReportPeriod.Read(length switch { "year" => $"{today:yyyy}", "quarter" or "halfYear" => $"{today:yyyy}Q{(today.Month + 2) / 3}", _ => $"{today:yyyy-MM}" }, today)!;
            for (var n = 0; n < Kept && catalog.InForce(place, (period = period.Before).To) is not null; n++)
            {
                var ready = period.To.AddDays(1);
                while (!calendar.IsWorkday(ready)) ready = ready.AddDays(1);
                if (ready > today) continue;
                entries.Add(new BulletinEntry(
                    $"{place}-{i + 1}-{period.Name}", $"{name}政务服务“好差评”{BulletinWords.Period(period)}通报（{string.Join("、", of.Select(BulletinWords.Of))}）", period.Name, by, pack.Role(by)?.Name ?? by, of, ready, (string?)rule["ref"]));
            }
        }
        return [.. entries.OrderByDescending(e => e.DraftOn).ThenBy(e => e.Id, StringComparer.Ordinal)];
    }
}

/// <summary>The Chinese of bulletins.</summary>
internal static class BulletinWords
{
    public static string Of(string of) => of switch
    {
        "counties" => "县区", "cityDepartments" => "市级部门", "countyUnits" => "县区单位", "cities" => "地市", "provincialInstitutions" => "省级机构", "cityUnits" => "地市单位", "districts" => "各区", "districtUnits" => "区属单位",
        "windows" => "窗口", "townships" => "乡镇街道", "villages" => "村居", _ => of,
    };

    /// <summary>How the figures of a table are grouped.</summary>
    public static string GroupingOf(string of) => of switch
    {
        "counties" => "county", "cities" => "city", "districts" => "district", "townships" => "township", "villages" => "village", "windows" => "window", _ => "department",
    };

    public static string Score(string kind) => kind switch { "composite" => "综合得分", "points" => "平均得分", "stars" => "平均星级", _ => "好评率（%）" };

    public static string Period(ReportPeriod period) => period.Name.Length switch
    {
        4 => $"{period.From.Year}年", 6 => $"{period.From.Year}年第{"一二三四"[(period.From.Month - 1) / 3]}季度", _ => $"{period.From.Year}年{period.From.Month}月",
    };
}

internal static class BulletinRefusals
{
    public static readonly Refusal Unknown = Refusal.NotFound("bulletinNotFound", "没有这份通报，或者这个时期还没有结束。");
    public static readonly Refusal UnknownFormat = Refusal.NotFound("unknownFormat", "通报有 xlsx、pdf、csv 三种格式。");
    public static readonly Refusal NoPrinter = Refusal.Conflict("pdfNotAvailable", "本机没有安装 Chromium，不能生成 PDF；请下载 xlsx 或 CSV。");
}
