using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Definitions;

namespace HaoChaPing.Workflows.Expressions;

/// <summary>The present value of a variable, found by id in the scopes around the activity.</summary>
internal sealed class VariableExpression : IExpressionLanguage
{
    public object? Evaluate(JsonNode? value, Type wanted, IExpressionScope scope)
    {
        var id = IdOf(value) ?? throw new ExpressionException("Expected a variable, but the expression names none.");
        return scope.TryGetVariableById(id, out var found)
            ? found
            : throw new ExpressionException($"Expected a variable with id '{id}' in scope, but there is none.");
    }

    /// <summary>The id in a variable object, which Studio stores as an object or as a text that holds one; a bare text is the id.</summary>
    internal static string? IdOf(JsonNode? value) => value switch
    {
        JsonObject json => WorkflowDefinition.Text(json["id"]) ?? WorkflowDefinition.Text(json["name"]),
        _ => WorkflowDefinition.Text(value) is { Length: > 0 } text ? Values.Parse(text) is JsonObject json ? IdOf(json) : text : null,
    };
}
