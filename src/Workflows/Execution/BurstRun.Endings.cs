using HaoChaPing.Workflows.Definitions;

namespace HaoChaPing.Workflows.Execution;

/// <summary>The ways a step ends: completed, cancelled, faulted, or together with the whole workflow.</summary>
internal sealed partial class BurstRun
{
    private async Task CompleteAsync(StepContext step, IReadOnlyList<string> outcomes)
    {
        if (step.Run.Status != ActivityStatus.Running) return;
        var unfinished = step.Activity is Container ? OpenChildrenOf(step).ToList() : [];
        await CancelBelowAsync(step, reason: null);
        if (step.Activity is not null) ActivityInputs.StoreOutputs(step);
        var entry = Close(step, ActivityStatus.Completed, outcomes);
        foreach (var child in unfinished) ((Container)step.Activity!).ChildLeftBehind(step, new ChildRun(child.Node, child.Run));
        await TellParentAsync(step, entry, container => container.ChildCompletedAsync(step.Parent!, new ChildRun(step.Node, step.Run), outcomes));
    }

    /// <summary>The step completes, then the workflow it belongs to, with the outcomes chosen there. What was queued in between is given up with its container.</summary>
    private async Task CompleteCompositeAsync(StepContext step, IReadOnlyList<string> outcomes)
    {
        var composite = step.Composite;
        composite.ChooseOutcomes(outcomes);
        await CompleteAsync(step, []);
        if (composite.Run.Status != ActivityStatus.Running) return;
        Materialise(composite);
        ((IComposite)composite.Activity!).HandOut(composite);
        await CompleteAsync(composite, outcomes);
    }

    public async ValueTask CancelAsync(StepContext step, bool notify, string? reason)
    {
        if (!step.IsOpen) return;
        await CancelBelowAsync(step, reason);
        var waits = step.Run.Status == ActivityStatus.Running && catalog.Of(step.Node) is not null;
        var entry = Close(step, ActivityStatus.Canceled, [], reason);
        if (waits)
        {
            Materialise(step);
            await step.Activity!.CancelAsync(step);
        }

        if (step.Parent is null) state.SubStatus = SubStatus.Cancelled;
        if (notify) await TellParentAsync(step, entry, container => container.ChildCanceledAsync(step.Parent!, new ChildRun(step.Node, step.Run)));
    }

    private async Task CancelBelowAsync(StepContext step, string? reason)
    {
        foreach (var child in state.Activities.Where(run => run.ParentId == step.Run.Id).Select(ContextOf).ToList())
            if (child.IsOpen) await CancelAsync(child, notify: false, reason);
            else await CancelBelowAsync(child, reason); // steps that outlived their container
    }

    /// <summary>The step faults. By default that ends the instance with all that waits in it; a definition may ask to let other branches go on.</summary>
    private async Task FaultAsync(StepContext step, Exception exception, JournalEntry? instead = null)
    {
        step.Run.Status = ActivityStatus.Faulted;
        if (_contexts.TryAdd(step.Run.Id, step)) state.Activities.Add(step.Run); // it had been completed, until its container failed
        Record.Fault(step, exception, instead);
        var held = Cut(step);
        await CancelBelowAsync(step, reason: null);
        // It had begun to wait before it failed: what it opened for that is closed again.
        if (Record.BookmarksOf(step) > 0 || step.WasResumed) await TidyUpAsync(step);
        Record.RemoveBookmarksOf(step);
        // Its container is over, so the step was only the rest of a queue: the incident is recorded, the instance goes its way.
        if (step.Parent is { IsOpen: false }) return;
        if (definition.ContinuesWithIncidents && step.Parent is not null) return;

        Queue.Clear();
        await EndOthersAsync(step);
        for (var container = step.Parent; container is not null; container = container.Parent)
            if (container.IsOpen) Close(container, ActivityStatus.Faulted, []);
        state.SubStatus = SubStatus.Faulted;
        state.Held = held;
    }

    /// <summary>Ends the workflow as a whole: what waits is cancelled, the containers around the step are complete.</summary>
    private async Task EndWorkflowAsync(StepContext step)
    {
        Queue.Clear();
        Close(step, ActivityStatus.Completed, []);
        await EndOthersAsync(step);
        for (var container = step.Parent; container is not null; container = container.Parent)
            if (container.IsOpen) Close(container, ActivityStatus.Completed, []);
        state.SubStatus = SubStatus.Finished;
    }

    /// <summary>A step that is neither over nor waits for anything, though nothing is queued any more: nobody would ever come back to it.</summary>
    public StepContext? FindHanging()
    {
        var held = state.Bookmarks.Select(bookmark => bookmark.ActivityInstanceId).ToHashSet(StringComparer.Ordinal);
        held.UnionWith(state.Activities.Where(run => run.Status is ActivityStatus.Running or ActivityStatus.Faulted).Select(run => run.ParentId ?? ""));
        return state.Activities.Find(run => run.Status == ActivityStatus.Running && !held.Contains(run.Id)) is { } hanging ? ContextOf(hanging) : null;
    }

    /// <summary>Never lets an instance hang silently.</summary>
    public async Task EndHangingAsync(StepContext step)
    {
        Materialise(step);
        step.Run.Hangs = true;
        var waitsAt = step.Activity is Container container ? container.WaitsAt(step) : [];
        await FaultAsync(step, new InvalidOperationException(waitsAt is [var first, ..]
            ? $"Expected every branch to arrive at '{first}', but one never will: '{step.Node.Id}' could not go on."
            : $"Expected '{step.Node.Id}' to wait for something or to end, but nothing can happen in it any more."));
    }

    private async Task EndOthersAsync(StepContext step)
    {
        var around = new HashSet<StepContext>();
        for (var context = step; context is not null; context = context.Parent) around.Add(context);
        foreach (var run in state.Activities.ToList())
            if (ContextOf(run) is var other && !around.Contains(other)) await CancelAsync(other, notify: false, reason: null);
    }

    private JournalEntry Close(StepContext step, ActivityStatus status, IReadOnlyList<string> outcomes, string? message = null)
    {
        step.Run.Status = status;
        Record.RemoveBookmarksOf(step);
        // Nothing can come back to a plain step: forgotten at once, so that a long burst stays fast.
        if (step.Activity is not (null or Container) && state.Activities.Remove(step.Run)) _contexts.Remove(step.Run.Id);
        return Record.Add(step, status switch
        {
            ActivityStatus.Completed => JournalEvent.Completed,
            ActivityStatus.Canceled => JournalEvent.Canceled,
            _ => JournalEvent.Faulted,
        }, outcomes, message);
    }

    /// <summary>Lets the container decide what follows. When it cannot, the child is at fault: its final entry says so instead.</summary>
    private async Task TellParentAsync(StepContext child, JournalEntry entry, Func<Container, ValueTask> tell)
    {
        if (child.Parent is not { Run.Status: ActivityStatus.Running } parent) return;
        try
        {
            if (parent.Activity is null) Prepare(parent);
            await tell((Container)parent.Activity!);
        }
        catch (Exception exception) when (!Outage.Is(exception, cancellationToken))
        {
            await FaultAsync(child, exception, instead: entry);
            return;
        }

        if (parent.Completion is { } outcomes) await CompleteAsync(parent, outcomes);
    }
}
