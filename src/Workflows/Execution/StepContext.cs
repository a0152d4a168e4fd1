using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Expressions;

namespace HaoChaPing.Workflows.Execution;

/// <summary>One run of an activity within a burst.</summary>
internal sealed partial class StepContext : ActivityContext
{
    private readonly BurstRun _burst;

    public StepContext(BurstRun burst, StepContext? parent, ActivityNode node, ActivityInstance run)
    {
        _burst = burst;
        Parent = parent;
        Node = node;
        Run = run;
        Variables = new VariableScope(this);
        Expressions = new StepExpressionScope(this, burst);
    }

    public StepContext? Parent { get; }
    public ActivityNode Node { get; }
    public ActivityInstance Run { get; }
    public VariableScope Variables { get; }
    public StepExpressionScope Expressions { get; }
    /// <summary>The activity's object; null until the engine found its type.</summary>
    public Activity? Activity { get; set; }
    public ActivityDescriptor? Descriptor { get; set; }
    /// <summary>Outcomes the activity asked to complete with; null while it has not.</summary>
    public IReadOnlyList<string>? Completion { get; private set; }
    /// <summary>Whether the whole workflow shall end with this step (<c>Elsa.Finish</c>).</summary>
    public bool EndsWorkflow { get; private set; }
    /// <summary>Whether the step asked for a service since it was last run: without one it can have staged nothing.</summary>
    public bool UsesServices { get; set; }
    /// <summary>Whether it had waited before it ran in this burst.</summary>
    public bool WasResumed { get; set; }
    public bool IsOpen => Run.Status is ActivityStatus.Running or ActivityStatus.Faulted;

    public override string InstanceId => State.InstanceId;
    public override string StreamId => State.StreamId;
    public override string? CorrelationId { get => State.CorrelationId; set => State.CorrelationId = value; }
    public override string DefinitionId => State.DefinitionId;
    public override int DefinitionVersion => State.Version;
    public override string ActivityId => Node.Id;
    public override string ActivityNodeId => Node.NodeId;
    public override string DisplayText => Node.DisplayText ?? Descriptor?.DisplayName ?? Node.Name ?? Node.Id;
    public override DateTimeOffset Now => _burst.Now;
    public override string Actor => _burst.Actor;
    public override IReadOnlyList<string> Bookmarks => BookmarkIds;
    public List<string> BookmarkIds { get; } = [];
    public override CancellationToken CancellationToken => _burst.CancellationToken;
    public WorkflowDefinition Definition => _burst.Definition;
    public WorkflowState State => _burst.State;

    public override T Get<T>()
    {
        UsesServices = true;
        return (T)(_burst.Services.GetService(typeof(T))
            ?? throw new InvalidOperationException($"Expected a service {typeof(T).Name} for activity type '{Node.Type}', but none is registered."));
    }

    public override object? GetVariable(string name) => Variables.Get(name);
    public override void SetVariable(string name, object? value) => Variables.Set(name, value);
    public override string WaitFor(string? stimulus = null, JsonNode? payload = null) => _burst.AddBookmark(this, stimulus, payload);
    public override void Complete(params string[] outcomes) => Completion = outcomes;

    /// <summary>Outcomes with which the workflow around this step shall complete (<c>Elsa.Complete</c>); null while none were chosen.</summary>
    public IReadOnlyList<string>? CompositeOutcomes { get; private set; }
    /// <summary>The workflow this step belongs to: the nearest one used as an activity, else the outermost.</summary>
    public StepContext Composite
    {
        get
        {
            var context = Parent ?? this;
            while (context.Parent is { } parent && !context.Is<IComposite>()) context = parent;
            return context;
        }
    }

    /// <summary>Queues a child. Children run in the order in which they were queued.</summary>
    /// <param name="child">The child to run.</param>
    /// <param name="cameBackward">Whether a backward connection led to it.</param>
    /// <param name="variables">Values for this run of the child only, by variable name.</param>
    public void Schedule(ActivityNode child, bool cameBackward = false, Dictionary<string, JsonNode?>? variables = null) =>
        _burst.Queue.Add(new WorkItem(this, child, cameBackward, variables));
    public bool IsScheduled(ActivityNode child) => _burst.Queue.Any(item => item.Owner == this && item.Node == child);
    /// <summary>Whether a child runs or anything below this container is queued.</summary>
    public bool HasPendingWork() => Children().Any(child => child.Run.Status == ActivityStatus.Running) || _burst.Queue.Any(item => item.Owner is { IsOpen: true } owner && owner.IsWithin(this));
    /// <summary>Whether no child runs, waits, is queued, or holds this container open with its fault.</summary>
    public bool IsIdle() => !Children().Any() && !_burst.Queue.Any(item => item.Owner == this);
    /// <summary>Open runs of children, oldest first.</summary>
    public IEnumerable<StepContext> Children() => _burst.OpenChildrenOf(this);
    /// <summary>Cancels a run of a child, and tells this container.</summary>
    public ValueTask CancelChildAsync(StepContext child) => _burst.CancelAsync(child, notify: true, reason: null);
    public void WriteLine(string line) => _burst.Output.Add(line);
    public void EndWorkflow() => EndsWorkflow = true;
    public void CompleteComposite(IReadOnlyList<string> outcomes) => CompositeOutcomes = outcomes;

    /// <summary>Whether the activity is of this class or its kin; it need not have been made yet.</summary>
    public bool Is<T>() => _burst.Catalog.Of(Node)?.ClrType.IsAssignableTo(typeof(T)) ?? false;
    /// <summary>Whether the child ends the container it stands in (<c>Elsa.End</c>).</summary>
    public bool IsTerminal(ActivityNode child) => _burst.Catalog.Find(child.Type)?.IsTerminal ?? false;
    /// <summary>Hands out what the activity set so far, while it goes on.</summary>
    public void StoreOutputs() => ActivityInputs.StoreOutputs(this);
    /// <summary>What the activity keeps for itself until it is over.</summary>
    public JsonObject Properties => Run.Properties ??= [];
    /// <summary>The child in a slot such as <c>body</c>.</summary>
    public ActivityNode? Child(string port) => Node.Children.FirstOrDefault(child => child.Port == port);
    /// <summary>Whether this step is the trigger that caused the burst; true once.</summary>
    public bool TakeTrigger(out JsonNode? payload) => _burst.TakeTrigger(Node, out payload);

    /// <summary>The value of a property of this activity or of a child, evaluated in this scope.</summary>
    public T? Evaluate<T>(JsonNode? input) => (T?)ExpressionEvaluator.EvaluateInput(input, typeof(T), Expressions);

    /// <summary>Remembers with which outcomes a workflow used as an activity shall complete, whichever of its steps completes it.</summary>
    public void ChooseOutcomes(IReadOnlyList<string> outcomes) => Properties["outcomes"] = new JsonArray([.. outcomes.Select(outcome => JsonValue.Create(outcome))]);

    /// <summary>The same with one more variable in reach.</summary>
    public T? EvaluateWith<T>(JsonNode? input, string variable, JsonNode? value)
    {
        var run = new ActivityInstance { Id = Run.Id, ParentId = Run.ParentId, NodeId = Run.NodeId, StartedAt = Run.StartedAt, Variables = Run.Variables, Dynamic = new() { [variable] = value } };
        return new StepContext(_burst, Parent, Node, run).Evaluate<T>(input);
    }

    private bool IsWithin(StepContext container)
    {
        for (var context = this; context is not null; context = context.Parent)
            if (context == container) return true;
        return false;
    }
}

/// <summary>A child waiting for its turn.</summary>
internal sealed record WorkItem(StepContext? Owner, ActivityNode Node, bool CameBackward, Dictionary<string, JsonNode?>? Variables = null);
