using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HaoChaPing.CaseManagement.Intake;
using HaoChaPing.CaseManagement.Ordinances;

namespace HaoChaPing.Designer.Blazor.Hosting.Demo;

/// <summary>One service of the made-up weeks and the rating it got, if any.</summary>
internal sealed record DemoVisit(ServiceBody Service, RatingBody? Rating);

/// <summary>
/// The weeks before a demonstration begins, made up from the pack of a place: the same place and day always give the same weeks, so that a start
/// that was interrupted can go on. Raters are numbers, never invented persons.
/// </summary>
internal sealed class DemoPlan
{
    private const int Weeks = 5;
    private const int VisitsAtOnce = 1;
    private static readonly TimeSpan[] Hours = [new(10, 20, 0), new(15, 40, 0)];

    private static readonly (string Code, string Name)[] Items =
    [
        ("spjy", "食品经营许可（新办）"), ("gtgs", "个体工商户设立登记"), ("bdc", "不动产转移登记"), ("ylbx", "城乡居民基本医疗保险参保登记"), ("sbk", "社会保障卡补办"),
        ("jsz", "机动车驾驶证期满换证"), ("hkqy", "户口迁移"), ("wsxk", "公共场所卫生许可"), ("gjj", "住房公积金提取"), ("jgxk", "建筑工程施工许可"),
    ];

    private static readonly string[] Complaints =
    [
        "跑了三次才办成，每次要的材料都不一样。", "窗口没有人，等了四十分钟。", "说好五个工作日，第八天才办完。", "网上提交以后一直没有回音，打电话也没人接。",
        "一次性告知单没有给，回家才知道少材料。", "自助机扫描不出身份证，旁边没有人帮忙。", "答复前后不一致，不知道听谁的。", "材料已经共享了，还要我自己去复印。",
    ];

    private static readonly string[] Praises = ["办得很快。", "讲解清楚，一次办好。", "态度好，还帮着填表。"];

    private readonly Ordinance _pack;
    private readonly IReadOnlyList<string> _units;

    /// <param name="pack">The pack of the place.</param>
    /// <param name="units">Codes of the units that serve people.</param>
    /// <param name="isOpen">Whether the halls are open on a day, under an ordinance in force.</param>
    /// <param name="until">When the demonstration begins.</param>
    public DemoPlan(Ordinance pack, IReadOnlyList<string> units, Func<DateOnly, bool> isOpen, DateTimeOffset until)
    {
        (_pack, _units) = (pack, units);
        var first = StartBefore(until).LocalDate();
        var days = Enumerable.Range(0, 7 * Weeks + 1).Select(first.AddDays).Where(isOpen);
        Instants = [.. days.SelectMany(day => Hours.Select(hour => ChinaTime.StartOf(day) + hour)).Where(instant => instant < until)];
    }

    /// <summary>The instants at which something happens, in order.</summary>
    public IReadOnlyList<DateTimeOffset> Instants { get; }

    /// <summary>When the made-up weeks begin, for a demonstration that begins at this instant.</summary>
    public static DateTimeOffset StartBefore(DateTimeOffset until) => ChinaTime.StartOf(until.LocalDate().AddDays(-7 * Weeks)) + new TimeSpan(8, 30, 0);

    /// <summary>What came in shortly before this instant.</summary>
    public IEnumerable<DemoVisit> VisitsBefore(DateTimeOffset instant)
    {
        var earlier = Instants.Count(i => i < instant) * VisitsAtOnce;
        return Enumerable.Range(earlier, VisitsAtOnce).Select(n => Visit(n, instant));
    }

    /// <summary>How many instants lie between two; what a handler's pace is measured in.</summary>
    public int InstantsBetween(DateTimeOffset from, DateTimeOffset to) => Instants.Count(i => i > from && i <= to);

    private DemoVisit Visit(int n, DateTimeOffset instant)
    {
        var random = new Random(Seed(_pack.Code, n));
        var online = random.Next(100) < 40;
        var (mode, kinds) = online ? ("online", new[] { "online", "mobile" }) : random.Next(10) == 0 ? ("kiosk", ["kiosk"]) : ("window", new[] { "window", "qr" });
        var item = Items[random.Next(Items.Length)];
        var named = _pack.Rating.Identity == "realNameRequired";
        var started = instant.AddMinutes(-random.Next(40, 90));
        var rater = new PersonBody("naturalPerson", $"评价人{n + 1:D4}", $"DEMO{n + 1:D8}", $"1380000{n % 10_000:D4}", Verified: named || random.Next(3) > 0);
        var service = new ServiceBody(
            _pack.Code, $"demo-{n + 1:D5}", $"{_pack.Code}-{n + 1:D6}", new ServiceItemBody(item.Code, item.Name), "matter", mode, _units[random.Next(_units.Count)],
            mode == "online" ? null : "政务服务大厅", mode == "window" ? $"{random.Next(1, 25)}" : null, Staff: mode == "window" ? $"{_pack.Code.ToLowerInvariant()}-window" : null, StartedAt: started, CompletedAt: instant.AddMinutes(-random.Next(10, 35)), Applicant: rater);
        return new DemoVisit(service, random.Next(10) == 0 ? null : Rating(n, instant, mode, kinds, rater, random));
    }

    private RatingBody Rating(int n, DateTimeOffset instant, string mode, string[] kinds, PersonBody rater, Random random)
    {
        var bad = random.Next(100) < 25;
        var level = Pick(_pack.Rating.Levels.Where(l => l.IsBad == bad).Select(l => l.Code).ToList(), random);
        var text = bad ? Complaints[random.Next(Complaints.Length)] : random.Next(4) == 0 ? Praises[random.Next(Praises.Length)] : null;
        var target = mode == "window" && random.Next(4) == 0 ? "staff" : "item";
        var anonymous = _pack.Rating.Identity == "optional" && random.Next(3) == 0;
        return new RatingBody(
            _pack.Code, Pick(Channels(kinds), random), $"demo-r-{n + 1:D5}", level, $"demo-{n + 1:D5}", target, "single",
            bad ? [new ReasonBody(Text: Pick([.. _pack.Rating.ContentDimensions ?? Complaints], random))] : null, Text: text, Rater: anonymous ? null : rater, RatedAt: instant.AddMinutes(-random.Next(1, 9)));
    }

    private List<string> Channels(string[] kinds)
    {
        var enabled = _pack.Channels.Where(c => c.Enabled).ToList();
        var fitting = enabled.Where(c => kinds.Contains(c.Kind)).ToList();
        return [.. (fitting.Count > 0 ? fitting : enabled).Select(c => c.Code)];
    }

    private static T Pick<T>(List<T> from, Random random) => from[random.Next(from.Count)];

    /// <summary>The same number in every process, unlike <c>GetHashCode</c>, and unlike for neighbours.</summary>
    internal static int Seed(string text, int n) =>
        BitConverter.ToInt32(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{text}/{n}"))));
}
