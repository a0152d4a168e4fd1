using System.Text.Json;
using System.Text.Json.Nodes;

namespace HaoChaPing.Workflows.Expressions;

/// <summary>A text that holds JSON. An input that takes anything gets the text itself, as in Elsa.</summary>
internal sealed class ObjectExpression : IExpressionLanguage
{
    public object? Evaluate(JsonNode? value, Type wanted, IExpressionScope scope)
    {
        if (Values.FromJson(value) is not string text) return value;
        if (wanted == typeof(object) || wanted == typeof(string) || string.IsNullOrWhiteSpace(text)) return text;
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException exception)
        {
            throw new ExpressionException($"Expected JSON, but found a text that is none at line {exception.LineNumber + 1}.", exception);
        }
    }
}
