using System.Globalization;
using System.Text.Json.Nodes;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>Places in a JSON document by RFC 6901, as faults, locks and confirmations name them.</summary>
public static class JsonPointer
{
    /// <summary>The node at the pointer; null when nothing, or null itself, is there.</summary>
    public static JsonNode? Find(JsonNode? document, string pointer) => Steps(pointer).Aggregate(document, Child);

    /// <summary>Whether the pointer leads to something, be it null.</summary>
    public static bool Leads(JsonNode? document, string pointer)
    {
        var steps = Steps(pointer);
        if (steps.Length == 0) return true;
        return Find(document, pointer[..pointer.LastIndexOf('/')]) switch
        {
            JsonObject fields => fields.ContainsKey(steps[^1]),
            JsonArray items => int.TryParse(steps[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < items.Count,
            _ => false,
        };
    }

    private static JsonNode? Child(JsonNode? node, string step) => node switch
    {
        JsonObject fields => fields[step],
        JsonArray items when int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < items.Count => items[index],
        _ => null,
    };

    /// <summary>The steps of a pointer, unescaped.</summary>
    public static string[] Steps(string pointer) => pointer.Length == 0
        ? []
        : [.. pointer.Split('/')[1..].Select(step => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];
}
