using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.Designer.Blazor.Cases;
using HaoChaPing.Designer.Blazor.Shared;
using HaoChaPing.Designer.Blazor.Shell;
using HaoChaPing.Workflows.Scheduling;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace HaoChaPing.Designer.Blazor.Inbox;

/// <summary>One task: why, until when, and the form. Nothing typed is lost: it is kept as a draft until the task is handed in.</summary>
public sealed partial class TaskPage(ScopedSender sender, Pulse pulse, Toaster toaster, NavigationManager navigation, IJSRuntime js, TimeProvider clock, MachineClock machine, ILogger<DraftKeeper> log) : IDisposable
{
    private const int RecentEvents = 5;
    private const string LedByHandingIn = "next";
    private const string ChooseFirst = "请先在上方选定用哪一份内容，再提交。";
    private const string NoLonger = "您现在不能办理这一步：代办已结束，或岗位权限有变动。";

    private IReadOnlyList<TimelineEntry> recent = [];
    private Dictionary<string, string> errors = [];
    private FormDraft? draft;
    private TaskOutcome? dialogOutcome;
    private OutcomeDialog? dialog;
    private string? problem;
    private bool conflict;
    // Somebody else has done or taken the task while it was being filled in: what was typed stays, sending is over.
    private bool lost;
    private bool busy;
    // Handing in the task before led here: nobody has seen this one yet (keys.js).
    private bool led;
    private DraftKeeper? keeper;
    private Guid loaded;

    [Parameter] public Guid Id { get; set; }
    [CascadingParameter] public Me Me { get; set; } = null!;

    /// <summary>Carried from the page drawn on the server into the circuit: one refused look is one look, recorded once.</summary>
    [PersistentState] public Refusal? Refusal { get; set; }
    private TaskDetail? Detail { get; set; }
    private CaseDetail? Case { get; set; }
    private TaskDetail? Before { get; set; }
    private int EventCount { get; set; }

    private NavigationManager Navigation => navigation;
    private bool Mine => Row.Status == "open" && Detail!.MayComplete;
    private string? WhyNot => lost ? "task-problem" : null;
    private TaskRow Row => Detail!.Row;
    // A step that is over has no clock: the page says who ended it and when.
    private bool Ended => Row.Status != "open";
    private TaskOutcome? Main => Row.Outcomes.Count > 0 ? Row.Outcomes[0] : null;
    private DateOnly Today => clock.GetUtcNow().LocalDate();
    private DueLook Look => DueLook.Of(Row.Remaining, Row.Overdue);
    private DeadlineView? CaseClock => Case?.Deadlines.FirstOrDefault(d => d.TaskId is null && d.Status != "cancelled");
    private string DraftKey => $"{Me.UserName}:{Id}";
    private string UsedWords => Row.Remaining switch
    {
        null => "", { State: "overdue" } count => $"期限共 {count.Total} 个工作日", { State: "suspended" } count => $"已用 {count.Used} / {count.Total} 个工作日",
        { Used: 0 } count => $"共 {count.Total} 个工作日，收到当日不计", var count => $"今天是 {count.Total} 个工作日中的第 {count.Used} 个",
    };

    /// <summary>Who does this step for whom.</summary>
    private string? Stead => Row.Status != "open" ? null
        : Detail!.ActingForName is { } absent && Row.DelegatedBy is null ? $"{absent} 外出期间由您代办这一步。办结记在您名下，并注明代 {absent} 办理。"
        : Row.DelegatedBy is null ? null
        : Row.Assignee == Me.UserName ? $"您受 {Row.DelegatedByName} 委派办理这一步。办结记在您名下，并注明代 {Row.DelegatedByName} 办理；办不了请交回。"
        : Row.DelegatedBy == Me.UserName ? $"您已委派 {Row.AssigneeName} 办理这一步，办结后注明代您办理。需要自己办时可以收回。"
        : $"这一步由 {Row.AssigneeName} 代 {Row.DelegatedByName} 办理中。";

    private string? NextStep
    {
        get
        {
            var at = CaseStep.InOrder.ToList().IndexOf(Row.Kind);
            // A dispatch may go to the next level first, so only the later steps can promise theirs.
            return at < 1 ? null : at + 1 < CaseStep.InOrder.Count ? Terms.Step(CaseStep.InOrder[at + 1]) : null;
        }
    }

    private IReadOnlyList<FormField> FieldsOf(string outcome) => [.. draft!.Fields.Where(f => Rules.IsShown(f, outcome))];

    /// <summary>Fields of another outcome that the page itself does not show.</summary>
    private IReadOnlyList<FormField> OwnFieldsOf(string outcome) => [.. draft!.Fields.Where(f => Rules.IsShown(f, outcome) && !Rules.IsShown(f, Main!.Name))];

    /// <summary>The work took the way forward: it was not sent back, and the rater was not dissatisfied.</summary>
    private static bool WentOn(TaskDetail task) => task.Row.Outcomes.Count == 0 || task.Outcome == task.Row.Outcomes[0].Name;

    private static string OutcomeLabel(TaskDetail task) => task.Row.Outcomes.FirstOrDefault(o => o.Name == task.Outcome)?.Label ?? "已办";

    protected override async Task OnParametersSetAsync()
    {
        if (loaded == Id) return;
        var carried = loaded == Guid.Empty && Refusal is not null;
        loaded = Id;
        keeper?.Dispose();
        (Detail, Case, Before, draft, keeper, problem, recent) = (null, null, null, null, null, null, []);
        (errors, conflict, lost, busy, dialogOutcome) = ([], false, false, false, null);
        led = navigation.HistoryEntryState == LedByHandingIn;
        if (!carried) await LoadAsync();
    }

    private async Task LoadAsync()
    {
        var answer = await sender.SendAsync(new GetTask(Id));
        Refusal = answer.Refusal;
        if (!answer.Ok) return;
        Detail = answer.Value;
        draft ??= new FormDraft(Detail!.Form.Fields);
        keeper?.Writes = Mine;
        // Who is asked from another area works on the task only; trying the case would be recorded as an attempt on a foreign one.
        if (!Detail.ReadsCase) return;
        Case = (await sender.SendAsync(new GetCase(Row.CaseNumber))).Value;
        await LoadHistoryAsync();
    }

    private async Task LoadHistoryAsync()
    {
        var events = await LatestEvents.OfAsync(sender, Row.CaseNumber);
        if (events is null) return;
        var entries = new EventWords(await LatestEvents.UnitNamesAsync(sender, events.Items), Today).NewestFirst(events.Items);
        (EventCount, recent) = (entries.Count, [.. entries.Take(RecentEvents)]);
        var last = events.Items.LastOrDefault(e => e.Type == "taskCompleted" && e.Data["kind"]?.GetValue<string>() is not ("dispatch" or "upload"));
        if (last?.Data["task"] is { } id && Guid.TryParse(id.ToString(), out var earlier) && earlier != Id) Before = (await sender.SendAsync(new GetTask(earlier))).Value;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (keeper is not null || draft is null || Detail is null) return;
        keeper = new DraftKeeper(sender, js, machine, log, new KeptForm(Id, DraftKey, Me.UserName, draft, InvokeAsync, StateHasChanged)) { Writes = Mine };
        await keeper.OpenAsync(Detail.MayDraft);
        StateHasChanged();
    }

    private Task ChooseAsync(IReadOnlySet<string> theirs) => keeper!.ChooseAsync(theirs);

    private void Ask(TaskOutcome outcome) => (dialogOutcome, problem, errors) = (outcome, null, []);

    private void CloseDialog() => (dialogOutcome, problem, errors) = (null, lost ? problem : null, []);

    private async Task DropDraftAsync()
    {
        await keeper!.DropAsync(Detail!.MayDraft);
    }

    protected override void OnInitialized() => pulse.Beat += Follow;

    // Told at once, not only when the work is handed in: somebody else was faster.
    private void Follow()
    {
        if (Detail is not null && pulse.Concerns(Row.CaseNumber)) _ = InvokeAsync(LookAsync);
    }

    private async Task LookAsync()
    {
        if (busy || lost || Detail is null || !Mine) return;
        var asked = Id;
        var answer = await sender.SendAsync(new GetTask(asked));
        if (answer.Value is { MayComplete: true } || busy || asked != Id) return;
        // Not even to be read any more: nothing is asked for again, what was typed stays.
        if (answer.Value is not { } now) (problem, errors, conflict, lost) = ($"{NoLonger}您写的内容还在下面，也存在本机，没有丢，可以复制。", [], false, true);
        else await LoseAsync(now.Row.Status switch
        {
            "completed" => $"{now.CompletedByName}已于{(now.CompletedAt is { } at ? ChinaWords.Moment(at, Today) : "刚才")}办完这一步，不能再次提交。",
            "open" when now.Row.Assignee == Row.Assignee => NoLonger,
            "open" => $"{now.Row.AssigneeName}刚刚认领了这一步；如需由您办理，请先请其释放。",
            _ => "这一步已随流程变化撤销，不用办了。",
        });
        StateHasChanged();
    }

    private async Task LoseAsync(string why)
    {
        await LoadAsync();
        (problem, conflict, lost) = (why, true, Refusal is null && !Mine);
    }

    private async Task CompleteAsync(Guid shown, TaskOutcome outcome)
    {
        if (busy || shown != Id) return;
        if (keeper?.Clash is not null) { problem = ChooseFirst; return; }
        busy = true;
        var handedIn = false;
        try
        {
            var answer = await sender.SendAsync(new CompleteTask(Id, outcome.Name, draft!.For(outcome.Name), []));
            handedIn = answer.Ok;
            if (handedIn) await DoneAsync(outcome);
            else await RefusedAsync(answer.Refusal!);
        }
        finally
        {
            // Once handed in, this page sends nothing more: another one is on its way. (It may be here already, and the same component.)
            busy = handedIn && shown == Id;
        }
    }

    private async Task RefusedAsync(Refusal refusal)
    {
        (problem, errors, conflict) = (refusal.Message, Rules.ByField(refusal), refusal.Kind == RefusalKind.Conflict);
        if (conflict) await LoseAsync(refusal.Message);
        StateHasChanged();
        if (errors.Count == 0) return;
        var first = Detail!.Form.Fields.First(f => errors.ContainsKey(f.Name)).Name;
        await js.TellAsync("haochaping.focus", $"[name='field:{first}']:not([type=hidden]), [data-field='{first}']");
    }

    // Only a field with an error tells the page: the others are typed into without drawing it anew.
    private EventCallback MendOf(string field) => errors.ContainsKey(field) ? EventCallback.Factory.Create(this, () => Mend(field)) : default;

    private void Mend(string field)
    {
        errors.Remove(field);
        if (!conflict) problem = errors.Count > 0 ? $"还有 {errors.Count} 项需要改正。" : null;
    }

    private async Task DoneAsync(TaskOutcome outcome)
    {
        keeper?.End();
        if (!await js.TellAsync("haochapingDrafts.drop", DraftKey)) return;
        toaster.Say($"{Row.Subject}：{outcome.Label}。", Detail!.ReadsCase ? $"/cases/{Row.CaseNumber}" : null, Detail.ReadsCase ? "查看全卷" : null);
        await pulse.TakeAsync();
        if (!Detail.ReadsCase) navigation.NavigateTo("/inbox");
        else if ((await sender.SendAsync(new FindNextTask(Row.CaseNumber, Id))).Value?.Id is { } next) navigation.NavigateTo($"/tasks/{next}", new NavigationOptions { HistoryEntryState = LedByHandingIn });
        else navigation.NavigateTo($"/cases/{Row.CaseNumber}");
    }

    private Task ClaimAsync() => HoldAsync(new ClaimTask(Id), "已认领，这一步归您办理。");

    private Task ReleaseAsync() => HoldAsync(new ReleaseTask(Id), Row.DelegatedBy is null ? "已释放，本单位可以认领。" : $"已交回{Row.DelegatedByName}。");

    private async Task HandedAsync(string done)
    {
        toaster.Say(done);
        (problem, conflict, lost) = (null, false, false);
        await LoadAsync();
        await pulse.TakeAsync();
    }

    private async Task HoldAsync(MediatR.IRequest<Result<TaskRow>> act, string done)
    {
        busy = true;
        var answer = await sender.SendAsync(act);
        busy = false;
        if (answer.Ok) toaster.Say(done);
        if (answer.Refusal is { } refusal) await LoseAsync(refusal.Message);
        else
        {
            (problem, conflict) = (null, false);
            await LoadAsync();
        }
        await pulse.TakeAsync();
    }

    public void Dispose()
    {
        pulse.Beat -= Follow;
        keeper?.Dispose();
    }
}
