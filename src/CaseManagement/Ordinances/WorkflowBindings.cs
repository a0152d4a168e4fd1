using System.Text.Json.Nodes;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>Which rule packs run their cases on a definition: its case, extension, appeal, coordination or follow-up.</summary>
internal sealed class WorkflowBindings(OrdinanceCatalog ordinances)
{
    /// <summary>Codes of the packs that bind the definition now.</summary>
    public IReadOnlyList<string> Of(string definitionId) =>
        [.. ordinances.CurrentPacks.Where(pack => Workflows(pack).Contains(definitionId)).Select(pack => pack["meta"]!["id"]!.GetValue<string>())];

    /// <summary>Every definition that a pack names.</summary>
    public static IEnumerable<string> Workflows(JsonNode? node) => node switch
    {
        JsonObject json => json.SelectMany(pair => pair is { Key: "workflow", Value: JsonValue value } && value.TryGetValue<string>(out var id) ? [id] : Workflows(pair.Value)),
        JsonArray array => array.SelectMany(Workflows),
        _ => [],
    };
}
