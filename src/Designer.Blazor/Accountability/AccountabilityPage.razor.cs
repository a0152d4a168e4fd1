using HaoChaPing.CaseManagement.Accountability;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.Designer.Blazor.Cases;
using HaoChaPing.Designer.Blazor.Shared;
using HaoChaPing.Designer.Blazor.Shell;
using Microsoft.AspNetCore.Components;

namespace HaoChaPing.Designer.Blazor.Accountability;

/// <summary>Who may have to answer for what (AK-16, GD-18, TJ-26, YS-15c, SP-8.4b): the items of the user's units, decided here by the body the ordinance names.</summary>
public sealed partial class AccountabilityPage(ScopedSender sender, Toaster toaster, TimeProvider clock)
{
    private const string Path = "/accountability";
    private const string Title = "追责事项";
    private const int RowsPerPage = 50;

    private static readonly (string Value, string Words)[] Statuses = [("", "全部"), ("proposed", "系统提出"), ("open", "待处理"), ("decided", "已处理"), ("excused", "不追究")];

    private Refusal? refusal;
    private AccountabilityRow? deciding;
    private ListAccountability? shownQuery;

    [SupplyParameterFromQuery(Name = "status")] public string? Status { get; set; }
    [SupplyParameterFromQuery(Name = "page")] public string? PageText { get; set; }

    /// <summary>The rows shown; carried from the page drawn on the server into the circuit.</summary>
    [PersistentState] public PageOf<AccountabilityRow>? Rows { get; set; }

    private DateOnly Today => clock.GetUtcNow().LocalDate();
    private MatterStep Step => new("decideAccountability", deciding!.Id, "处理", deciding.Decision!);

    protected override async Task OnParametersSetAsync()
    {
        Status = Query.Known(Status, Statuses);
        var query = new ListAccountability(string.IsNullOrEmpty(Status) ? null : Status, null, null, Query.PageIn(PageText), RowsPerPage);
        if (query == shownQuery) return;
        var carried = shownQuery is null && Rows is not null;
        shownQuery = query;
        if (!carried) await LoadAsync();
    }

    private async Task LoadAsync()
    {
        var answer = await sender.SendAsync(shownQuery!);
        refusal = answer.Refusal;
        if (answer.Ok) Rows = answer.Value;
    }

    private async Task DecidedAsync()
    {
        deciding = null;
        toaster.Say(ActWords.Done("decideAccountability"));
        await LoadAsync();
    }

    private static string ToneOf(AccountabilityRow row) => row.Status switch { "decided" => "late", "excused" => "ok", _ => "soon" };

    private static string StateOf(AccountabilityRow row) => row.Status switch { "proposed" => "系统提出", "open" => "待处理", "excused" => "不追究", _ => row.MeasureName ?? "已处理" };
}
