using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Definitions;

namespace HaoChaPing.Workflows.Expressions;

/// <summary>A workflow input by name.</summary>
internal sealed class InputExpression : IExpressionLanguage
{
    public object? Evaluate(JsonNode? value, Type wanted, IExpressionScope scope)
    {
        var name = NameOf(value) ?? throw new ExpressionException("Expected a workflow input, but the expression names none.");
        return Values.FromJson(scope.Input[name]);
    }

    /// <summary>Studio stores the whole input definition, as an object or as a text that holds one; a bare text is the name.</summary>
    internal static string? NameOf(JsonNode? value) => value switch
    {
        JsonObject json => WorkflowDefinition.Text(json["name"]),
        _ => WorkflowDefinition.Text(value) is { Length: > 0 } text ? Values.Parse(text) is JsonObject json ? NameOf(json) : text : null,
    };
}
