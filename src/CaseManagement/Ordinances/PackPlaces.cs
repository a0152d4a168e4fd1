using System.Text.Json.Nodes;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>Finds values in a pack together with their JSON pointers.</summary>
internal static class PackPlaces
{
    /// <summary>What stands at these steps, with its pointer; <c>*</c> is every item of a list or field of an object.</summary>
    public static IEnumerable<(string Pointer, JsonNode Value)> At(JsonNode? node, params IEnumerable<string> steps)
    {
        IEnumerable<(string Pointer, JsonNode? Value)> found = [("", node)];
        foreach (var step in steps) found = found.SelectMany(f => Children(f, step)).ToList();
        return found.Where(f => f.Value is not null).Select(f => (f.Pointer, f.Value!));
    }

    private static IEnumerable<(string Pointer, JsonNode? Value)> Children((string Pointer, JsonNode? Value) at, string step) => (at.Value, step) switch
    {
        (JsonArray items, "*") => items.Select((item, i) => ($"{at.Pointer}/{i}", item)),
        (JsonObject fields, "*") => fields.Select(f => (at.Pointer + PackPath.Pointer(f.Key), f.Value)),
        (JsonObject fields, _) => [(at.Pointer + PackPath.Pointer(step), fields[step])],
        _ => [],
    };
}
