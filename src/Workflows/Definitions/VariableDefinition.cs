using System.Text.Json.Nodes;

namespace HaoChaPing.Workflows.Definitions;

/// <summary>A variable declared by a workflow or a container; found by id, named for scripts.</summary>
public sealed record VariableDefinition(string Id, string Name, DataType Type, JsonNode? Default, bool Persists)
{
    internal static IReadOnlyList<VariableDefinition> ReadAll(JsonNode? json) =>
        json is JsonArray array ? [.. array.OfType<JsonObject>().Select(Read)] : [];

    private static VariableDefinition Read(JsonObject json)
    {
        var name = WorkflowDefinition.Text(json["name"]) ?? "";
        var driver = WorkflowDefinition.Text(json["storageDriverTypeName"]);
        return new(
            WorkflowDefinition.Text(json["id"]) is { Length: > 0 } id ? id : name, name,
            new DataType(WorkflowDefinition.Text(json["typeName"]), WorkflowDefinition.Flag(json["isArray"])),
            json["value"],
            // Without a driver, or with the memory driver, a value lives for one burst only.
            driver is not null && !driver.Contains("MemoryStorageDriver", StringComparison.Ordinal));
    }
}

/// <summary>An input or output that a workflow declares.</summary>
public sealed record ParameterDefinition(string Name, DataType Type, string? DisplayName)
{
    /// <summary>The property of an activity that stands for the workflow.</summary>
    internal string JsonName => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(Name);

    /// <summary>Within a workflow that is used as an activity, its inputs are variables too.</summary>
    internal VariableDefinition AsVariable() => new(Name, Name, Type, null, Persists: true);

    internal static IReadOnlyList<ParameterDefinition> ReadAll(JsonNode? json) =>
        json is JsonArray array ? [.. array.OfType<JsonObject>().Select(Read)] : [];

    private static ParameterDefinition Read(JsonObject json) => new(
        WorkflowDefinition.Text(json["name"]) ?? "",
        new DataType(WorkflowDefinition.Text(json["type"]), WorkflowDefinition.Flag(json["isArray"])),
        WorkflowDefinition.Text(json["displayName"]));
}

/// <summary>A type alias of the definition format, such as <c>String</c> or <c>Int32</c>, and whether a list of it is meant.</summary>
public readonly record struct DataType(string? Alias, bool IsArray)
{
    public static readonly DataType Any = new("Object", false);
}
