using System.Text.Json.Serialization;

namespace HaoChaPing.Workflows.Execution;

/// <summary>A mark on a connection of a flowchart in token mode: something came along it, or (blocked) what comes along it next is ignored.</summary>
/// <param name="Connection">The connection's key.</param>
/// <param name="From">The activity it came from.</param>
/// <param name="To">The activity it leads to; it is taken away when that activity completes.</param>
/// <param name="Blocked">Whether it keeps the next one out.</param>
public sealed record FlowToken(
    [property: JsonPropertyName("c")] string Connection, [property: JsonPropertyName("f")] string From,
    [property: JsonPropertyName("t")] string To, [property: JsonPropertyName("b")] bool Blocked = false);
