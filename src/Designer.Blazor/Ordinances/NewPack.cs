using System.Text.Json.Nodes;

namespace HaoChaPing.Designer.Blazor.Ordinances;

/// <summary>The first draft of a new place, begun from a neighbour's rules.</summary>
internal static class NewPack
{
    /// <summary>The neighbour's rules under a new name. Its document, dates and clauses are its own and stay behind; so does what it confirmed.</summary>
    public static JsonObject From(JsonObject neighbour, string code, string region, string title)
    {
        var pack = (JsonObject)neighbour.DeepClone();
        pack["meta"] = new JsonObject { ["id"] = code, ["version"] = "1.0.0", ["title"] = title, ["issuer"] = region, ["legalStatus"] = "trial", ["effectiveFrom"] = null };
        pack["scope"]!["regions"] = new JsonArray(region);
        pack["calendar"]!["localOverrides"] = new JsonArray();
        foreach (var timer in pack["timers"]!.AsObject()) (timer.Value as JsonObject)?.Remove("ref");
        return pack;
    }
}
