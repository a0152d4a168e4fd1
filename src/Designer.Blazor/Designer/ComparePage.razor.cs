using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Studio;
using HaoChaPing.Designer.Blazor.Shared;
using HaoChaPing.Designer.Blazor.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace HaoChaPing.Designer.Blazor.Designer;

/// <summary>Two versions of a definition beside each other, drawn and in words.</summary>
public sealed partial class ComparePage(ScopedSender sender, NavigationManager navigation, IJSRuntime js, TimeProvider clock)
{
    private DefinitionComparison? shown;
    private DefinitionComparison? drawn;
    private Refusal? refusal;

    [Parameter] public string DefinitionId { get; set; } = "";
    [SupplyParameterFromQuery(Name = "from")] public string? From { get; set; }
    [SupplyParameterFromQuery(Name = "to")] public string? To { get; set; }

    private IReadOnlyList<ComparedStep> ChangedSteps => [.. shown!.Steps.Where(step => step.Change != Change.None).OrderBy(step => step.Change == Change.Changed)];
    private IReadOnlyList<ComparedLine> ChangedLines => [.. shown!.Lines.Where(line => line.Change != Change.None)];
    private string Summary => string.Join("；", new[] { Counted("步骤", ChangedSteps.Select(step => step.Change)), Counted("连线", ChangedLines.Select(line => line.Change)), shown!.Others.Count > 0 ? $"其他 {shown.Others.Count} 处" : "" }.Where(part => part.Length > 0)) + "。";

    protected override async Task OnParametersSetAsync()
    {
        var answer = await sender.SendAsync(new CompareDefinitions(DefinitionId, Number(From), Number(To)));
        (shown, refusal) = (answer.Value, answer.Refusal);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (drawn == shown) return;
        drawn = shown;
        await js.TellAsync("haochaping.scrollTogether", ".compare-canvas", ".compare-box:is(.added, .removed, .changed)");
    }

    private void Go(string? from, string? to) => navigation.NavigateTo($"{DesignerAddresses.Compare(DefinitionId)}?from={from ?? $"{shown!.From}"}&to={to ?? $"{shown!.To}"}");

    private string Words(ComparedVersion version) => $"第 {version.Version} 版{(version.IsPublished ? "（已发布）" : "")} {(version.CreatedBy == "definitions" ? "随产品" : version.CreatedBy)} {ChinaWords.Moment(version.CreatedAt, clock.GetUtcNow().LocalDate())}";

    private static string Counted(string what, IEnumerable<Change> changes)
    {
        var counts = changes.GroupBy(change => change).OrderBy(group => group.Key).Select(group => $"{ChangeWords.Of(group.Key)} {group.Count()}").ToList();
        return counts.Count == 0 ? "" : $"{what}：{string.Join("，", counts)}";
    }

    // What is no number is as if it were not there.
    private static int? Number(string? text) => int.TryParse(text, out var number) ? number : null;
}

/// <summary>How a change is told: by a word, by a sign, by a colour, never by the colour alone.</summary>
internal static class ChangeWords
{
    public static readonly (Change Change, string Symbol, string Words)[] All = [(Change.Added, "＋", "增加"), (Change.Removed, "－", "删除"), (Change.Changed, "△", "改变")];

    public static string Of(Change change) => All.FirstOrDefault(known => known.Change == change).Words ?? "不变";

    public static string Symbol(Change change) => All.FirstOrDefault(known => known.Change == change).Symbol ?? "";

    public static string Tone(Change change) => change switch { Change.Added => "added", Change.Removed => "removed", Change.Changed => "changed", _ => "same" };
}
