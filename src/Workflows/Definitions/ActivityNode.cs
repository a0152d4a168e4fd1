using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace HaoChaPing.Workflows.Definitions;

/// <summary>One activity of a definition with its place in the tree.</summary>
public sealed partial class ActivityNode
{
    private readonly ConcurrentDictionary<string, object> _derived = new(StringComparer.Ordinal);

    internal ActivityNode(JsonObject json, string id, string type, ActivityNode? parent, string port)
    {
        Json = json;
        Id = id;
        Type = type;
        Parent = parent;
        Port = port;
        NodeId = parent is null ? id : $"{parent.NodeId}:{id}";
        Variables = VariableDefinition.ReadAll(json["variables"]);
        IsLinkedIn = parent is { Linked: not null } or { IsLinkedIn: true };
    }

    /// <summary>The activity's JSON as it stands in the definition. Do not change it.</summary>
    public JsonObject Json { get; }
    public string Id { get; }
    /// <summary>The ids from the implicit workflow node down to this one, joined with a colon.</summary>
    public string NodeId { get; }
    public string Type { get; }
    /// <summary>A type of Elsa's in a version that is not here; ours are numbered by their forms for the designer.</summary>
    public bool IsOtherVersion => Linked is null && TypeVersion != 1 && Type.StartsWith("Elsa.", StringComparison.Ordinal);
    public int TypeVersion => WorkflowDefinition.Number(Json["version"]) ?? 1;
    public string? Name => WorkflowDefinition.Text(Json["name"]);
    /// <summary>The text the modeller put on the node, if any.</summary>
    public string? DisplayText => WorkflowDefinition.Text(Json["metadata"]?["displayText"]) is { Length: > 0 } text ? text : null;
    /// <summary>What people call it: the text on the node, else its name, else its id.</summary>
    public string Called => DisplayText ?? (Name is { Length: > 0 } name ? name : Id);
    /// <summary>The id after what people call it, where it says more; one that the designer drew by lot says nothing.</summary>
    public string IdBeside => Id == Called || DrawnByLot().IsMatch(Id) ? "" : $"（{Id}）";
    public bool CanStartWorkflow => WorkflowDefinition.Flag(Json["customProperties"]?["canStartWorkflow"]);
    public ActivityNode? Parent { get; }
    /// <summary>The property of the parent it stands in: <c>activities</c>, <c>body</c>, <c>then</c> …</summary>
    public string Port { get; }
    public IReadOnlyList<ActivityNode> Children { get; internal set; } = [];
    /// <summary>Variables declared by this container.</summary>
    public IReadOnlyList<VariableDefinition> Variables { get; internal set; }

    /// <summary>The workflow this activity stands for, when a workflow is used as an activity.</summary>
    public WorkflowDefinition? Linked { get; internal set; }

    /// <summary>The edges between the children of a flowchart; none for other activities.</summary>
    public IReadOnlyList<ConnectionDefinition> Connections => Derived("connections", node => ConnectionDefinition.ReadAll(node.Json));

    /// <summary>What the modeller wrote into an input as plain text; null when it is empty or an expression decides.</summary>
    public string? LiteralOf(string input) => Json[input] switch
    {
        JsonObject wrapped when WorkflowDefinition.Text(wrapped["expression"]?["type"]) is null or "Literal" => WorkflowDefinition.Text(wrapped["expression"]?["value"]),
        var bare => WorkflowDefinition.Text(bare),
    } is { Length: > 0 } text ? text : null;

    /// <summary>Has the modeller filled the input in, by text or by an expression?</summary>
    public bool HasInput(string input) => LiteralOf(input) is not null || WorkflowDefinition.Text(Json[input]?["expression"]?["value"]) is { Length: > 0 };

    /// <summary>Whether it belongs to a workflow that is used as an activity, and so to another definition.</summary>
    public bool IsLinkedIn { get; }

    /// <summary>The name under which outputs are kept: ids are unique within one definition only.</summary>
    internal string OutputKey => IsLinkedIn ? NodeId : Id;

    /// <summary>This node, then all below it that belong to the same definition.</summary>
    public IEnumerable<ActivityNode> SelfAndDescendants()
    {
        yield return this;
        if (Linked is not null) yield break;
        foreach (var node in Children.SelectMany(child => child.SelfAndDescendants())) yield return node;
    }

    /// <summary>Something computed from the definition alone (a graph, compiled inputs), kept with the node for all bursts.</summary>
    internal T Derived<T>(string key, Func<ActivityNode, T> compute) where T : class =>
        (T)(_derived.TryGetValue(key, out var known) ? known : _derived.GetOrAdd(key, compute(this)));

    [GeneratedRegex("^[0-9a-f]{12,}$")]
    private static partial Regex DrawnByLot();
}
