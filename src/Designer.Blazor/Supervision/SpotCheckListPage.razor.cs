using System.Globalization;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Supervision;
using HaoChaPing.Designer.Blazor.Inbox;
using HaoChaPing.Designer.Blazor.Shared;
using HaoChaPing.Designer.Blazor.Shell;
using Microsoft.AspNetCore.Components;

namespace HaoChaPing.Designer.Blazor.Supervision;

/// <summary>Samples of closed cases (AK-5-1d, AK-5-3c, GD-15d), and drawing one.</summary>
public sealed partial class SpotCheckListPage(ScopedSender sender, NavigationManager navigation, TimeProvider clock)
{
    private const string Path = "/spot-checks";
    private const string Title = "抽查";

    private IReadOnlyList<UnitChoice> units = [];
    private IReadOnlyDictionary<string, string> names = new Dictionary<string, string>();
    private Refusal? refusal;
    private bool drawing;
    private Guid drawn;

    [SupplyParameterFromQuery(Name = "page")] public string? PageText { get; set; }
    [CascadingParameter] public Me Me { get; set; } = null!;

    private PageOf<SpotCheckRow>? Rows { get; set; }
    private DateOnly Today => clock.GetUtcNow().LocalDate();

    private IReadOnlyList<FormField> Form =>
    [
        new("unit", "抽查范围", "unit", Required: true, Options: [.. units.Select(u => new FormOption(u.Code, u.Name))], Hint: "连同它的下级单位。"),
        new("from", "办结日期从", "date", Required: true),
        new("to", "到", "date", Required: true),
        new("size", "抽取件数", "number", Required: true),
        new("seed", "种子", "text", MaxLength: 100, Hint: "任意文字；留空由系统随机产生，结果里会写明。"),
    ];

    protected override async Task OnParametersSetAsync()
    {
        var answer = await sender.SendAsync(new ListSpotChecks(Query.PageIn(PageText)));
        refusal = answer.Refusal;
        if (!answer.Ok) return;
        if (Me.Permissions.Contains(Acts.SpotCheck)) units = (await sender.SendAsync(new ListUnitsFor(Acts.SpotCheck))).Value ?? [];
        names = (await sender.SendAsync(new NameUnits([.. answer.Value!.Items.Select(r => r.Unit).Distinct()]))).Value ?? names;
        Rows = answer.Value;
    }

    private async Task<Refusal?> DrawAsync(FormDraft form)
    {
        var answer = await sender.SendAsync(new DrawSpotCheck(
            form.Text("unit"), DayOf(form.Text("from")), DayOf(form.Text("to")), int.TryParse(form.Text("size"), CultureInfo.InvariantCulture, out var size) ? size : null,
            form.Text("seed").Trim() is { Length: > 0 } seed ? seed : null));
        if (answer.Ok) drawn = answer.Value!.Id;
        return answer.Refusal;
    }

    private void OpenDrawn() => navigation.NavigateTo($"{Path}/{drawn}");

    private static DateOnly? DayOf(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
