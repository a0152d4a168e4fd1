using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Expressions;

namespace HaoChaPing.Workflows.Execution;

/// <summary>Everything an instance is between two bursts, as compact JSON and back. Only the executor changes it.</summary>
public sealed class WorkflowState
{
    private const string ExecutionMode = "Flowchart:ExecutionMode";

    public required string InstanceId { get; init; }
    /// <summary>The unit of order: the case number for everything of a case, else the instance id.</summary>
    public required string StreamId { get; init; }
    public required string DefinitionId { get; init; }
    public required string DefinitionVersionId { get; set; }
    public required int Version { get; set; }
    [JsonInclude] public SubStatus SubStatus { get; internal set; }
    [JsonIgnore] public string Status => InstanceLifecycle.StatusOf(SubStatus);
    public string? CorrelationId { get; set; }
    public string? Name { get; set; }
    /// <summary>The instance that started this one.</summary>
    public string? ParentInstanceId { get; set; }
    /// <summary>The bookmark of the parent that is resumed when this instance is over; null when nobody waits.</summary>
    public string? ParentBookmarkId { get; set; }
    /// <summary>The activity whose trigger started the instance; flowcharts begin there.</summary>
    public string? TriggerActivityId { get; set; }
    [JsonInclude] public JsonObject Input { get; internal set; } = [];
    [JsonInclude] public JsonObject Output { get; internal set; } = [];
    /// <summary>Instance properties, named as Elsa names them, such as <c>Flowchart:ExecutionMode</c>.</summary>
    [JsonInclude] public JsonObject Properties { get; internal set; } = [];
    /// <summary>Whether flowcharts of the instance follow Elsa's token-based rules; the default is the counter-based ones.</summary>
    [JsonIgnore] public bool TokenBased => Values.FromJson(Properties[ExecutionMode]) is string mode && mode.Equals("TokenBased", StringComparison.OrdinalIgnoreCase);
    /// <summary>Runs of activities that are not over, containers before their children. The first is the workflow itself; it stays with its variables.</summary>
    [JsonInclude] public List<ActivityInstance> Activities { get; internal set; } = [];
    [JsonInclude] public List<Bookmark> Bookmarks { get; internal set; } = [];
    [JsonInclude] public List<Incident> Incidents { get; internal set; } = [];
    /// <summary>What a fault that ended the instance cut off.</summary>
    [JsonInclude] public List<HeldWork>? Held { get; internal set; }
    /// <summary>Last outputs of completed activities: activity id, then output name.</summary>
    [JsonInclude] public JsonObject ActivityOutputs { get; internal set; } = [];
    /// <summary>Activity id and name of the output that was set last.</summary>
    [JsonInclude] public string[]? LastOutput { get; internal set; }
    /// <summary>Sequence of the last journal entry.</summary>
    [JsonInclude] public long LogSequence { get; internal set; }
    /// <summary>Numbers given so far to runs, bookmarks and generated ids.</summary>
    [JsonInclude] public long LastNumber { get; internal set; }
    public required DateTimeOffset CreatedAt { get; init; }
    [JsonInclude] public DateTimeOffset UpdatedAt { get; internal set; }
    [JsonInclude] public DateTimeOffset? FinishedAt { get; internal set; }

    /// <summary>The state of an instance that has not started yet.</summary>
    /// <param name="definition">The version it runs on; its <c>customProperties</c> may choose the rules of its flowcharts.</param>
    /// <param name="instanceId">The instance's id.</param>
    /// <param name="streamId">The case number; null for a workflow without a case.</param>
    /// <param name="correlationId">By which outside events find it.</param>
    /// <param name="now">The instant of the start.</param>
    /// <param name="properties">Instance properties; they outweigh the definition's.</param>
    public static WorkflowState New(
        WorkflowDefinition definition, string instanceId, string? streamId, string? correlationId, DateTimeOffset now, JsonObject? properties = null) => new()
    {
        Properties = PropertiesOf(definition, properties), InstanceId = instanceId, StreamId = streamId ?? instanceId, CorrelationId = correlationId,
        DefinitionId = definition.DefinitionId, DefinitionVersionId = definition.Id, Version = definition.Version,
        CreatedAt = now, UpdatedAt = now,
    };

    private static JsonObject PropertiesOf(WorkflowDefinition definition, JsonObject? given)
    {
        var properties = given?.DeepClone().AsObject() ?? [];
        // Kept with the instance: the rules it started under are its rules to the end.
        if (!properties.ContainsKey(ExecutionMode) && definition.Json["customProperties"]?[ExecutionMode] is { } mode) properties[ExecutionMode] = mode.DeepClone();
        return properties;
    }

    /// <summary>The workflow's own variables by name, with their present values.</summary>
    public JsonObject ReadVariables(WorkflowDefinition definition)
    {
        var values = new JsonObject();
        var stored = Activities is [var workflow, ..] ? workflow.Variables : null;
        foreach (var variable in definition.Variables)
            values[variable.Name] = Values.ToJson(variable.Type.Load(stored is not null && stored.TryGetValue(variable.Id, out var value) ? value : variable.Default));
        return values;
    }

    public string ToJson() => JsonSerializer.Serialize(this, StateJson.Readable.WorkflowState);

    public static WorkflowState FromJson(string json) =>
        JsonSerializer.Deserialize(json, StateJson.Readable.WorkflowState)
        ?? throw new JsonException("Expected the state of an instance, but found null.");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, UseStringEnumConverter = true)]
[JsonSerializable(typeof(WorkflowState))]
internal sealed partial class StateJsonContext : JsonSerializerContext;

internal static class StateJson
{
    // Chinese is stored as it is: the state is read by people and never put into a page unescaped.
    internal static readonly StateJsonContext Readable =
        new(new JsonSerializerOptions(StateJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = Definitions.StrictJson.MaxStoredDepth });
}
