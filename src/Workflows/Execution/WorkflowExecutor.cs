using HaoChaPing.Workflows.Definitions;

namespace HaoChaPing.Workflows.Execution;

/// <summary>Runs an instance until everything in it waits or is over. Pure: what it needs of the world comes with the call.</summary>
public sealed partial class WorkflowExecutor(ActivityCatalog catalog)
{
    /// <summary>Applies one stimulus to the state, which moves on in place. Throw the state away when this throws.</summary>
    /// <param name="definition">The version the instance runs on.</param>
    /// <param name="state">The instance; a new one for <see cref="Stimulus.Start"/>.</param>
    /// <param name="stimulus">What happens to it.</param>
    /// <param name="services">The scope of the burst, for activities.</param>
    /// <param name="now">The instant of the command.</param>
    /// <param name="actor">User name of whoever caused it, or <c>system</c>.</param>
    /// <param name="cancellationToken">Gives the burst up; nothing of it counts then.</param>
    /// <exception cref="BookmarkNotFoundException">The bookmark was used before, or its step was cancelled.</exception>
    /// <exception cref="InstanceTransitionException">The stimulus does not fit where the instance stands.</exception>
    public Task<Burst> RunAsync(
        WorkflowDefinition definition, WorkflowState state, Stimulus stimulus, IServiceProvider services,
        DateTimeOffset now, string actor, CancellationToken cancellationToken) =>
        RunAsync(definition, state, stimulus, services, now, actor, depth: 0, cancellationToken);

    /// <summary>The same, <paramref name="depth"/> workflows inside each other.</summary>
    internal async Task<Burst> RunAsync(
        WorkflowDefinition definition, WorkflowState state, Stimulus stimulus, IServiceProvider services,
        DateTimeOffset now, string actor, int depth, CancellationToken cancellationToken)
    {
        RefuseMisfit(definition, state, stimulus);
        var burst = new BurstRun(catalog, definition, state, services, now, actor, cancellationToken) { Executor = this, Depth = depth };
        if (stimulus is not (Stimulus.Cancel or Stimulus.Operate { Operation: InstanceOperation.SetVariable })) state.SubStatus = SubStatus.Executing;
        switch (stimulus)
        {
            case Stimulus.Start start:
                await burst.StartAsync(start);
                break;
            case Stimulus.Resume resume:
                await burst.ResumeAsync(Bookmark(state, resume), new Resumption(resume.BookmarkId, resume.Outcome, resume.Result));
                break;
            case Stimulus.Signal signal:
                await SignalAsync(burst, signal);
                break;
            case Stimulus.Cancel cancel:
                await burst.CancelInstanceAsync(cancel.Reason);
                break;
            case Stimulus.Operate { Operation: InstanceOperation.SetVariable set }:
                burst.SetVariable(set);
                break;
            case Stimulus.Operate operate:
                await burst.OperateAsync(operate.Operation);
                break;
        }

        if (state.SubStatus == SubStatus.Executing) await RestAsync(burst);
        return Finish(burst);
    }

    private void RefuseMisfit(WorkflowDefinition definition, WorkflowState state, Stimulus stimulus)
    {
        var from = state.SubStatus;
        var fits = stimulus switch
        {
            Stimulus.Start => from == SubStatus.Pending,
            Stimulus.Cancel => !InstanceLifecycle.IsFinal(from),
            Stimulus.Operate operate => OperationCheck.Refuse(catalog, definition, state, operate.Operation) is null,
            _ => from == SubStatus.Suspended,
        };
        if (!fits)
            throw new InstanceTransitionException($"Expected instance '{state.InstanceId}' to take a {stimulus.GetType().Name.ToLowerInvariant()}, but it is {from}.");
        if (stimulus is Stimulus.Resume resume) _ = Bookmark(state, resume);
    }

    private static Bookmark Bookmark(WorkflowState state, Stimulus.Resume resume) =>
        state.Bookmarks.Find(bookmark => bookmark.Id == resume.BookmarkId) ?? throw new BookmarkNotFoundException(state.InstanceId, resume.BookmarkId);

    private static async Task SignalAsync(BurstRun burst, Stimulus.Signal signal)
    {
        // Those that wait now, not those that begin to wait because of the signal.
        foreach (var bookmark in burst.State.Bookmarks.Where(bookmark => bookmark.Stimulus == signal.EventName).ToList())
            if (burst.State.Bookmarks.Contains(bookmark)) await burst.ResumeAsync(bookmark, new Resumption(bookmark.Id, null, signal.Payload));
    }

    private static async Task RestAsync(BurstRun burst)
    {
        var state = burst.State;
        while (state.SubStatus == SubStatus.Executing && burst.FindHanging() is { } hanging) await burst.EndHangingAsync(hanging);
        if (state.SubStatus != SubStatus.Executing) return;
        // A faulted step that others were allowed to outlive holds the instance open, with its incident, until someone retries it.
        var held = state.Bookmarks.Count > 0 || state.Activities.Exists(run => run.Status == ActivityStatus.Faulted);
        state.SubStatus = held ? SubStatus.Suspended : SubStatus.Finished;
    }

    private static Burst Finish(BurstRun burst)
    {
        var (state, record) = (burst.State, burst.Record);
        foreach (var run in state.Activities)
            if (burst.Definition.FindByNodeId(run.NodeId) is { } node) VariableScope.KeepPersistent(run, node.Variables);
        var final = InstanceLifecycle.IsFinal(state.SubStatus);
        Forget(state, final);
        state.UpdatedAt = burst.Now;
        if (final) state.FinishedAt ??= burst.Now;
        return new Burst(state.SubStatus, record.Journal, record.Created, record.Removed, record.Incidents, burst.Output)
        {
            Effects = burst.Effects, Children = burst.Children, Settled = burst.Settled, Note = burst.Note,
        };
    }

    /// <summary>Runs that are over leave the state, but for the workflow itself and the containers around something that is still open or can be retried.</summary>
    private static void Forget(WorkflowState state, bool final)
    {
        var kept = new HashSet<string>(StringComparer.Ordinal) { state.Activities.FirstOrDefault()?.Id ?? "" };
        kept.UnionWith((state.Held ?? []).Select(work => work.Owner));
        for (var i = state.Activities.Count - 1; i > 0; i--) // children come after their containers
        {
            var run = state.Activities[i];
            if ((final || run.Status is not (ActivityStatus.Running or ActivityStatus.Faulted)) && !kept.Contains(run.Id)) continue;
            kept.Add(run.Id);
            kept.Add(run.ParentId!);
        }

        state.Activities.RemoveAll(run => !kept.Contains(run.Id));
    }
}
