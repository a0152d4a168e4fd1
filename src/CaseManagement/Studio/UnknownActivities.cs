using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Definitions;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>
/// Studio's canvas stays empty when a definition holds one activity whose type has no descriptor. Such activities go out as
/// <c>Elsa.NotFoundActivity</c> with the original inside, and come back as what they were.
/// </summary>
internal static class UnknownActivities
{
    public const string Type = "Elsa.NotFoundActivity";
    private const string Original = "originalActivityJson";
    private static readonly string[] Kept = ["id", "nodeId", "name", "metadata", "customProperties"];

    /// <summary>Replaces in place what the designer does not know.</summary>
    public static void Replace(WorkflowDefinition definition, Func<ActivityNode, bool> isKnown)
    {
        foreach (var node in definition.Activities().Where(node => node.Type != Type && !isKnown(node)).ToList())
        {
            var json = node.Json;
            var original = json.ToJsonString(ElsaHttp.Json);
            var kept = Kept.Where(json.ContainsKey).ToDictionary(name => name, name => json[name]?.DeepClone());
            json.Clear();
            foreach (var (name, value) in kept) json[name] = value;
            (json["type"], json["version"]) = (Type, 1);
            (json["missingTypeName"], json["missingTypeVersion"], json[Original]) = (node.Type, node.TypeVersion, original);
        }
    }

    /// <summary>The model with the originals back in their places, where the designer moved them.</summary>
    public static JsonObject Restored(JsonObject model)
    {
        if (model.ToJsonString().Contains(Original, StringComparison.Ordinal)) Restore(model);
        return model;
    }

    private static void Restore(JsonNode? node)
    {
        if (node is JsonArray array) foreach (var item in array) Restore(item);
        if (node is not JsonObject json) return;
        if (json["type"]?.GetValueKind() == System.Text.Json.JsonValueKind.String && json["type"]!.GetValue<string>() == Type && json[Original] is JsonValue value && value.TryGetValue<string>(out var text)
            && JsonNode.Parse(text) is JsonObject original)
        {
            var metadata = json["metadata"]?.DeepClone();
            json.Clear();
            foreach (var (name, inner) in original) json[name] = inner?.DeepClone();
            if (metadata is not null) json["metadata"] = metadata;
            return;
        }

        foreach (var (_, inner) in json.ToList()) Restore(inner);
    }
}
