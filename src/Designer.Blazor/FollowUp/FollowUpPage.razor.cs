using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.FollowUp;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.Designer.Blazor.Shared;
using HaoChaPing.Designer.Blazor.Shell;
using Microsoft.AspNetCore.Components;

namespace HaoChaPing.Designer.Blazor.FollowUp;

/// <summary>The visits of the user's cases (AK-15-5, TJ-22), and those still dissatisfied when no re-handling is left, which a supervisor looks after.</summary>
public sealed partial class FollowUpPage(ScopedSender sender, TimeProvider clock)
{
    private const string Path = "/follow-ups";
    private const string Title = "整改满意度回访";
    private const int RowsPerPage = 50;

    private static readonly (string Value, string Words)[] Views = [("", "全部"), ("open", "待回访"), ("done", "已回访"), ("limit", "重办后仍不满意")];

    private Refusal? refusal;
    private ListFollowUps? shownQuery;

    [SupplyParameterFromQuery(Name = "view")] public string? View { get; set; }
    [SupplyParameterFromQuery(Name = "page")] public string? PageText { get; set; }

    /// <summary>The rows shown; carried from the page drawn on the server into the circuit.</summary>
    [PersistentState] public PageOf<FollowUpRow>? Rows { get; set; }

    private DateOnly Today => clock.GetUtcNow().LocalDate();

    protected override async Task OnParametersSetAsync()
    {
        View = Query.Known(View, Views);
        var query = new ListFollowUps(View is "open" or "done" ? View : null, View == "limit" ? "rehandleLimit" : null, null, Query.PageIn(PageText), RowsPerPage);
        if (query == shownQuery) return;
        var carried = shownQuery is null && Rows is not null;
        shownQuery = query;
        if (carried) return;
        var answer = await sender.SendAsync(query);
        refusal = answer.Refusal;
        if (answer.Ok) Rows = answer.Value;
    }
}
