using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.Workflows.Definitions;

/// <summary>The outcomes an activity can have as it stands in a definition; empty when only running it tells.</summary>
internal static class ActivityOutcomes
{
    public static IReadOnlyList<string> Of(ActivityNode node, ActivityCatalog catalog) => node.Type switch
    {
        "Elsa.FlowSwitch" => [.. Labels(node.Json["cases"]), "Default"],
        "Elsa.FlowFork" => Branches(node),
        _ => catalog.Find(node.Type)?.Outcomes ?? [],
    };

    private static IEnumerable<string> Labels(JsonNode? cases) =>
        (cases as JsonArray ?? []).OfType<JsonObject>().Select(@case => WorkflowDefinition.Text(@case["label"])).OfType<string>();

    // Written as an array, or as text that holds one; an expression decides at run time.
    private static IReadOnlyList<string> Branches(ActivityNode node)
    {
        var value = node.Json["branches"] is JsonObject wrapped && WorkflowDefinition.Text(wrapped["expression"]?["type"]) is "Object" or "Json" or "Literal" or null
            ? node.Json["branches"]?["expression"]?["value"]
            : null;
        if (WorkflowDefinition.Text(value) is { Length: > 0 } text)
        {
            try
            {
                value = JsonNode.Parse(text);
            }
            catch (System.Text.Json.JsonException)
            {
                return []; // told by the check of expressions
            }
        }

        return value is JsonArray branches ? [.. branches.Select(WorkflowDefinition.Text).OfType<string>()] : [];
    }
}
