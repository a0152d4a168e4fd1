using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace HaoChaPing.Workflows.Execution;

/// <summary>A step that the fault of its instance cut off: the faulted one, one that waited beside it, one that had not had its turn. A retry runs them.</summary>
/// <param name="Owner">The run of the container.</param>
/// <param name="NodeId">The step; null keeps a container that could not go on, so that someone can move on in it.</param>
/// <param name="CameBackward">Whether a backward connection led to it.</param>
/// <param name="Dynamic">Values that the loop around handed to it.</param>
public sealed record HeldWork(
    [property: JsonPropertyName("o")] string Owner, [property: JsonPropertyName("n")] string? NodeId = null,
    [property: JsonPropertyName("b")] bool CameBackward = false, [property: JsonPropertyName("d")] Dictionary<string, JsonNode?>? Dynamic = null);
