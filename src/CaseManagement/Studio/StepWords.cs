using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>The parts of a definition in Chinese: what an activity is called, what its inputs say, what changed in it.</summary>
internal sealed class StepWords(ActivityCatalog catalog, InputChoices choices, FormCatalog forms)
{
    // What is worked out anew, drawn only, or compared for itself.
    private static readonly string[] Beside = ["id", "nodeId", "type", "version", "metadata", "name", "activities", "connections", "originalActivityJson"];
    private readonly Dictionary<string, FormDefinition?> known = [];

    public string NameOf(ActivityNode node) => node.DisplayText ?? (node.Name is { Length: > 0 } name && !name.StartsWith(node.Type[(node.Type.LastIndexOf('.') + 1)..], StringComparison.Ordinal) ? name : KindOf(node));

    public string KindOf(ActivityNode node) => catalog.Find(node.Type)?.DisplayName ?? node.Type;

    public string PortOf(ActivityNode? source, string? port)
    {
        var name = port ?? "Done";
        if (source?.Type != FormPorts.HumanTask || source.LiteralOf("form") is not { } form) return DescriptorJson.OutcomeName(name);
        if (!known.TryGetValue(form, out var definition)) known[form] = definition = forms.Newest(form);
        return definition?.Outcomes.FirstOrDefault(outcome => outcome.Name == name)?.Label ?? DescriptorJson.OutcomeName(name);
    }

    /// <summary>What changed in an activity that both have.</summary>
    public IEnumerable<string> Between(ActivityNode old, ActivityNode now)
    {
        if (old.Type != now.Type) yield return $"活动由“{KindOf(old)}”改为“{KindOf(now)}”。";
        if (NameOf(old) != NameOf(now)) yield return $"名称由“{NameOf(old)}”改为“{NameOf(now)}”。";
        foreach (var property in old.Json.Select(pair => pair.Key).Union(now.Json.Select(pair => pair.Key)).Where(name => !Beside.Contains(name)))
        {
            var (before, after) = (Bare(old.Json[property]), Bare(now.Json[property]));
            if (!JsonNode.DeepEquals(before, after)) yield return Changed(now, property, before, after);
        }
    }

    /// <summary>What changed besides activities and connections.</summary>
    public static IEnumerable<string> Around(WorkflowDefinition old, WorkflowDefinition now)
    {
        if (old.Name != now.Name) yield return $"流程的名称由“{old.Name}”改为“{now.Name}”。";
        if ((old.Description ?? "") != (now.Description ?? "")) yield return "流程的说明改变。";
        foreach (var sentence in Named("变量", old.Json["variables"], now.Json["variables"])) yield return sentence;
        foreach (var sentence in Named("流程输入", old.Json["inputs"], now.Json["inputs"])) yield return sentence;
        foreach (var sentence in Named("流程输出", old.Json["outputs"], now.Json["outputs"])) yield return sentence;
        foreach (var outcome in now.Outcomes.Except(old.Outcomes)) yield return $"增加出口“{outcome}”。";
        foreach (var outcome in old.Outcomes.Except(now.Outcomes)) yield return $"删除出口“{outcome}”。";
        if (!JsonNode.DeepEquals(Bare(old.Json["options"]), Bare(now.Json["options"]))) yield return "流程的设置（启动策略、出错策略、可否作为活动）改变。";
        if (!JsonNode.DeepEquals(Bare(old.Root.Json["customProperties"]), Bare(now.Root.Json["customProperties"])) || !JsonNode.DeepEquals(Bare(old.Json["customProperties"]), Bare(now.Json["customProperties"]))) yield return "流程的附加属性改变。";
    }

    private string Changed(ActivityNode node, string property, JsonNode? before, JsonNode? after)
    {
        var input = catalog.Find(node.Type)?.Inputs.FirstOrDefault(input => input.JsonName == property);
        var title = input?.DisplayName ?? (property == "customProperties" ? "附加属性" : property);
        var offered = input is null ? null : choices.Of(node.Type, input.Name);
        var (old, now) = (Value(before, offered), Value(after, offered));
        return old == now ? $"{title}改变。" : $"{title}由“{old}”改为“{now}”。";
    }

    private static string Value(JsonNode? node, IReadOnlyList<Choice>? offered)
    {
        var expression = node is JsonObject wrapped && wrapped.ContainsKey("expression") ? wrapped["expression"] : null;
        var value = expression is null ? node : expression["value"];
        var text = value switch { null => "", JsonValue single => single.ToString(), _ => (value["name"] ?? value).ToString().ReplaceLineEndings(" ") };
        if (text.Length == 0) return "空";
        if (expression?["type"]?.ToString() is { } language and not ("Literal" or "Object")) return Clipped(language switch { "JavaScript" => "脚本 " + text, "Variable" => "变量 " + text, "Input" => "流程输入 " + text, _ => $"{language} {text}" });
        return Clipped(offered?.FirstOrDefault(choice => choice.Value == text)?.Text ?? text);
    }

    private static string Clipped(string text) => text.Length > 100 ? text[..100] + "…" : text;

    private static IEnumerable<string> Named(string kind, JsonNode? old, JsonNode? now)
    {
        var (before, after) = (ByName(old), ByName(now));
        foreach (var name in after.Keys.Except(before.Keys)) yield return $"增加{kind}“{name}”。";
        foreach (var name in before.Keys.Except(after.Keys)) yield return $"删除{kind}“{name}”。";
        foreach (var name in after.Keys.Intersect(before.Keys).Where(name => !JsonNode.DeepEquals(before[name], after[name]))) yield return $"{kind}“{name}”的类型或初始值改变。";
    }

    private static Dictionary<string, JsonNode?> ByName(JsonNode? list) =>
        (list as JsonArray ?? []).OfType<JsonObject>().Where(item => item["name"] is JsonValue).GroupBy(item => item["name"]!.ToString()).ToDictionary(same => same.Key, same => Bare(same.First()));

    // Without what is null, empty or an activity of its own.
    private static JsonNode? Bare(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject json when json["type"] is JsonValue && json["id"] is JsonValue: return null;
            case JsonObject json:
                var kept = json.Where(pair => pair.Key is not ("id" or "activity" or "memoryReference") || (pair.Key == "memoryReference" && pair.Value is not null)).Select(pair => KeyValuePair.Create(pair.Key, Bare(pair.Value))).Where(pair => pair.Value is not null).ToList();
                return kept.Count == 0 ? null : new JsonObject(kept);
            case JsonArray items:
                var bare = items.Select(Bare).Where(item => item is not null).ToArray();
                return bare.Length == 0 ? null : new JsonArray(bare);
            default: return node?.DeepClone();
        }
    }
}
