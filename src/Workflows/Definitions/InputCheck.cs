using System.Text.Json;
using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Activities;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Expressions;

namespace HaoChaPing.Workflows.Definitions;

/// <summary>Checks what the modeller wrote into the inputs and slots of one activity: that nothing it needs is missing, and that a plain text is what it should be.</summary>
internal static class InputCheck
{
    public static IEnumerable<Finding> Check(ActivityNode node, ActivityCatalog catalog, FindingSeverity drawing)
    {
        if (node.Linked is not null || catalog.Find(node.Type) is not { } descriptor) return [];
        return
        [
            .. Inputs(node, descriptor).Select(message => Found(node, message, drawing)),
            .. Slots(node, descriptor).Select(message => Found(node, message, drawing)),
            .. Impossible(node, descriptor).Select(message => Found(node, message, FindingSeverity.Error)),
            .. descriptor.ClrType == typeof(Break) && !IsInLoop(node, catalog) ? [Found(node, "不在任何循环里，走到这里会结束它所在的流程图或顺序。", drawing)] : Array.Empty<Finding>(),
        ];
    }

    private static Finding Found(ActivityNode node, string message, FindingSeverity severity) => new(node.Id, $"活动{DefinitionValidator.Label(node)}{message}", severity);

    private static IEnumerable<string> Inputs(ActivityNode node, ActivityDescriptor descriptor)
    {
        foreach (var input in descriptor.Inputs)
            if (node.LiteralOf(input.JsonName) is { } text)
            {
                if (!Values.Fits(text, input.ValueType)) yield return $"的“{input.DisplayName}”不能是“{text}”，应当是{Kind(input)}；运行时会当作没有填写。";
            }
            else if (input.IsRequired && !IsGiven(node.Json[input.JsonName])) yield return $"没有填写“{input.DisplayName}”，走到这里流程会出错。";
    }

    private static IEnumerable<string> Slots(ActivityNode node, ActivityDescriptor descriptor) =>
        from port in descriptor.EmbeddedPorts
        where port.IsRequired && node.Children.All(child => child.Port != JsonNamingPolicy.CamelCase.ConvertName(port.Name))
        select $"没有“{port.DisplayName}”，不会做任何事。";

    /// <summary>What cannot run whatever happens before. What begins a workflow is tried when its triggers are read.</summary>
    private static IEnumerable<string> Impossible(ActivityNode node, ActivityDescriptor descriptor)
    {
        if (node.CanStartWorkflow || !typeof(ISelfCheck).IsAssignableFrom(descriptor.ClrType)) yield break;
        var activity = descriptor.Create();
        foreach (var input in descriptor.Inputs)
            if (node.LiteralOf(input.JsonName) is { } text) input.Slot(activity).Value = Values.Convert(text, input.ValueType);
            else if (IsGiven(node.Json[input.JsonName])) yield break; // only running it tells
        if (((ISelfCheck)activity).Problem() is { } problem) yield return $"走到这里流程会出错：{problem}。";
    }

    private static bool IsInLoop(ActivityNode node, ActivityCatalog catalog)
    {
        for (var around = node.Parent; around is not null; around = around.Parent)
            if (catalog.Of(around)?.ClrType.IsSubclassOf(typeof(Loop)) ?? false) return true;
        return false;
    }

    // An expression gives something, unless there is nothing in it.
    private static bool IsGiven(JsonNode? json) => json is JsonObject wrapped && (wrapped.ContainsKey("expression") || wrapped.ContainsKey("typeName"))
        ? Says(wrapped["expression"]?["value"])
        : Says(json);

    private static bool Says(JsonNode? value) => value is not null && (value.GetValueKind() != JsonValueKind.String || WorkflowDefinition.Text(value) is { Length: > 0 });

    private static string Kind(InputDescriptor input) => (Nullable.GetUnderlyingType(input.ValueType) ?? input.ValueType) switch
    {
        { IsEnum: true } type => string.Join("、", Enum.GetNames(type)) + " 之一",
        var type when type == typeof(TimeSpan) => "时长，如 1.00:00:00（一天）",
        var type when type == typeof(DateTimeOffset) || type == typeof(DateTime) => "时刻，如 2026-03-01T09:00:00+08:00",
        var type when type == typeof(DateOnly) => "日期，如 2026-03-01",
        var type when type == typeof(bool) => "True 或 False",
        var type when type == typeof(Guid) => "GUID",
        _ => "数字",
    };
}
