using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.Designer.Blazor.Shared;
using HaoChaPing.Designer.Blazor.Shell;
using Microsoft.AspNetCore.Components;

namespace HaoChaPing.Designer.Blazor.Inbox;

/// <summary>What waits for the signed-in person. Rows never jump: news is offered, not pushed (design.md §7).</summary>
public sealed partial class InboxPage(ScopedSender sender, Pulse pulse, Toaster toaster, NavigationManager navigation, TimeProvider clock) : IDisposable
{
    private const string PathOf = "/inbox";
    private const int RowsPerPage = 50;

    private static readonly (string View, string Title)[] Views = [("mine", "我的"), ("unit", "本单位"), ("unclaimed", "待认领"), ("overdue", "已逾期"), ("watching", "关注"), ("delegated", "我委派的"), ("acting", "代办的")];
    private static readonly (string Value, string Words)[] Kinds = [.. CaseManagement.Cases.CaseStep.InOrder.Select(step => (step, Terms.Step(step)))];
    private static readonly (string Value, string Words)[] Classes = [("simple", "简易"), ("general", "一般"), ("complex", "复杂")];
    private static readonly (string Value, string Words)[] DueGroups = [("overdue", "已逾期"), ("today", "今天截止"), ("soon", "3 个工作日内"), ("later", "更晚或未起算")];
    private static readonly (string Value, string Words)[] Sorts = [("-due", "截止由远到近"), ("-created", "新到在前"), ("created", "先到在前")];

    private readonly Dictionary<Guid, string> problems = [];
    private readonly HashSet<Guid> gone = [];
    private readonly HashSet<Guid> picked = [];
    private readonly List<(TaskRow Row, string Why)> refused = [];
    private string? word;
    private int fresh;
    private ListTasks? shownQuery;
    private Me? presentMe;
    private SavedFilters? saved;

    [SupplyParameterFromQuery(Name = "view")] public string? View { get; set; }
    [SupplyParameterFromQuery(Name = "q")] public string? Word { get; set; }
    [SupplyParameterFromQuery(Name = "kind")] public string? Kind { get; set; }
    [SupplyParameterFromQuery(Name = "class")] public string? Class { get; set; }
    [SupplyParameterFromQuery(Name = "due")] public string? DueGroup { get; set; }
    [SupplyParameterFromQuery(Name = "sort")] public string? Sort { get; set; }
    [SupplyParameterFromQuery(Name = "after")] public string? After { get; set; }
    [SupplyParameterFromQuery(Name = "before")] public string? Before { get; set; }
    [CascadingParameter] public Me Me { get; set; } = null!;

    /// <summary>The rows shown; carried from the page drawn on the server into the circuit, so that nothing flickers.</summary>
    [PersistentState] public PageOf<TaskRow>? Rows { get; set; }

    private Pulse Pulse => pulse;
    // The frame knows who signed in; who stands in for whom changes by the day, and a page stays open for days.
    private Me Present => presentMe ?? Me;
    private Refusal? Refusal { get; set; }
    private DateOnly Today => clock.GetUtcNow().LocalDate();
    private string Shown => Views.Any(v => v.View == View) ? View! : "mine";
    private bool Filtered => !string.IsNullOrWhiteSpace(Word) || Kind is not null || Class is not null || DueGroup is not null;
    private IReadOnlyList<TaskRow> PickedRows => [.. (Rows?.Items ?? []).Where(row => picked.Contains(row.Id))];
    private FilterTerms Asked => new FilterTerms(Shown, Kind, Class, DueGroup, Word, Sort).Trimmed();
    private string TermWords => string.Join(" · ", new[]
    {
        Views.First(v => v.View == Shown).Title, Said(Kinds, Kind), Said(Classes, Class), Said(DueGroups, DueGroup), string.IsNullOrWhiteSpace(Word) ? null : $"含“{Word.Trim()}”", Said(Sorts, Sort),
    }.OfType<string>());
    private string ExportHref => Query.On("/api/v1/tasks/export", [.. Parts().Where(p => p.Item1 is not ("view" or "due" or "after" or "before")), ("view", Shown), ("dueGroup", DueGroup)]);
    private string Caption => $"{Views.First(v => v.View == Shown).Title}待办，共 {Rows?.Total} 件";

    /// <summary>What one has given away is shown while there is any.</summary>
    private bool IsOffered(string view) => view is not ("delegated" or "acting") || view == Shown || SizeOf(view) > 0;

    private int? SizeOf(string view) => pulse.Counts is not { } counts ? null : view switch
    {
        "mine" => counts.Mine, "unit" => counts.Unit, "unclaimed" => counts.Unclaimed, "watching" => counts.Watching, "delegated" => counts.Delegated, "acting" => counts.Acting, _ => counts.Overdue,
    };

    protected override void OnInitialized()
    {
        pulse.Beat += Look;
        // An address passed on by somebody else: who can have no task is led to what there is to see.
        if (!Menu.HasTasks(Me)) navigation.NavigateTo(Menu.LandingOf(Me), replace: true);
    }

    protected override async Task OnParametersSetAsync()
    {
        word = Word;
        (Kind, Class, DueGroup, Sort) = (Query.Known(Kind, Kinds), Query.Known(Class, Classes), Query.Known(DueGroup, DueGroups), Query.Known(Sort, Sorts));
        var query = Asked.List() with { PageSize = RowsPerPage, Walks = true, After = After, Before = Before };
        if (query == shownQuery) return;
        var carried = shownQuery is null && Rows is not null;
        shownQuery = query;
        if (!carried) await LoadAsync();
    }

    private async Task LoadAsync()
    {
        await LookWhoAsync();
        var answer = await sender.SendAsync(shownQuery!);
        Refusal = answer.Refusal;
        if (answer.Ok) Rows = answer.Value;
        fresh = 0;
        picked.IntersectWith(Rows?.Items.Select(row => row.Id) ?? []);
        gone.Clear();
        problems.Clear();
    }

    private async Task LookWhoAsync() => presentMe = (await sender.SendAsync(new GetMe())).Value ?? presentMe;

    // A beat compares what is there now with what is shown; the person decides when rows move.
    private void Look() => _ = InvokeAsync(async () =>
    {
        if (shownQuery is null || Rows is null) { StateHasChanged(); return; }
        await LookWhoAsync();
        var answer = await sender.SendAsync(shownQuery);
        if (answer.Ok)
        {
            var now = answer.Value!.Items.Select(row => row.Id).ToHashSet();
            var shown = Rows.Items.Select(row => row.Id).ToHashSet();
            fresh = now.Count(id => !shown.Contains(id));
            if (answer.Value.Total <= answer.Value.PageSize) { gone.Clear(); gone.UnionWith(shown.Where(id => !now.Contains(id))); }
        }
        StateHasChanged();
    });

    private async Task ShowNewAsync()
    {
        await LoadAsync();
        await pulse.TakeAsync();
    }

    private void Pick((Guid Id, bool On) choice)
    {
        if (choice.On) picked.Add(choice.Id); else picked.Remove(choice.Id);
    }

    private void PickAll(bool on)
    {
        picked.Clear();
        if (on) picked.UnionWith(Rows!.Items.Select(row => row.Id));
    }

    // What was refused stays chosen, and says why, also when its row is gone from this view.
    private async Task BulkDoneAsync(BulkFate bulk)
    {
        refused.Clear();
        refused.AddRange(bulk.Rows.Zip(bulk.Results.Items).Where(r => !r.Second.Ok).Select(r => (r.First, r.Second.Message!)));
        picked.ExceptWith(bulk.Results.Items.Where(r => r.Ok).Select(r => r.Id));
        if (bulk.Results.Done > 0) toaster.Say($"已{bulk.Verb} {bulk.Results.Done} 件。");
        await LoadAsync();
        await pulse.TakeAsync();
    }

    private Task ClaimAsync(TaskRow row) => ActAsync(row, new ClaimTask(row.Id), $"已认领：{row.Subject}");

    private Task ReleaseAsync(TaskRow row) => ActAsync(row, new ReleaseTask(row.Id), row.DelegatedByName is { } owner ? $"已交回{owner}：{row.Subject}。" : $"已释放：{row.Subject}，本单位可以认领。");

    private async Task ActAsync(TaskRow row, MediatR.IRequest<Result<TaskRow>> act, string done)
    {
        var answer = await sender.SendAsync(act);
        problems.Remove(row.Id);
        if (answer.Ok)
        {
            // The row stays where it is until the list is read anew.
            Rows = Rows! with { Items = [.. Rows.Items.Select(r => r.Id == row.Id ? answer.Value! : r)] };
            toaster.Say(done, $"/tasks/{row.Id}", "打开");
            await pulse.TakeAsync();
        }
        else problems[row.Id] = answer.Refusal!.Message;
    }

    private void ApplyWord() => navigation.NavigateTo(Query.On(PathOf, Parts(q: word ?? "")));

    private void Go(string? kind = Unchanged, string? @class = Unchanged, string? due = Unchanged, string? sort = Unchanged) =>
        navigation.NavigateTo(Query.On(PathOf, Parts(kind: kind, @class: @class, due: due, sort: sort)));

    private static string? Said((string Value, string Words)[] options, string? value) => options.FirstOrDefault(o => o.Value == value).Words;

    private static string HrefOf(FilterTerms terms) => Query.On(
        PathOf, ("view", terms.View == "mine" ? null : terms.View), ("q", terms.Words), ("kind", terms.Kind), ("class", terms.Class), ("due", terms.DueGroup), ("sort", terms.Sort));

    private const string Unchanged = "\0";

    private (string, string?)[] Parts(string? after = null, string? before = null, string? q = Unchanged, string? kind = Unchanged, string? @class = Unchanged, string? due = Unchanged, string? sort = Unchanged) =>
    [
        ("view", Shown == "mine" ? null : Shown), ("q", q == Unchanged ? Word : q), ("kind", kind == Unchanged ? Kind : kind), ("class", @class == Unchanged ? Class : @class),
        ("due", due == Unchanged ? DueGroup : due), ("sort", sort == Unchanged ? Sort : sort), ("after", after), ("before", before),
    ];

    public void Dispose() => pulse.Beat -= Look;
}
