using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.Designer.Blazor.Shared;
using HaoChaPing.Designer.Blazor.Shell;
using HaoChaPing.Workflows.Scheduling;
using Microsoft.JSInterop;

namespace HaoChaPing.Designer.Blazor.Inbox;

/// <summary>Two people, or two windows, have written into the same fields: one of them chooses.</summary>
/// <param name="Fields">Those that both have changed.</param>
/// <param name="Theirs">The other text.</param>
/// <param name="Who">Who wrote it.</param>
/// <param name="At">When it was saved.</param>
public sealed record DraftClash(IReadOnlyList<FormField> Fields, FormDraft Theirs, string Who, DateTimeOffset At);

/// <summary>Which draft is kept, and how the page is told.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="Key">What the browser keeps it by.</param>
/// <param name="UserName">Who writes.</param>
/// <param name="Draft">What is being typed.</param>
/// <param name="Dispatch">Runs on the page's own turn.</param>
/// <param name="Redraw">Something to be seen has changed.</param>
public sealed record KeptForm(Guid TaskId, string Key, string UserName, FormDraft Draft, Func<Func<Task>, Task> Dispatch, Action Redraw);

/// <summary>Keeps what is typed into a task's form on the server, two seconds after it was typed. The browser keeps it at once, for as long as the line is cut; what both have is brought together field by field.</summary>
public sealed class DraftKeeper : IDisposable
{
    private static readonly TimeSpan Gather = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(10);

    private readonly ScopedSender sender;
    private readonly IJSRuntime js;
    private readonly ILogger log;
    private readonly KeptForm form;
    private readonly ITimer timer;
    private JsonObject seen = [];
    private int revision;
    private bool open;
    private bool dirty;
    private bool saving;
    private bool waiting;
    private bool ended;

    public DraftKeeper(ScopedSender sender, IJSRuntime js, MachineClock machine, ILogger log, KeptForm form)
    {
        (this.sender, this.js, this.log, this.form) = (sender, js, log, form);
        timer = machine.CreateTimer(_ => form.Dispatch(SaveAsync), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        form.Draft.Changed += Plan;
    }

    /// <summary>Whether the person may hand the form in: only then it is written.</summary>
    public bool Writes { get; set; }

    /// <summary>Whose shared draft is being written on; null for one's own.</summary>
    public TaskDraftView? Joined { get; private set; }

    /// <summary>Drafts that colleagues share.</summary>
    public IReadOnlyList<TaskDraftView> Others { get; private set; } = [];
    public DateTimeOffset? SavedAt { get; private set; }
    /// <summary>When this browser kept what has just been taken back from it.</summary>
    public DateTimeOffset? RestoredAt { get; private set; }
    public bool Shared { get; private set; }
    public DraftClash? Clash { get; private set; }
    public string? Problem { get; private set; }
    /// <summary>Whose words have just come in beside one's own.</summary>
    public string? MergedFrom { get; private set; }
    /// <summary>Something was kept, here or on the server.</summary>
    public bool HasKept => SavedAt is not null || RestoredAt is not null;

    /// <summary>Takes up what was kept.</summary>
    /// <param name="mayDraft">The person is a candidate of the task: the server keeps drafts for them.</param>
    public async Task OpenAsync(bool mayDraft)
    {
        var kept = BrowserDraft.Read(await js.AskAsync("haochapingDrafts.read", form.Key));
        var list = mayDraft ? (await sender.SendAsync(new GetTaskDrafts(form.TaskId))).Value : null;
        Others = list?.Shared ?? [];
        Joined = kept?.Author is { } author ? Others.FirstOrDefault(d => d.Author == author) : null;
        if ((Joined ?? list?.Own) is { } stored) await TakeUpAsync(stored, kept);
        else if (kept is not null)
        {
            form.Draft.Restore(kept.Values);
            (RestoredAt, dirty) = (kept.At, true);
        }
        open = true;
        if (dirty) Plan();
    }

    // What this browser had typed and not sent is newer than what the server has, unless somebody has written there since.
    private async Task TakeUpAsync(TaskDraftView stored, BrowserDraft? kept)
    {
        var theirs = form.Draft.With(stored.Values);
        var here = kept is null ? theirs : form.Draft.With(kept.Values);
        var both = here.Merge(kept?.Seen ?? [], theirs);
        form.Draft.Restore(here.Values());
        Took(stored);
        if (both.Count > 0) Clash = new DraftClash(both, theirs, Who(stored), stored.SavedAt);
        else if (here.IsLike(theirs)) await TellAsync();
        else (RestoredAt, dirty) = (kept!.At, true);
    }

    /// <summary>Saves now what has been typed.</summary>
    public async Task SaveAsync()
    {
        waiting = false;
        if (!open || !Writes || ended) return;
        if (saving || Clash is not null) { dirty = true; return; }
        (saving, dirty) = (true, false);
        try
        {
            var values = form.Draft.Values();
            var answer = await sender.SendAsync(new SaveTaskDraft(form.TaskId, values, revision, Joined?.Author));
            if (answer.Ok) await SavedAsync(answer.Value!, values); else await RefusedAsync(answer.Refusal!);
        }
        catch (Exception e) when (e is not OperationCanceledException and not ObjectDisposedException)
        {
            log.LogWarning(e, "Expected to save the draft of task {TaskId}, but it could not be saved; it is tried again.", form.TaskId);
            Problem = "草稿暂时没有存到服务器，写的内容在本机，稍后再存。";
            (dirty, waiting) = (true, true);
            timer.Change(Retry, Timeout.InfiniteTimeSpan);
        }
        finally
        {
            saving = false;
        }
        if (dirty) Plan();
        form.Redraw();
    }

    private async Task SavedAsync(DraftState state, JsonObject values)
    {
        (revision, seen, SavedAt, Shared, Problem, RestoredAt, MergedFrom) = (state.Revision, values, state.SavedAt, state.SharedAt is not null, null, null, null);
        await TellAsync();
    }

    private async Task RefusedAsync(Refusal refusal)
    {
        if (refusal.Code is "draftChanged" or "draftGone" or "draftNotFound") await BringTogetherAsync();
        else Problem = $"草稿没有存到服务器：{refusal.Message}";
    }

    private async Task BringTogetherAsync()
    {
        var list = (await sender.SendAsync(new GetTaskDrafts(form.TaskId))).Value;
        Others = list?.Shared ?? [];
        dirty = true;
        // No longer shared: what has been written goes on as one's own.
        Joined = Others.FirstOrDefault(d => d.Author == Joined?.Author);
        if ((Joined ?? list?.Own) is not { } stored) { (revision, seen, SavedAt) = (0, [], null); return; }
        var theirs = form.Draft.With(stored.Values);
        var both = form.Draft.Merge(seen, theirs);
        Took(stored);
        if (both.Count > 0) Clash = new DraftClash(both, theirs, Who(stored), stored.SavedAt);
        else (MergedFrom, dirty) = (Who(stored), !form.Draft.IsLike(theirs));
    }

    /// <summary>Ends a clash: these fields as the other has them, the rest as they stand here.</summary>
    public async Task ChooseAsync(IReadOnlySet<string> theirs)
    {
        if (Clash is not { } clash) return;
        foreach (var field in clash.Fields.Where(f => theirs.Contains(f.Name))) form.Draft.TakeFrom(clash.Theirs, field);
        Clash = null;
        await SaveAsync();
        await TellAsync(form.Draft.Values());
    }

    /// <summary>Shares one's own draft, or takes that back.</summary>
    public async Task ShareAsync(bool on)
    {
        if (on) await SaveAsync();
        var answer = await sender.SendAsync(new ShareTaskDraft(form.TaskId, on));
        if (answer.Ok) Shared = answer.Value!.SharedAt is not null;
        Problem = answer.Refusal?.Message;
    }

    /// <summary>Goes on with what a colleague shares; what one has typed oneself is not lost.</summary>
    public async Task JoinAsync(TaskDraftView shared)
    {
        await SaveAsync();
        var theirs = form.Draft.With(shared.Values);
        var both = form.Draft.Merge([], theirs);
        Joined = shared;
        Took(shared);
        if (both.Count > 0) Clash = new DraftClash(both, theirs, Who(shared), shared.SavedAt);
        else await TellAsync(form.Draft.Values());
    }

    /// <summary>Throws away one's own draft, here and on the server.</summary>
    public async Task DropAsync(bool mayDraft)
    {
        await js.TellAsync("haochapingDrafts.drop", form.Key);
        if (mayDraft) await sender.SendAsync(new DropTaskDraft(form.TaskId));
        (SavedAt, RestoredAt, revision, seen) = (null, null, 0, []);
    }

    /// <summary>The form has been handed in: its drafts went with it.</summary>
    public void End() => ended = true;

    private string Who(TaskDraftView stored) => stored.SavedBy == form.UserName ? "您在另一个窗口" : stored.SavedByName;

    private void Took(TaskDraftView stored) => (revision, seen, SavedAt, Shared) = (stored.Revision, stored.Values, stored.SavedAt, stored.SharedAt is not null);

    private void Plan()
    {
        dirty = true;
        // Not put off by each letter: whoever writes on and on is saved all the same.
        if (!open || !Writes || saving || waiting) return;
        waiting = true;
        timer.Change(Gather, Timeout.InfiniteTimeSpan);
    }

    private async Task TellAsync(JsonObject? values = null) => await js.TellAsync("haochapingDrafts.kept", form.Key, seen.ToJsonString(), values?.ToJsonString(), Joined?.Author);

    // Leaving the page within the two seconds loses nothing either.
    public void Dispose()
    {
        form.Draft.Changed -= Plan;
        timer.Dispose();
        if (dirty && open && Writes && !ended && !saving && Clash is null) _ = sender.SendAsync(new SaveTaskDraft(form.TaskId, form.Draft.Values(), revision, Joined?.Author));
    }
}
