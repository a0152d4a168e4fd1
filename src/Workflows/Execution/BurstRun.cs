using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Definitions;

namespace HaoChaPing.Workflows.Execution;

/// <summary>One burst: the queue of steps to run, the steps' contexts, and everything that happened so far.</summary>
internal sealed partial class BurstRun(
    ActivityCatalog catalog, WorkflowDefinition definition, WorkflowState state, IServiceProvider services,
    DateTimeOffset now, string actor, CancellationToken cancellationToken)
{
    // A loop without any waiting step would never end. No definition of ours comes near this.
    private const int MaxSteps = 5_000;

    private readonly Dictionary<string, StepContext> _contexts = new(StringComparer.Ordinal);
    private readonly StepFaults? _faults = services.GetService(typeof(StepFaults)) as StepFaults; // none where a burst runs without a store
    private Stimulus.Start? _trigger;

    public ActivityCatalog Catalog => catalog;
    public WorkflowDefinition Definition => definition;
    public WorkflowState State => state;
    public IServiceProvider Services => services;
    public DateTimeOffset Now => now;
    public string Actor => actor;
    public CancellationToken CancellationToken => cancellationToken;
    public List<WorkItem> Queue { get; } = [];
    public List<string> Output { get; } = [];
    public List<BurstEffect> Effects { get; init; } = [];
    public List<InlineChild> Children { get; } = [];
    public required WorkflowExecutor Executor { get; init; }
    /// <summary>How many workflows run inside each other around this one.</summary>
    public int Depth { get; init; }
    public BurstRecord Record { get; init; } = new(state, now, actor);

    public async Task StartAsync(Stimulus.Start start)
    {
        _trigger = start.TriggerActivityId is null ? null : start;
        state.TriggerActivityId = start.TriggerActivityId;
        state.Input = start.Input?.DeepClone().AsObject() ?? [];
        await ExecuteAsync(null, new WorkItem(null, definition.Workflow, CameBackward: false));
        await DrainAsync();
    }

    public async Task ResumeAsync(Bookmark bookmark, Resumption resumption)
    {
        var run = state.Activities.Single(a => a.Id == bookmark.ActivityInstanceId);
        var step = ContextOf(run);
        Record.RemoveBookmark(bookmark, step);
        Record.Add(step, JournalEvent.Resumed);
        step.WasResumed = true;
        await RunAsync(step, () => step.Activity!.ResumeAsync(step, resumption));
        await DrainAsync();
    }

    public async Task CancelInstanceAsync(string? reason)
    {
        Queue.Clear();
        if (state.Activities is [var workflow, ..]) await CancelAsync(ContextOf(workflow), notify: false, reason);
        else state.SubStatus = SubStatus.Cancelled;
    }

    public string AddBookmark(StepContext step, string? stimulus, JsonNode? payload, DateTimeOffset? due = null)
    {
        var bookmark = new Bookmark(
            $"{state.InstanceId}-{++state.LastNumber}", step.Run.Id, step.Node.Id, step.Node.NodeId, step.Node.Type, stimulus, payload?.DeepClone(), now, due);
        Record.AddBookmark(bookmark);
        return bookmark.Id;
    }

    public bool TakeTrigger(ActivityNode node, out JsonNode? payload)
    {
        payload = null;
        if (_trigger is null || _trigger.TriggerActivityId != node.Id) return false;
        payload = _trigger.TriggerPayload;
        _trigger = null;
        return true;
    }

    public IEnumerable<StepContext> OpenChildrenOf(StepContext step) =>
        state.Activities.Where(run => run.ParentId == step.Run.Id).Select(ContextOf).Where(child => child.IsOpen).ToList();

    /// <summary>The context of a run, rebuilt from the state when the run began in an earlier burst.</summary>
    private StepContext ContextOf(ActivityInstance run)
    {
        if (_contexts.TryGetValue(run.Id, out var known)) return known;
        var node = definition.FindByNodeId(run.NodeId)
            ?? throw new InvalidOperationException($"Expected node '{run.NodeId}' in definition '{definition.Id}', on which instance '{state.InstanceId}' runs, but it is not there.");
        var parent = run.ParentId is null ? null : ContextOf(state.Activities.Single(a => a.Id == run.ParentId));
        return _contexts[run.Id] = new StepContext(this, parent, node, run);
    }

    private async Task DrainAsync()
    {
        for (var steps = 0; Queue.Count > 0; steps++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var item = Queue[0];
            Queue.RemoveAt(0);
            // What was queued when its container completed still runs once, as in Elsa; a cancelled container takes its queue along.
            if (item.Owner!.Run.Status is ActivityStatus.Canceled or ActivityStatus.Faulted) continue;
            if (steps == MaxSteps)
            {
                // A container that is over already is not what loops.
                var looping = item.Owner;
                while (!looping.IsOpen && looping.Parent is not null) looping = looping.Parent;
                (looping.Run.Hangs, steps) = (true, 0);
                Queue.Insert(0, item);
                await FaultAsync(looping, new InvalidOperationException($"Expected the instance to wait or end within {MaxSteps} steps, but it runs in a loop at '{item.Node.Id}'."));
                return;
            }

            await ExecuteAsync(item.Owner, item);
        }
    }

    private async Task ExecuteAsync(StepContext? owner, WorkItem item)
    {
        var step = AddRun(owner, item);
        await RunAsync(step, () => step.Activity!.ExecuteAsync(step));
    }

    private StepContext AddRun(StepContext? owner, WorkItem item)
    {
        var run = new ActivityInstance
        {
            Id = $"{++state.LastNumber}", ParentId = owner?.Run.Id, NodeId = item.Node.NodeId, CameBackward = item.CameBackward, StartedAt = now, Dynamic = item.Variables,
        };
        state.Activities.Add(run);
        var step = _contexts[run.Id] = new StepContext(this, owner, item.Node, run);
        Record.Add(step, JournalEvent.Started);
        return step;
    }

    private async Task RunAsync(StepContext step, Func<ValueTask> run)
    {
        var waitedFor = Record.BookmarksOf(step);
        var place = $"{state.InstanceId}/{state.LogSequence}";
        step.UsesServices = false;
        try
        {
            if (_faults?.Find(place) is { } known) throw known;
            Prepare(step);
            await run();
        }
        catch (Exception exception) when (!Outage.Is(exception, cancellationToken))
        {
            // Rows can only be staged through a service.
            if (_faults is not null && step.UsesServices) throw new StepFaultException(place, exception);
            await FaultAsync(step, exception);
            return;
        }

        await SettleAsync(step, waitedFor);
    }

    /// <summary>Finds the activity's class and gives it its inputs.</summary>
    private void Prepare(StepContext step)
    {
        Materialise(step);
        ActivityInputs.Evaluate(step);
    }

    public void Materialise(StepContext step)
    {
        if (step.Activity is not null) return;
        step.Descriptor = catalog.Of(step.Node)
            ?? throw new InvalidOperationException($"Expected an activity type that this system knows, but '{step.Node.Id}' is a '{step.Node.Type}'.");
        step.Activity = step.Descriptor.Create();
    }

    /// <summary>After a step ran: it completes, goes on waiting, or goes on containing.</summary>
    private async Task SettleAsync(StepContext step, int waitedFor)
    {
        if (step.Run.Status != ActivityStatus.Running) return;
        if (step.EndsWorkflow) await EndWorkflowAsync(step);
        else if (step.CompositeOutcomes is { } chosen) await CompleteCompositeAsync(step, chosen);
        else if (step.Completion is { } outcomes) await CompleteAsync(step, outcomes);
        else if (Record.BookmarksOf(step) is var waitsFor and > 0)
        {
            if (waitsFor > waitedFor) Record.Add(step, JournalEvent.Suspended);
        }
        else if (step.Activity is not Container) await CompleteAsync(step, []);
    }
}
