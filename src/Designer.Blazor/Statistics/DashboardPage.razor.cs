using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Statistics;
using HaoChaPing.Designer.Blazor.Shared;
using HaoChaPing.Designer.Blazor.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace HaoChaPing.Designer.Blazor.Statistics;

/// <summary>The figures of what one is responsible for, each chart with its table, each bar leading to its ratings and cases.</summary>
public sealed partial class DashboardPage(ScopedSender sender, NavigationManager navigation, IJSRuntime js, TimeProvider clock)
{
    private const string Path = "/statistics";
    private const int MonthsBack = 14;
    private const int Shades = 5;

    private static readonly (string Name, string Key, string Note)[] Tiles =
    [
        ("整改率", "rectification", "分母：有效差评"), ("回访满意率", "visitSatisfaction", "分母：已整改"), ("好评率", "good", "分母：本期全部评价"),
    ];

    private Refusal? refusal;

    [SupplyParameterFromQuery(Name = "ordinance")] public string? Place { get; set; }
    [SupplyParameterFromQuery(Name = "period")] public string? PeriodText { get; set; }
    [SupplyParameterFromQuery(Name = "unit")] public string? Unit { get; set; }
    [SupplyParameterFromQuery(Name = "dimension")] public string? Dimension { get; set; }

    private DashboardView? View { get; set; }

    private IReadOnlyList<(string Value, string Words)> Periods { get; set; } = [];

    private IReadOnlyList<Bar> Months => [.. View!.Months.Select(m => new Bar(MonthOf(m.Key), m.Counts.ValidBad, BehindMonth(m.Key), m.Key == $"{View.Period.To:yyyy-MM}" ? "primary" : "primary-line"))];
    private IReadOnlyList<Bar> Levels => [.. View!.Levels.Where(l => l.Counts.Levels.Count > 0).Select(l => new Bar(l.Name, l.Counts.Levels.Values.Sum(), Behind(level: l.Key), FigureWords.Colour(l.Key)))];
    private IReadOnlyList<Bar> Channels => [.. View!.Channels.Select(c => new Bar(c.Name, c.Counts.Ratings, Behind(channel: c.Key)))];
    private IReadOnlyList<Bar> Items => [.. View!.Items.Select(i => new Bar(i.Name, i.Counts.ValidBad, Behind(item: i.Key, level: "bad")))];

    protected override async Task OnParametersSetAsync()
    {
        var answer = await sender.SendAsync(new GetDashboard(Said(Place), Said(PeriodText), Said(Unit), Said(Dimension)));
        (refusal, View) = (answer.Refusal, answer.Value);
        if (View is not null) Periods = PeriodsWith(View.Period);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender) => await js.TellAsync("figures.draw");

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    // Months and quarters of the last year, this year and the one before.
    private List<(string, string)> PeriodsWith(ReportPeriod asked)
    {
        var today = clock.GetUtcNow().LocalDate();
        IEnumerable<string> names =
        [
            .. Enumerable.Range(0, MonthsBack).Select(i => $"{today.AddMonths(-i):yyyy-MM}"), .. Enumerable.Range(0, 5).Select(i => today.AddMonths(-3 * i)).Select(d => $"{d:yyyy}Q{(d.Month + 2) / 3}"),
            $"{today.Year}", $"{today.Year - 1}", asked.Name,
        ];
        return [.. names.Distinct().Select(n => (n, FigureWords.Period(ReportPeriod.Read(n, today)!)))];
    }

    private void Go(string? place = null, string? period = null, string? unit = "\0", string? dimension = null) => navigation.NavigateTo(Query.On(
        Path, ("ordinance", place ?? Place), ("period", period ?? PeriodText), ("unit", unit == "\0" ? Unit : unit), ("dimension", dimension ?? Dimension)));

    private string Behind(string? unit = null, string? channel = null, string? item = null, string? level = null) => Behind(View!.Period.From, View.Period.To, unit, channel, item, level);

    private string BehindMonth(string month) => ReportPeriod.Read(month, default) is { } period ? Behind(period.From, period.To, null, null, null, "bad") : Path;

    private string Behind(DateOnly from, DateOnly to, string? unit, string? channel, string? item, string? level) => Query.On(
        "/statistics/ratings", ("ordinance", View!.Ordinance), ("from", $"{from:yyyy-MM-dd}"), ("to", $"{to:yyyy-MM-dd}"), ("unit", unit ?? View.Unit), ("channel", channel), ("item", item), ("level", level));

    private static string MonthOf(string key) => key.Length == 7 ? $"{int.Parse(key[5..], System.Globalization.CultureInfo.InvariantCulture)}月" is var month && month == "1月" ? $"{key[..4]}年1月" : month : key;

    private int HeatOf(decimal days)
    {
        var most = View!.Steps.SelectMany(s => s.Days.Values).DefaultIfEmpty(0).Max();
        return most == 0 ? 0 : (int)Math.Ceiling(days / most * Shades);
    }

    private static string Moved(RankedLine line) => (line.Row.Place, line.Before) switch
    {
        ({ } now, { } before) when now < before => $"▲ {before - now}", ({ } now, { } before) when now > before => $"▼ {now - before}", ({ }, { }) => "持平", _ => "–",
    };
}
