using System.Globalization;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Studio;
using HaoChaPing.Designer.Blazor.Shared;
using HaoChaPing.Designer.Blazor.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace HaoChaPing.Designer.Blazor.Designer;

/// <summary>Where cases stand in a workflow, on its diagram and in a table, down to the cases themselves.</summary>
public sealed partial class HeatMapPage(ScopedSender sender, NavigationManager navigation, IJSRuntime js, TimeProvider clock)
{
    private const string None = "";
    private static readonly (string Tone, string Sign, string Words)[] Heats = [("low", "▂", "少"), ("mid", "▅", "较多"), ("high", "█", "最多")];

    private HeatMap? map;
    private PageOf<StepCase>? cases;
    private Refusal? refusal;
    private string? drawn;

    [Parameter] public string DefinitionId { get; set; } = "";
    [SupplyParameterFromQuery(Name = "version")] public string? Version { get; set; }
    [SupplyParameterFromQuery(Name = "region")] public string? Region { get; set; }
    [SupplyParameterFromQuery(Name = "from")] public string? From { get; set; }
    [SupplyParameterFromQuery(Name = "to")] public string? To { get; set; }
    [SupplyParameterFromQuery(Name = "step")] public string? Step { get; set; }
    [SupplyParameterFromQuery(Name = "page")] public string? Page { get; set; }

    private DateOnly Today => clock.GetUtcNow().LocalDate();
    private IReadOnlyList<HeatStep> Standing => [.. map!.Steps.Where(step => step.Count > 0).OrderBy(step => step.Listens).ThenByDescending(step => step.Count).ThenBy(step => step.Name, StringComparer.Ordinal)];
    private HeatStep? Chosen => map!.Steps.FirstOrDefault(step => step.NodeId == Step);
    private IReadOnlyList<FlowBox> Boxes => [.. map!.Steps.Where(step => step.Place is not null).Select(BoxOf)];

    // The chosen days in words: a browser may show the parts of a date in another order.
    private string Opened => (Day(From), Day(To)) switch
    {
        (null, null) => "",
        ({ } from, null) => $"{ChinaWords.Whole(from)}起开件的：",
        (null, { } to) => $"{ChinaWords.Whole(to)}止开件的：",
        ({ } from, { } to) => $"{ChinaWords.Whole(from)}至{ChinaWords.Whole(to)}开件的：",
    };

    protected override async Task OnParametersSetAsync()
    {
        var (from, to) = (Day(From), Day(To));
        var answer = await sender.SendAsync(new GetHeatMap(DefinitionId, Number(Version), Region, from, to));
        (map, refusal, cases) = (answer.Value, answer.Refusal, null);
        if (map is not null && Chosen is { } step)
            cases = (await sender.SendAsync(new ListStepCases(DefinitionId, map.Version, step.NodeId, Region, from, to, Math.Max(1, Number(Page) ?? 1), 20))).Value;
    }

    // The drawing is wider than the page: it opens where cases stand.
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        var shown = $"{map?.DefinitionId} {map?.Version}";
        if (map is null || drawn == shown) return;
        drawn = shown;
        await js.TellAsync("haochaping.scrollTogether", ".flow-canvas", ".flow-box:is(.low, .mid, .high)");
    }

    private FlowBox BoxOf(HeatStep step)
    {
        if (step.Count == 0) return new FlowBox(step.Id, step.Name, "", $"{step.Name}：没有工单", "none", step.Place!);
        var said = $"{step.Name}：{step.Count} 件，停留时间中位数 {Lasting(step.MedianSeconds)}，超期 {step.Overdue} 件";
        var (tone, sign, _) = Heat(step);
        return new FlowBox(step.Id, step.Name, $"{sign} {step.Count} 件 {Lasting(step.MedianSeconds)}{(step.Overdue > 0 ? $" !{step.Overdue}" : "")}", said, step.Overdue > 0 ? tone + " late" : tone, step.Place!, At(step));
    }

    private (string Tone, string Sign, string Words) Heat(HeatStep step)
    {
        if (step.Listens) return ("none", "○", "只在等事件");
        var most = map!.Steps.Where(one => !one.Listens).Max(one => one.Count);
        return Heats[step.Count * 3 > most * 2 ? 2 : step.Count * 3 > most ? 1 : 0];
    }

    private string At(HeatStep step) => Href(step: step.NodeId) + "#cases";

    private void Go(string? version = null, string? region = null, string? from = null, string? to = null) => navigation.NavigateTo(Href(version, region, from, to));

    private string Href(string? version = null, string? region = null, string? from = null, string? to = null, string? step = null, int page = 1) => navigation.GetUriWithQueryParameters(
        DesignerAddresses.HeatMap(DefinitionId), new Dictionary<string, object?>
        {
            ["version"] = Kept(version, Version), ["region"] = Kept(region, Region), ["from"] = Kept(from, From), ["to"] = Kept(to, To), ["step"] = step, ["page"] = page > 1 ? page : null,
        });

    // Given as empty it goes, not given it stays.
    private static string? Kept(string? given, string? known) => (given ?? known) is { Length: > 0 } kept ? kept : null;

    private static string Given(ChangeEventArgs change) => (string?)change.Value ?? None;

    private static string Share(int part, int whole) => whole == 0 ? "0%" : ((double)part / whole).ToString("P0", CultureInfo.InvariantCulture).Replace(" ", "", StringComparison.Ordinal);

    private static string Lasting(long? seconds) => seconds switch
    {
        null => "",
        < 3_600 => $"{seconds / 60} 分",
        < 86_400 => $"{seconds / 3_600} 小时",
        _ => $"{seconds / 86_400} 天",
    };

    private static int? Number(string? text) => int.TryParse(text, out var number) ? number : null;

    private static string? Iso(string? text) => Day(text)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
