using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace HaoChaPing.Workflows.Execution;

/// <summary>How a run of an activity stands; the last three are final.</summary>
public enum ActivityStatus { Running, Completed, Canceled, Faulted }

/// <summary>One run of an activity that is not over: it waits, it contains something that waits, or it faulted and keeps its container open.</summary>
public sealed class ActivityInstance
{
    public required string Id { get; init; }
    /// <summary>The run of the container; null for the workflow itself.</summary>
    [JsonPropertyName("parent")] public string? ParentId { get; init; }
    [JsonPropertyName("node")] public required string NodeId { get; set; }
    public ActivityStatus Status { get; set; }
    /// <summary>Entered through a backward connection: its completion is not counted as a visit.</summary>
    [JsonPropertyName("back")] public bool CameBackward { get; init; }
    /// <summary>It faulted because nothing could happen in it any more: running it again would not help.</summary>
    [JsonPropertyName("hangs")] public bool Hangs { get; set; }
    [JsonPropertyName("at")] public required DateTimeOffset StartedAt { get; init; }
    /// <summary>Values of the variables this container declares, by variable id; absent means the default.</summary>
    [JsonPropertyName("vars")] public Dictionary<string, JsonNode?>? Variables { get; set; }
    /// <summary>Values that the loop around hands to this run of its body, by variable name.</summary>
    [JsonPropertyName("dyn")] public Dictionary<string, JsonNode?>? Dynamic { get; init; }
    /// <summary>Visits of a flowchart.</summary>
    public FlowCounters? Flow { get; set; }
    /// <summary>Tokens of a flowchart in token mode.</summary>
    public List<FlowToken>? Tokens { get; set; }
    /// <summary>What another container or a waiting activity keeps for itself.</summary>
    [JsonPropertyName("props")] public JsonObject? Properties { get; set; }
}

/// <summary>A flowchart's visit counts: per activity, and per connection with whether its last visit was followed (a negative count: it was not).</summary>
public sealed class FlowCounters
{
    [JsonPropertyName("a")] public Dictionary<string, int> Activities { get; init; } = new(StringComparer.Ordinal);
    [JsonPropertyName("c")] public Dictionary<string, int> Connections { get; init; } = new(StringComparer.Ordinal);

    public int Visits(string activityId) => Activities.GetValueOrDefault(activityId);
    public void Visit(string activityId) => Activities[activityId] = Visits(activityId) + 1;
    public int ConnectionVisits(string connection) => Math.Abs(Connections.GetValueOrDefault(connection));
    public bool LastFollowed(string connection) => Connections.GetValueOrDefault(connection) > 0;
    public void VisitConnection(string connection, bool followed) =>
        Connections[connection] = (ConnectionVisits(connection) + 1) * (followed ? 1 : -1);
}
