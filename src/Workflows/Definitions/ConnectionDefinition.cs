using System.Text.Json.Nodes;

namespace HaoChaPing.Workflows.Definitions;

/// <summary>An edge of a flowchart: from an outcome of one activity to another activity.</summary>
/// <param name="Source">Id of the activity it leaves.</param>
/// <param name="Port">The outcome it follows, case-sensitive; null for the default outcome.</param>
/// <param name="Target">Id of the activity it enters.</param>
public sealed record ConnectionDefinition(string Source, string? Port, string Target)
{
    /// <summary>Names the connection in saved counters.</summary>
    internal string Key { get; } = $"{Source}:{Port}:{Target}";

    /// <summary>The distinct connections of a flowchart in order. Older shapes are understood: PascalCase keys, a single object, <c>$values</c>.</summary>
    internal static IReadOnlyList<ConnectionDefinition> ReadAll(JsonObject flowchart) => flowchart["connections"] switch
    {
        JsonArray array => Read(array),
        JsonObject json when json["$values"] is JsonArray array => Read(array),
        JsonObject json => Read([json.DeepClone()]),
        _ => [],
    };

    private static List<ConnectionDefinition> Read(JsonArray array) =>
        [.. array.OfType<JsonObject>().Select(Read).OfType<ConnectionDefinition>().Distinct()];

    private static ConnectionDefinition? Read(JsonObject json)
    {
        var (source, port) = End(json["source"] ?? json[nameof(Source)]);
        var (target, _) = End(json["target"] ?? json[nameof(Target)]);
        if (source is null || target is null) return null;
        port ??= WorkflowDefinition.Text(json["sourcePort"] ?? json["SourcePort"]);
        return new ConnectionDefinition(source, port, target);
    }

    private static (string? Activity, string? Port) End(JsonNode? json) => json switch
    {
        JsonObject end => (WorkflowDefinition.Text(end["activity"] ?? end["Activity"]), WorkflowDefinition.Text(end["port"] ?? end[nameof(Port)])),
        _ => (WorkflowDefinition.Text(json), null),
    };
}
