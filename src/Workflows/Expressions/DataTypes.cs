using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Definitions;

namespace HaoChaPing.Workflows.Expressions;

/// <summary>The type aliases of the definition format and what they are here.</summary>
internal static class DataTypes
{
    private static readonly Dictionary<string, Type> ByAlias = new(StringComparer.OrdinalIgnoreCase)
    {
        ["String"] = typeof(string), ["Boolean"] = typeof(bool),
        ["Int16"] = typeof(short), ["Int32"] = typeof(int), ["Int64"] = typeof(long), ["Long"] = typeof(long),
        ["Single"] = typeof(float), ["Double"] = typeof(double), ["Decimal"] = typeof(decimal),
        ["Guid"] = typeof(Guid), ["DateTime"] = typeof(DateTime), ["DateTimeOffset"] = typeof(DateTimeOffset), ["TimeSpan"] = typeof(TimeSpan),
        ["JSON"] = typeof(JsonNode), ["JsonElement"] = typeof(JsonNode), ["JsonNode"] = typeof(JsonNode),
        ["JsonObject"] = typeof(JsonObject), ["JsonArray"] = typeof(JsonArray),
        ["StringDictionary"] = typeof(JsonObject), ["ObjectDictionary"] = typeof(JsonObject),
        ["StringMap"] = typeof(JsonObject), ["ObjectMap"] = typeof(JsonObject),
        ["StringArray"] = typeof(JsonArray), ["ObjectCollection"] = typeof(JsonArray),
    };

    /// <summary>The .NET type of an alias; unknown aliases hold any value.</summary>
    public static Type Clr(this DataType type) =>
        type.IsArray ? typeof(JsonArray) : type.Alias is not null && ByAlias.TryGetValue(type.Alias, out var clr) ? clr : typeof(object);

    /// <summary>A value as this type, in the JSON form in which the state keeps it.</summary>
    public static JsonNode? Store(this DataType type, object? value) => Values.ToJson(Values.Convert(value, type.Clr()));

    /// <summary>A stored value as this type.</summary>
    public static object? Load(this DataType type, JsonNode? stored) => Values.Convert(stored, type.Clr());
}
