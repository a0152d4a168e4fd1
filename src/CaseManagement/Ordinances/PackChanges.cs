using System.Text.Json.Nodes;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>One value that differs between two versions of a pack.</summary>
/// <param name="Pointer">JSON pointer; an item of a list with codes is named by its code.</param>
/// <param name="Old">Value before; null where there was none.</param>
/// <param name="New">Value after; null where there is none any more.</param>
public sealed record PackChange(string Pointer, JsonNode? Old, JsonNode? New);

/// <summary>What a draft changes against the version in force, value by value.</summary>
public static class PackChanges
{
    public static IReadOnlyList<PackChange> Between(JsonObject? before, JsonObject after) => [.. Of(before, after, "")];

    private static IEnumerable<PackChange> Of(JsonNode? before, JsonNode? after, string at)
    {
        if (JsonNode.DeepEquals(before, after)) return [];
        if (before is JsonObject old && after is JsonObject now)
            return old.Select(f => f.Key).Union(now.Select(f => f.Key)).SelectMany(name => Of(old[name], now[name], at + PackPath.Pointer(name)));
        if (before is JsonArray olds && after is JsonArray news && Coded(olds) && Coded(news))
            return olds.Select(CodeOf).Union(news.Select(CodeOf)).SelectMany(code => Of(Item(olds, code), Item(news, code), at + PackPath.Pointer(code)));
        return [new PackChange(at, before?.DeepClone(), after?.DeepClone())];
    }

    private static bool Coded(JsonArray items) => items.Count > 0 && items.All(i => i is JsonObject fields && fields["code"] is JsonValue) && items.Select(CodeOf).Distinct().Count() == items.Count;

    private static string CodeOf(JsonNode? item) => item!["code"]!.ToString();

    private static JsonNode? Item(JsonArray items, string code) => items.FirstOrDefault(i => CodeOf(i) == code);
}
