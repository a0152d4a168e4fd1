using System.Text.Json;
using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Expressions;

namespace HaoChaPing.Workflows.Definitions;

/// <summary>Checks the expressions of one activity: language, scripts, JSON, and what they refer to.</summary>
internal static class ExpressionCheck
{
    public static IEnumerable<Finding> Check(ActivityNode node, WorkflowDefinition definition, ActivityCatalog catalog, FindingSeverity drawing)
    {
        foreach (var (name, value) in node.Json)
        {
            if (name is "customProperties" or "metadata" or "activities" or "connections" or "variables") continue;
            foreach (var expression in Expressions(value))
                if (Problem(expression, node, definition, drawing) is var (message, severity))
                    yield return new Finding(node.Id, $"活动{DefinitionValidator.Label(node)}的“{name}”：{message}", severity);
        }

        foreach (var input in catalog.Of(node)?.Inputs.Where(input => input.IsScript) ?? [])
            if (node.LiteralOf(input.JsonName) is { } script && ScriptProblem(script) is { } message)
                yield return new Finding(node.Id, $"活动{DefinitionValidator.Label(node)}的“{input.JsonName}”：{message}");

        if (node.Type == "Elsa.SetVariable" && VariableExpression.IdOf(node.Json["variable"]) is var id && (id is null || !InScope(node, id)))
            yield return new Finding(node.Id, $"活动{DefinitionValidator.Label(node)}{(id is null ? "没有选择变量。" : $"要设置的变量（{id}）不存在或不在作用范围内。")}", drawing);
    }

    /// <summary>Wrapped inputs have <c>expression</c>, switch cases <c>condition</c>; embedded activities are checked on their own.</summary>
    private static IEnumerable<JsonObject> Expressions(JsonNode? value) => value switch
    {
        JsonObject json when json["expression"] is JsonObject expression => [expression],
        JsonObject json when json["id"] is not null && json["type"] is not null => [],
        JsonObject json when json["condition"] is JsonObject condition => [condition],
        JsonArray array => array.SelectMany(Expressions),
        _ => [],
    };

    private static (string Message, FindingSeverity Severity)? Problem(JsonObject expression, ActivityNode node, WorkflowDefinition definition, FindingSeverity drawing)
    {
        var (language, value) = (WorkflowDefinition.Text(expression["type"]) ?? "Literal", expression["value"]);
        if (!ExpressionEvaluator.Knows(language)) return ($"不支持表达式语言“{language}”。", FindingSeverity.Error);
        return language switch
        {
            "JavaScript" when ScriptProblem(WorkflowDefinition.Text(value) ?? "") is { } problem => (problem, FindingSeverity.Error),
            "Object" or "Json" when WorkflowDefinition.Text(value) is { } text && !IsJson(text) => ("内容不是有效的 JSON。", FindingSeverity.Error),
            "Variable" when VariableExpression.IdOf(value) is var id && (id is null || !InScope(node, id)) =>
                ($"引用的变量{(id is null ? "没有选择" : $"（{id}）不存在或不在作用范围内")}。", drawing),
            "Input" when InputExpression.NameOf(value) is var input && definition.Inputs.All(declared => declared.Name != input) =>
                ($"引用的流程输入“{input}”没有声明，其值为空。", FindingSeverity.Warning),
            _ => null,
        };
    }

    private static string? ScriptProblem(string script) => ScriptCheck.Parse(script) is { } problem ? $"第 {problem.Line} 行第 {problem.Column} 列，{problem.Message}" : null;

    private static bool InScope(ActivityNode node, string variableId)
    {
        for (var scope = node; scope is not null; scope = scope.Parent)
            if (scope.Variables.Any(variable => variable.Id == variableId)) return true;
        return false;
    }

    private static bool IsJson(string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return true; // nothing given
        try
        {
            JsonDocument.Parse(text).Dispose();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
