using System.Text.Json.Nodes;

namespace HaoChaPing.Workflows.Execution;

/// <summary>A place where an instance waits; used once.</summary>
/// <param name="Id">Unique among all instances: the instance id and a number.</param>
/// <param name="ActivityInstanceId">The run of the activity that waits.</param>
/// <param name="ActivityId">The activity's id in the definition.</param>
/// <param name="NodeId">The activity's place in the definition.</param>
/// <param name="ActivityType">The activity's type.</param>
/// <param name="Stimulus">What is waited for, such as an event name; null when the bookmark is only an address.</param>
/// <param name="Payload">Kept with the bookmark.</param>
/// <param name="CreatedAt">The instant of the burst that created it.</param>
/// <param name="DueAt">The instant at which the wait is over by itself; null when somebody else ends it.</param>
public sealed record Bookmark(
    string Id, string ActivityInstanceId, string ActivityId, string NodeId, string ActivityType,
    string? Stimulus, JsonNode? Payload, DateTimeOffset CreatedAt, DateTimeOffset? DueAt = null);
