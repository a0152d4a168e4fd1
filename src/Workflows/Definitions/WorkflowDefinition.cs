using System.Text.Json.Nodes;

namespace HaoChaPing.Workflows.Definitions;

/// <summary>One version of an Elsa 3 definition: a read-only view over its JSON. Read once, it may be shared by any number of bursts.</summary>
public sealed class WorkflowDefinition
{
    private readonly Dictionary<string, ActivityNode> _byNodeId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ActivityNode> _byId = new(StringComparer.Ordinal);

    internal WorkflowDefinition(JsonObject json, ActivityNode workflow)
    {
        Json = json;
        Workflow = workflow;
        Root = workflow.Children[0];
        Variables = workflow.Variables;
        Inputs = ParameterDefinition.ReadAll(json["inputs"]);
        Outputs = ParameterDefinition.ReadAll(json["outputs"]);
        Outcomes = json["outcomes"] is JsonArray outcomes ? [.. outcomes.Select(Text).OfType<string>()] : [];
        foreach (var node in workflow.SelfAndDescendants())
        {
            _byNodeId.TryAdd(node.NodeId, node);
            _byId.TryAdd(node.Id, node);
        }
    }

    /// <summary>Puts the root of another workflow below the activity that stands for it. Only before the definition is shared.</summary>
    internal void Link(ActivityNode node, WorkflowDefinition other)
    {
        node.Linked = other;
        node.Variables = [.. other.Variables, .. other.Inputs.Where(input => other.Variables.All(variable => variable.Name != input.Name)).Select(input => input.AsVariable())];
        node.Children = [DefinitionReader.ReadRoot(other, node)];
        foreach (var inner in node.Children[0].SelfAndDescendants()) _byNodeId.TryAdd(inner.NodeId, inner);
    }

    /// <summary>The definition as it was read, with repaired node ids. Do not change it.</summary>
    public JsonObject Json { get; }
    /// <summary>The id of this version.</summary>
    public string Id => Text(Json["id"]) ?? "";
    /// <summary>The family id, the same for all versions.</summary>
    public string DefinitionId => Text(Json["definitionId"]) ?? "";
    public string Name => Text(Json["name"]) is { Length: > 0 } name ? name : DefinitionId;
    public string? Description => Text(Json["description"]);
    public int Version => Number(Json["version"]) ?? 1;
    public string? ToolVersion => Text(Json["toolVersion"]);
    public bool IsLatest => Flag(Json["isLatest"]);
    public bool IsPublished => Flag(Json["isPublished"]);
    public bool IsReadonly => Flag(Json["isReadonly"]);
    public bool IsSystem => Flag(Json["isSystem"]);
    public bool UsableAsActivity => Flag(Json["options"]?["usableAsActivity"]) || Flag(Json["usableAsActivity"]);
    /// <summary>Whether other branches go on after a fault (<c>ContinueWithIncidentsStrategy</c>). The default ends the instance.</summary>
    public bool ContinuesWithIncidents =>
        Text(Json["options"]?["incidentStrategyType"])?.Contains("ContinueWithIncidents", StringComparison.Ordinal) ?? false;
    /// <summary>How many instances may run at once (<c>options.activationStrategyType</c>, a type name of Elsa's).</summary>
    public ActivationStrategy Activation => Text(Json["options"]?["activationStrategyType"])?.Split(',')[0].Split('.')[^1].Trim() switch
    {
        "SingletonStrategy" => ActivationStrategy.Singleton,
        "CorrelationStrategy" => ActivationStrategy.Correlation,
        "CorrelatedSingletonStrategy" => ActivationStrategy.CorrelatedSingleton,
        _ => ActivationStrategy.Always,
    };
    /// <summary>How long the engine's journal of a finished instance is kept (<c>customProperties.journalRetentionDays</c>); null keeps it.</summary>
    public TimeSpan? JournalRetention => Expressions.Values.To<double?>(Json["customProperties"]?["journalRetentionDays"]) is { } days and >= 0 and < 100_000 ? TimeSpan.FromDays(days) : null;
    public IReadOnlyList<VariableDefinition> Variables { get; }
    public IReadOnlyList<ParameterDefinition> Inputs { get; }
    public IReadOnlyList<ParameterDefinition> Outputs { get; }
    public IReadOnlyList<string> Outcomes { get; }
    /// <summary>The implicit workflow node (<c>Workflow1</c>); its only child is <see cref="Root"/>.</summary>
    public ActivityNode Workflow { get; }
    public ActivityNode Root { get; }

    public ActivityNode? FindByNodeId(string nodeId) => _byNodeId.GetValueOrDefault(nodeId);
    public ActivityNode? FindById(string activityId) => _byId.GetValueOrDefault(activityId);
    /// <summary>Every activity of the definition, containers before their children, without the implicit workflow node.</summary>
    public IEnumerable<ActivityNode> Activities() => Root.SelfAndDescendants();

    internal static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
    internal static int? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;
    internal static bool Flag(JsonNode? node) => node is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;
}
