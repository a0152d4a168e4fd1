using System.Globalization;
using HaoChaPing.CaseManagement.Analysis;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.Designer.Blazor.Cases;
using HaoChaPing.Designer.Blazor.Inbox;
using HaoChaPing.Designer.Blazor.Shared;
using HaoChaPing.Designer.Blazor.Shell;
using Microsoft.AspNetCore.Components;

namespace HaoChaPing.Designer.Blazor.Analysis;

/// <summary>What several cases have in common, until it is solved (AK-22b, GD-19, YS-12), and the two zeros.</summary>
public sealed partial class CommonIssuePage(ScopedSender sender, Toaster toaster, TimeProvider clock)
{
    private const string Path = "/common-issues";
    private const string Title = "共性问题";

    private static readonly (string Value, string Words)[] Statuses = [("", "全部"), ("open", "整治中"), ("closed", "已销号")];
    private static readonly char[] Separators = ['\n', '\r', ' ', ',', '，', '、', ';', '；'];

    private static readonly FormField[] CloseForm =
    [
        new("solution", "解决情况", "text", Required: true, Multiline: true, MaxLength: 2000),
        new("guideVersion", "修改后的办事指南版本", "text", MaxLength: 50, Hint: "没有修改办事指南时留空。"),
    ];

    private IReadOnlyList<UnitChoice> units = [];
    private IReadOnlyDictionary<string, string> names = new Dictionary<string, string>();
    private DoubleZero? zero;
    private Refusal? refusal;
    private bool opening;
    private CommonIssueRow? closing;

    [SupplyParameterFromQuery(Name = "status")] public string? Status { get; set; }
    [SupplyParameterFromQuery(Name = "page")] public string? PageText { get; set; }
    [CascadingParameter] public Me Me { get; set; } = null!;

    private PageOf<CommonIssueRow>? Rows { get; set; }
    private DateOnly Today => clock.GetUtcNow().LocalDate();

    private IReadOnlyList<FormField> OpenForm =>
    [
        new("title", "共性问题", "text", Required: true, MaxLength: 200),
        new("unit", "负责解决的单位", "unit", Required: true, Options: [.. units.Select(u => new FormOption(u.Code, u.Name))]),
        new("dueOn", "解决期限", "date", Required: true),
        new("cases", "涉及的工单", "text", Required: true, Multiline: true, MaxLength: 4000, Hint: "工单号，一行一个，也可用逗号隔开。"),
    ];

    protected override Task OnParametersSetAsync()
    {
        Status = Query.Known(Status, Statuses);
        return LoadAsync();
    }

    private async Task LoadAsync()
    {
        var answer = await sender.SendAsync(new ListCommonIssues(null, string.IsNullOrEmpty(Status) ? null : Status, Query.PageIn(PageText)));
        refusal = answer.Refusal;
        if (!answer.Ok) return;
        if (Me.Permissions.Contains(Acts.Urge)) units = (await sender.SendAsync(new ListUnitsFor(Acts.Urge))).Value ?? [];
        names = (await sender.SendAsync(new NameUnits([.. answer.Value!.Items.Select(r => r.Unit).Distinct()]))).Value ?? names;
        zero = answer.Value.Items.Select(r => r.Region).Distinct().ToList() is [var region] ? (await sender.SendAsync(new GetDoubleZero(region))).Value : null;
        Rows = answer.Value;
    }

    private async Task<Refusal?> OpenAsync(FormDraft form)
    {
        DateOnly? due = DateOnly.TryParseExact(form.Text("dueOn"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        var numbers = form.Text("cases").Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return (await sender.SendAsync(new OpenCommonIssue(form.Text("title"), form.Text("unit"), due, numbers))).Refusal;
    }

    private async Task<Refusal?> CloseAsync(FormDraft form) => (await sender.SendAsync(new CloseCommonIssue(closing!.Id, form.Text("solution"), form.Text("guideVersion")))).Refusal;

    private async Task DoneAsync(string act)
    {
        (opening, closing) = (false, null);
        toaster.Say(ActWords.Done(act));
        await LoadAsync();
    }
}
