using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.Designer.Blazor.Shared;
using HaoChaPing.Designer.Blazor.Shell;
using Microsoft.AspNetCore.Components;

namespace HaoChaPing.Designer.Blazor.Cases;

/// <summary>The whole case on one page: five steps, both clocks, history, rating, deadlines with their reason, files, uploads. It follows what others do.</summary>
public sealed partial class CasePage(ScopedSender sender, Pulse pulse, Toaster toaster, NavigationManager navigation, TimeProvider clock) : IDisposable
{
    private const string Each = "each";
    private static readonly (string Value, string Words)[] GroupOptions = [.. EventWords.Groups.Select(g => (g, g)), (Each, "逐条（全部记录）")];

    private IReadOnlyList<TimelineEntry> entries = [];
    private IReadOnlyList<TimelineEntry> records = [];
    private HashSet<Guid> mine = [];
    private IReadOnlyList<CaseActRow> acts = [];
    private IReadOnlyList<MatterGroup> matters = [];
    // After an act the workflow goes on by itself, even on a closed case.
    private bool acted;
    private string? group;
    private bool watching;
    private string? loaded;

    [Parameter] public string Number { get; set; } = "";
    [CascadingParameter] public Me Me { get; set; } = null!;

    /// <summary>Carried from the page drawn on the server into the circuit: one refused look is one look, recorded once.</summary>
    [PersistentState] public Refusal? Refusal { get; set; }
    private CaseDetail? Case { get; set; }
    private DateOnly Today => clock.GetUtcNow().LocalDate();
    private bool Closed => Case!.Status != "open";
    private IReadOnlyList<DeadlineView> Clocks => [.. Case!.Deadlines.Where(d => d.Status != "cancelled")];
    private DeadlineView? CaseClock => Clocks.FirstOrDefault(d => d.TaskId is null);
    private string? HeldBy => Case!.Tasks.Select(t => t.AssigneeName).FirstOrDefault(name => name is not null);
    private IReadOnlyList<TimelineEntry> ShownEntries => group switch { null => entries, Each => records, _ => [.. entries.SelectMany(e => e.Parts.Count == 0 ? [e] : e.Parts.Reverse()).Where(e => e.Group == group)] };

    private string At(string part) => $"{navigation.Uri.Split('#')[0]}#{part}";

    protected override void OnInitialized() => pulse.Beat += Follow;

    protected override async Task OnParametersSetAsync()
    {
        if (loaded == Number) return;
        var carried = loaded is null && Refusal is not null;
        (loaded, group, acted, acts, matters) = (Number, null, false, [], []);
        if (!carried) await LoadAsync();
    }

    private async Task LoadAsync()
    {
        var answer = await sender.SendAsync(new GetCase(Number));
        Refusal = answer.Refusal;
        if (!answer.Ok) { Case = null; return; }
        var may = (await sender.SendAsync(new ListCaseActs(Number))).Value;
        acts = [.. (may?.Items ?? []).OrderBy(a => ActWords.Place(a.Name))];
        if (await LatestEvents.OfAsync(sender, Number) is { } events)
        {
            matters = await CaseMatters.ReadAsync(sender, answer.Value!, events.Items, may?.Permissions ?? [], MatterWords.Of(events.Items, Today));
            var words = new EventWords(await LatestEvents.UnitNamesAsync(sender, events.Items), Today);
            (entries, records) = (words.NewestFirst(events.Items), words.EachNewestFirst(events.Items));
        }
        // Which of the open tasks this person may work on, the inbox knows.
        mine = answer.Value!.Tasks.Count == 0 ? [] : [.. await InboxAsync("mine"), .. await InboxAsync("unclaimed")];
        watching = (await sender.SendAsync(new GetWatch(Number))).Value?.Watching == true;
        Case = answer.Value;
    }

    private async Task WatchAsync()
    {
        var answer = await sender.SendAsync(new WatchCase(Number, !watching));
        if (!answer.Ok) { Refusal = answer.Refusal; return; }
        watching = answer.Value!.Watching;
        toaster.Say(watching ? "已关注，在办的任务列在待办的“关注”里。" : "已不再关注。", "/inbox?view=watching", "查看");
        await pulse.TakeAsync();
    }

    private async Task ActedAsync(string done)
    {
        acted = true;
        toaster.Say(done);
        await LoadAsync();
        await pulse.TakeAsync();
    }

    private async Task<IEnumerable<Guid>> InboxAsync(string view) => (await sender.SendAsync(new ListTasks(view, 1, 20, Query: Number))).Value?.Items.Select(t => t.Id) ?? [];

    private void Follow()
    {
        if (!pulse.Concerns(Number)) return;
        _ = InvokeAsync(async () =>
        {
            if (Case is null || (Closed && !acted)) return;
            await LoadAsync();
            StateHasChanged();
        });
    }

    public void Dispose() => pulse.Beat -= Follow;
}
