using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.Designer.Blazor.Shared;
using HaoChaPing.Designer.Blazor.Shell;
using Microsoft.AspNetCore.Components;

namespace HaoChaPing.Designer.Blazor.Cases;

/// <summary>The cases within the user's units. What is shown is in the address.</summary>
public sealed partial class CaseListPage(ScopedSender sender, NavigationManager navigation, TimeProvider clock)
{
    private const string Path = "/cases";
    private const int RowsPerPage = 50;
    private const string Unchanged = "\0";

    private static readonly (string Value, string Words)[] Statuses = [("", "全部"), ("open", "办理中"), ("closed", "已办结"), ("notAdopted", "不予采纳")];
    private static readonly (string Value, string Words)[] Classes = [("simple", "简易"), ("general", "一般"), ("complex", "复杂")];
    private static readonly (string Value, string Words)[] OverdueOptions = [("yes", "已逾期"), ("no", "未逾期")];
    private static readonly (string Value, string Words)[] Sorts = [("openedAt", "先到在前"), ("due", "截止由近到远"), ("-due", "截止由远到近")];

    private string? word;
    private Refusal? refusal;
    private ListCases? shownQuery;

    [SupplyParameterFromQuery(Name = "q")] public string? Word { get; set; }
    [SupplyParameterFromQuery(Name = "status")] public string? Status { get; set; }
    [SupplyParameterFromQuery(Name = "class")] public string? Class { get; set; }
    [SupplyParameterFromQuery(Name = "overdue")] public string? Overdue { get; set; }
    [SupplyParameterFromQuery(Name = "sort")] public string? Sort { get; set; }
    [SupplyParameterFromQuery(Name = "page")] public string? PageText { get; set; }
    [CascadingParameter] public Me Me { get; set; } = null!;

    /// <summary>The rows shown; carried from the page drawn on the server into the circuit.</summary>
    [PersistentState] public PageOf<CaseRow>? Rows { get; set; }

    private string Title => Me.Permissions.Contains(Acts.Audit) ? "工单档案" : "单位工单";
    private DateOnly Today => clock.GetUtcNow().LocalDate();
    private bool Filtered => !string.IsNullOrWhiteSpace(Word) || Class is not null || Overdue is not null;

    protected override async Task OnParametersSetAsync()
    {
        word = Word;
        (Status, Class, Overdue, Sort) = (Query.Known(Status, Statuses), Query.Known(Class, Classes), Query.Known(Overdue, OverdueOptions), Query.Known(Sort, Sorts));
        bool? overdue = Overdue switch { "yes" => true, "no" => false, _ => null };
        var query = new ListCases(string.IsNullOrEmpty(Status) ? null : Status, Class: Class, Overdue: overdue, Query: string.IsNullOrWhiteSpace(Word) ? null : Word.Trim(),
            Page: Query.PageIn(PageText), PageSize: RowsPerPage, Sort: Sort);
        if (query == shownQuery) return;
        var carried = shownQuery is null && Rows is not null;
        shownQuery = query;
        if (carried) return;
        var answer = await sender.SendAsync(query);
        refusal = answer.Refusal;
        if (answer.Ok) Rows = answer.Value;
    }

    private void ApplyWord() => Go(Parts(q: word ?? ""));

    private void Go((string, string?)[] parts) => navigation.NavigateTo(Query.On(Path, parts));

    private (string, string?)[] Parts(int page = 1, string? q = Unchanged, string? status = Unchanged, string? @class = Unchanged, string? overdue = Unchanged, string? sort = Unchanged) =>
    [
        ("status", status == Unchanged ? Status : status), ("q", q == Unchanged ? Word : q), ("class", @class == Unchanged ? Class : @class),
        ("overdue", overdue == Unchanged ? Overdue : overdue), ("sort", sort == Unchanged ? Sort : sort), ("page", Query.Page(page)),
    ];
}
