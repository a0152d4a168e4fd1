using System.Text.Json.Nodes;

namespace HaoChaPing.Workflows.Expressions;

/// <summary>A plain value. Studio sends texts (<c>"True"</c>, <c>"1.00:00:00"</c>), files may hold numbers and booleans too.</summary>
internal sealed class Literal : IExpressionLanguage
{
    public object? Evaluate(JsonNode? value, Type wanted, IExpressionScope scope) => Values.FromJson(value);
}
