using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Expressions;

namespace HaoChaPing.Workflows.Execution;

/// <summary>What a step asks of time and of other instances.</summary>
internal sealed partial class StepContext
{
    // Each level is a burst of its own on the stack; definitions that need more call themselves without end.
    private const int MaxDepth = 16;

    /// <summary>Inputs of the workflow this step belongs to.</summary>
    public JsonObject WorkflowInput => Composite.Run.Properties?["input"] as JsonObject ?? State.Input;

    public IEnumerable<string> DeclaredInputs => OwnDefinition.Inputs.Select(input => input.Name);

    public bool DeclaresOutput(string name) => OwnDefinition.Outputs.Any(output => output.Name == name);

    /// <summary>Sets an output of the workflow this step belongs to, as the type declared there.</summary>
    public void SetWorkflowOutput(string name, object? value)
    {
        var stored = OwnDefinition.Outputs.FirstOrDefault(output => output.Name == name) is { } declared ? declared.Type.Store(value) : Values.ToJson(value);
        if (Composite is not { Node.Linked: not null } composite) State.Output[name] = stored;
        else if (composite.Properties["output"] is JsonObject known) known[name] = stored;
        else composite.Properties["output"] = new JsonObject { [name] = stored };
    }

    /// <summary>Gives an output of the workflow that this step stands for to where it is used.</summary>
    public void HandOut(string name, string jsonName, JsonNode? value) => ActivityInputs.StoreOutput(this, name, jsonName, Values.FromJson(value));

    /// <summary>The activity that a script of this step means by an id or a name: one of its own workflow first, then of those around.</summary>
    public ActivityNode? FindActivity(string idOrName)
    {
        for (var composite = Composite; ; composite = composite.Composite)
        {
            var nodes = composite.Node.Linked is null ? Definition.Activities() : composite.Node.Children[0].SelfAndDescendants();
            if ((nodes.FirstOrDefault(node => node.Id == idOrName) ?? nodes.FirstOrDefault(node => node.Name == idOrName)) is { } found) return found;
            if (composite.Parent is null) return null;
        }
    }

    private WorkflowDefinition OwnDefinition => Composite.Node.Linked ?? Definition;

    /// <summary>Waits until an instant, at which the runtime resumes the step by itself.</summary>
    public string WaitUntil(DateTimeOffset due, JsonObject payload) => _burst.AddBookmark(this, null, payload, due);

    /// <summary>Sends an event when the burst is committed.</summary>
    public void Publish(BurstEffect.Publish what) => _burst.Effects.Add(what);

    /// <summary>Starts a child instance when the burst is committed. Returns the id it will have.</summary>
    public string StartChild(string definitionId, JsonObject input, string? correlationId, string? parentBookmarkId)
    {
        var id = NewInstanceId();
        _burst.Effects.Add(new BurstEffect.StartChild(id, definitionId, ChildInput(input), correlationId ?? CorrelationId, parentBookmarkId));
        return id;
    }

    /// <summary>Cancels a child instance when the burst is committed.</summary>
    public void CancelChild(string instanceId) => _burst.Effects.Add(new BurstEffect.CancelChild(instanceId));

    /// <summary>Starts a child instance and runs it, within this burst, until it waits or is over.</summary>
    public async Task<WorkflowState> RunChildAsync(WorkflowDefinition child, JsonObject input, string? correlationId)
    {
        if (_burst.Depth >= MaxDepth) throw new InvalidOperationException($"Expected at most {MaxDepth} workflows inside each other, but '{child.DefinitionId}' would be one more.");
        var state = WorkflowState.New(child, NewInstanceId(), StreamId, correlationId ?? CorrelationId, Now);
        state.ParentInstanceId = InstanceId;
        var burst = await _burst.Executor.RunAsync(child, state, new Stimulus.Start(ChildInput(input)), _burst.Services, Now, Actor, _burst.Depth + 1, CancellationToken);
        _burst.Children.Add(new InlineChild(child, state, burst));
        return state;
    }

    /// <summary>The published version of a workflow; a fault of the step when there is none.</summary>
    public async Task<WorkflowDefinition> PublishedAsync(string? definitionId) =>
        (string.IsNullOrEmpty(definitionId) ? null : await Get<IPublishedWorkflows>().FindAsync(definitionId, CancellationToken))
        ?? throw new InvalidOperationException($"Expected a published version of workflow '{definitionId}', but there is none.");

    private JsonObject ChildInput(JsonObject input)
    {
        var own = input.DeepClone().AsObject();
        own["ParentInstanceId"] = InstanceId;
        return own;
    }

    // Ids rise with time like those the queue gives (version 7), and after them (8) where the instant is the same: children after parents, in
    // the order in which they were started. The rest is derived, so that a repeated burst gives the same again.
    private string NewInstanceId()
    {
        var digest = Expressions.NewGuid().ToString("N");
        return $"{Now.ToUnixTimeMilliseconds():x12}8{State.LastNumber & 0xfffffff:x7}{digest[..12]}";
    }
}

/// <summary>Finds workflows that a step may run or start.</summary>
public interface IPublishedWorkflows
{
    /// <summary>The published version of a family, or null when there is none.</summary>
    ValueTask<WorkflowDefinition?> FindAsync(string definitionId, CancellationToken cancellationToken);
}
