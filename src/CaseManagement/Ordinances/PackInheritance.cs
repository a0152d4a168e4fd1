using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>A pack that refines another one (GD-21): its words laid over the parent's, except what the parent has locked (X-PACK-3).</summary>
public static class PackInheritance
{
    // A document's number and dates are its own, never its parent's.
    private static readonly string[] OwnMeta = ["id", "version", "title", "issuer", "legalStatus"];
    private static readonly string[] NotInherited = ["docNumber", "effectiveFrom", "effectiveTo", "supersededBy", "parentPack", "interpretationAuthority", "basis"];

    /// <summary>The code of the parent, or null for a pack that stands alone.</summary>
    internal static string? ParentOf(JsonObject pack) => (pack["meta"] as JsonObject)?["parentPack"] is JsonValue value && value.TryGetValue<string>(out var code) ? code : null;

    /// <summary>Objects are merged field by field, lists and values replaced; null is a value like others, such as a limit that is none.</summary>
    internal static JsonObject Merge(JsonObject parent, JsonObject own)
    {
        var merged = (JsonObject)parent.DeepClone();
        foreach (var name in OwnMeta.Concat(NotInherited)) (merged["meta"] as JsonObject)?.Remove(name);
        Lay(merged, own);
        // Nobody down the line may unlock.
        var locked = Locked(parent).Concat(Locked(own)).Distinct().ToList();
        if (locked.Count > 0) merged["locked"] = new JsonArray([.. locked.Select(l => (JsonNode)l)]);
        return merged;
    }

    /// <summary>Every locked place of the parent that the merged pack changes.</summary>
    internal static IEnumerable<FieldError> Contradictions(JsonObject parent, JsonObject merged) =>
        from pointer in Locked(parent)
        where !JsonNode.DeepEquals(JsonPointer.Find(parent, pointer), JsonPointer.Find(merged, pointer))
        select new FieldError(pointer, $"上级规则包 {parent["meta"]?["id"]} 已锁定这一项，下级不能改动，请恢复为上级的规定。");

    private static IEnumerable<string> Locked(JsonObject pack) => (pack["locked"] as JsonArray ?? []).Select(l => l is JsonValue v && v.TryGetValue<string>(out var text) ? text : "").Where(l => l.StartsWith('/'));

    /// <summary>What a pack says beyond its parent: the words to store for one that was written with the parent's rules in view.</summary>
    public static JsonObject Beyond(JsonObject parent, JsonObject merged)
    {
        var own = Difference(parent, merged) ?? [];
        own["meta"] = merged["meta"]!.DeepClone();
        if (own["locked"] is JsonArray locked && parent["locked"] is JsonArray above)
            own["locked"] = new JsonArray([.. locked.Where(l => !above.Any(a => JsonNode.DeepEquals(a, l))).Select(l => l!.DeepClone())]);
        return own;
    }

    private static JsonObject? Difference(JsonObject under, JsonObject over)
    {
        var only = new JsonObject();
        foreach (var (name, value) in over)
        {
            if (under.ContainsKey(name) && JsonNode.DeepEquals(under[name], value)) continue;
            if (under[name] is JsonObject below && value is JsonObject fields) only[name] = Difference(below, fields);
            else only[name] = value?.DeepClone();
        }
        return only;
    }

    private static void Lay(JsonObject under, JsonObject over)
    {
        foreach (var (name, value) in over)
        {
            if (value is JsonObject fields && under[name] is JsonObject below) Lay(below, fields);
            else under[name] = value?.DeepClone();
        }
    }
}
