using System.Text.Json.Nodes;

namespace HaoChaPing.Workflows.Expressions;

internal sealed class JavaScript : IExpressionLanguage
{
    public object? Evaluate(JsonNode? value, Type wanted, IExpressionScope scope) => throw new ExpressionException("Expected no script.");
}
