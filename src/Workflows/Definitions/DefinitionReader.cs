using System.Text.Json;
using System.Text.Json.Nodes;

namespace HaoChaPing.Workflows.Definitions;

/// <summary>Reads Elsa 3 definition JSON. Unknown properties and unknown activity types are kept as they are; node ids are recomputed.</summary>
public static class DefinitionReader
{
    internal const string WorkflowId = "Workflow1";
    // Neither holds activities, and designers put anything there.
    private static readonly HashSet<string> Opaque = new(StringComparer.Ordinal) { "customProperties", "metadata", "start", "connections", "variables" };

    /// <exception cref="DefinitionFormatException">The text is no definition.</exception>
    public static WorkflowDefinition Read(string json)
    {
        JsonNode? parsed;
        try
        {
            parsed = StrictJson.Parse(json);
        }
        catch (JsonException exception)
        {
            throw new DefinitionFormatException($"流程定义不能读取：{exception.Message}。", exception);
        }

        if (parsed is not JsonObject root) throw new DefinitionFormatException("流程定义应当是一个 JSON 对象。");
        return Read(root);
    }

    /// <summary>Takes the JSON over: the caller must not change it afterwards.</summary>
    /// <exception cref="DefinitionFormatException">The object is no definition.</exception>
    public static WorkflowDefinition Read(JsonObject json)
    {
        try
        {
            Materialise(json);
        }
        catch (ArgumentException exception)
        {
            throw new DefinitionFormatException("流程定义中有重复的属性名。", exception);
        }

        if (json["root"] is not JsonObject root) throw new DefinitionFormatException("流程定义缺少根活动（root）。");
        var workflow = new ActivityNode([], WorkflowId, "Elsa.Workflow", null, "") { Variables = VariableDefinition.ReadAll(json["variables"]) };
        workflow.Children = [ReadActivity(root, workflow, "root")];
        return new WorkflowDefinition(json, workflow);
    }

    /// <summary>The root of a definition once more, in its place below an activity of another.</summary>
    internal static ActivityNode ReadRoot(WorkflowDefinition definition, ActivityNode parent)
    {
        var root = definition.Root.Json.DeepClone().AsObject();
        Materialise(root);
        return ReadActivity(root, parent, "root");
    }

    private static ActivityNode ReadActivity(JsonObject json, ActivityNode parent, string port)
    {
        var type = WorkflowDefinition.Text(json["type"]);
        var id = WorkflowDefinition.Text(json["id"]);
        if (string.IsNullOrEmpty(type)) throw new DefinitionFormatException($"活动“{id ?? "（无编号）"}”缺少类型（type）。");
        if (string.IsNullOrEmpty(id)) throw new DefinitionFormatException($"类型为“{type}”的活动缺少编号（id）。");

        var node = new ActivityNode(json, id, type, parent, port);
        SetNodeId(json, node.NodeId);
        var children = new List<ActivityNode>();
        foreach (var (name, value) in json.ToList())
            if (!Opaque.Contains(name)) FindActivities(value, name, node, children);
        node.Children = children;
        return node;
    }

    private static void FindActivities(JsonNode? value, string port, ActivityNode parent, List<ActivityNode> found)
    {
        switch (value)
        {
            case JsonObject activity when port == "activities" || IsActivity(activity):
                found.Add(ReadActivity(activity, parent, port));
                break;
            case JsonObject other when other["expression"] is null: // an embedded port may stand deeper: cases[].activity
                foreach (var (_, inner) in other.ToList()) FindActivities(inner, port + ".", parent, found);
                break;
            case JsonArray array:
                foreach (var item in array) FindActivities(item, port, parent, found);
                break;
        }
    }

    /// <summary>Inputs and variables have a <c>typeName</c> or no id; only an activity has both an id and a type.</summary>
    private static bool IsActivity(JsonObject json) => WorkflowDefinition.Text(json["id"]) is not null && WorkflowDefinition.Text(json["type"]) is not null;

    private static void SetNodeId(JsonObject json, string nodeId)
    {
        if (json.ContainsKey("nodeId")) json["nodeId"] = nodeId;
        else json.Insert(json.IndexOf("id") + 1, "nodeId", nodeId);
    }

    /// <summary>A parsed node is built lazily, which several readers at once must not do.</summary>
    private static void Materialise(JsonNode? node)
    {
        if (node is JsonObject json) foreach (var (_, value) in json) Materialise(value);
        if (node is JsonArray array) foreach (var item in array) Materialise(item);
    }
}
