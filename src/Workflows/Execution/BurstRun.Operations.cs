using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Expressions;

namespace HaoChaPing.Workflows.Execution;

/// <summary>What people do to an instance beside the work itself. <see cref="OperationCheck"/> has said that the state allows it.</summary>
internal sealed partial class BurstRun
{
    /// <summary>Node ids of faults that this burst settled.</summary>
    public List<string> Settled { get; } = [];
    /// <summary>What was done where no step tells.</summary>
    public string? Note { get; set; }

    public async Task OperateAsync(InstanceOperation operation)
    {
        switch (operation)
        {
            case InstanceOperation.CancelActivity cancel:
                foreach (var run in OperationCheck.OpenRuns(state, definition, cancel.Activity, cancel.Run).ToList()) await WithdrawAsync(ContextOf(run), replacedIn: null);
                break;
            case InstanceOperation.Retry retry:
                Retry(retry);
                break;
            case InstanceOperation.Skip skip:
                await SkipAsync(skip);
                break;
            case InstanceOperation.Move move:
                await MoveAsync(move);
                break;
        }

        await DrainAsync();
    }

    /// <summary>Changes a variable and nothing else: the instance stands where it stood.</summary>
    public void SetVariable(InstanceOperation.SetVariable set)
    {
        var (run, variable) = OperationCheck.FindVariable(state, definition, set.Variable)!.Value;
        run.Variables ??= new(StringComparer.Ordinal);
        var before = run.Variables.TryGetValue(variable.Id, out var stored) ? stored : variable.Default;
        Note = $"{variable.Name}: {Values.JsonText(before)} → {Values.JsonText(set.Value)}";
        if (set.Value is null) run.Variables.Remove(variable.Id);
        else run.Variables[variable.Id] = variable.Type.Store(set.Value);
    }

    /// <summary>Remembers what a fault that ends the instance cuts off, so that a retry can take it up again.</summary>
    private List<HeldWork> Cut(StepContext faulted)
    {
        var held = new List<HeldWork> { faulted.Run.Hangs || faulted.Parent is null ? new HeldWork(faulted.Run.Id) : Held(faulted.Parent, faulted.Node, faulted.Run) };
        held.AddRange(state.Activities
            .Where(run => run.Status == ActivityStatus.Running && run != faulted.Run && state.Bookmarks.Exists(bookmark => bookmark.ActivityInstanceId == run.Id))
            .Select(ContextOf).Select(waiting => Held(waiting.Parent!, waiting.Node, waiting.Run)));
        held.AddRange(Queue.Where(item => item.Owner is { IsOpen: true }).Select(item => new HeldWork(item.Owner!.Run.Id, item.Node.NodeId, item.CameBackward, item.Variables)));
        return held;

        static HeldWork Held(StepContext owner, ActivityNode node, ActivityInstance run) => new(owner.Run.Id, node.NodeId, run.CameBackward, run.Dynamic);
    }

    /// <summary>Undoes the end that a fault brought: the containers go on, and what was cut off is queued again, in order.</summary>
    private void Reopen()
    {
        if (state.Held is not { } held) return;
        foreach (var work in held)
        {
            var owner = ContextOf(state.Activities.Single(run => run.Id == work.Owner));
            ReopenAround(owner);
            if (work.NodeId is { } nodeId) Queue.Add(new WorkItem(owner, definition.FindByNodeId(nodeId)!, work.CameBackward, work.Dynamic));
        }

        state.Held = null;
        state.FinishedAt = null;
        Settled.AddRange(state.Incidents.Select(incident => incident.NodeId));
    }

    private void ReopenAround(StepContext step)
    {
        if (step.Run.Status == ActivityStatus.Running) return;
        if (step.Parent is not null) ReopenAround(step.Parent);
        step.Run.Status = ActivityStatus.Running;
        step.Run.Hangs = false;
        Record.Add(step, JournalEvent.Resumed);
    }

    private void Retry(InstanceOperation.Retry retry)
    {
        Reopen();
        foreach (var run in OperationCheck.Faulted(state, definition, retry.Activity).ToList())
        {
            var step = ContextOf(run);
            Forget(step);
            step.Parent!.Schedule(step.Node, run.CameBackward, run.Dynamic);
        }
    }

    private async Task SkipAsync(InstanceOperation.Skip skip)
    {
        Reopen();
        StepContext step;
        if (Queue.Find(item => OperationCheck.Is(item.Node, skip.Activity)) is { } queued) step = Begin(queued);
        else
        {
            step = ContextOf(OperationCheck.OpenRuns(state, definition, skip.Activity, skip.Run).First());
            if (step.Run.Status == ActivityStatus.Running) await TidyUpAsync(step);
            else Settled.Add(step.Node.NodeId);
        }

        step.Run.Status = ActivityStatus.Running;
        await CompleteAsync(step, skip.Outcome is { } outcome ? [outcome] : []);
    }

    private async Task MoveAsync(InstanceOperation.Move move)
    {
        Reopen();
        var target = OperationCheck.Node(definition, move.To)!;
        var owner = ContextOf(OperationCheck.Owner(state, target)!);
        ReopenAround(owner);
        // As if a loop had led there: the flowchart does not count it as the arrival of a branch.
        owner.Schedule(target, cameBackward: true);
        foreach (var from in move.From ?? [])
        {
            foreach (var item in Queue.Where(item => item.Owner is not null && item.Node != target && OperationCheck.Is(item.Node, from)).ToList()) await WithdrawAsync(Begin(item), owner);
            foreach (var run in OperationCheck.OpenRuns(state, definition, from, null).ToList()) await WithdrawAsync(ContextOf(run), owner);
        }
    }

    /// <summary>Cancels a step; something else takes its place in the container <paramref name="replacedIn"/>, anywhere else its branch is dead.</summary>
    private async Task WithdrawAsync(StepContext step, StepContext? replacedIn)
    {
        if (step.Run.Status == ActivityStatus.Faulted) Settled.Add(step.Node.NodeId);
        var replaced = step.Parent == replacedIn;
        await CancelAsync(step, notify: !replaced, reason: null);
        if (!replaced) return;
        Materialise(replacedIn!);
        ((Container)replacedIn!.Activity!).ChildReplaced(replacedIn, new ChildRun(step.Node, step.Run));
    }

    /// <summary>Takes a step out of the queue as a run that has not done anything.</summary>
    private StepContext Begin(WorkItem item)
    {
        Queue.Remove(item);
        return AddRun(item.Owner, item);
    }

    private async Task TidyUpAsync(StepContext step)
    {
        if (catalog.Of(step.Node) is null) return;
        Record.RemoveBookmarksOf(step);
        Materialise(step);
        await step.Activity!.CancelAsync(step);
    }

    private void Forget(StepContext step)
    {
        Settled.Add(step.Node.NodeId);
        state.Activities.Remove(step.Run);
        _contexts.Remove(step.Run.Id);
    }
}
