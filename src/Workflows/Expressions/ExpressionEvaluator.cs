using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Definitions;

namespace HaoChaPing.Workflows.Expressions;

/// <summary>One way to write a value in a definition.</summary>
internal interface IExpressionLanguage
{
    /// <param name="value">The <c>value</c> of the expression.</param>
    /// <param name="wanted">The type of the input; the result need not have it yet.</param>
    /// <param name="scope">The instance.</param>
    object? Evaluate(JsonNode? value, Type wanted, IExpressionScope scope);
}

/// <summary>Evaluates the inputs of activities: <c>{"expression":{"type":…,"value":…}}</c>.</summary>
internal static class ExpressionEvaluator
{
    private static readonly Dictionary<string, IExpressionLanguage> Languages = new(StringComparer.Ordinal)
    {
        ["Literal"] = new Literal(), ["Object"] = new ObjectExpression(), ["Json"] = new ObjectExpression(), // Json is the former name of Object
        ["Variable"] = new VariableExpression(), ["Input"] = new InputExpression(), ["JavaScript"] = new JavaScript(),
    };

    public static bool Knows(string language) => Languages.ContainsKey(language);

    /// <summary>The value of a wrapped input. Anything that is not wrapped is a literal.</summary>
    public static object? EvaluateInput(JsonNode? input, Type wanted, IExpressionScope scope) => input switch
    {
        JsonObject wrapped when wrapped["expression"] is JsonObject expression => Evaluate(expression, wanted, scope),
        JsonObject wrapped when wrapped.ContainsKey("typeName") || wrapped.ContainsKey("expression") => Values.Convert(null, wanted),
        _ => Values.Convert(input, wanted),
    };

    /// <summary>The value of <c>{"type":…,"value":…}</c>.</summary>
    public static object? Evaluate(JsonObject expression, Type wanted, IExpressionScope scope)
    {
        var language = WorkflowDefinition.Text(expression["type"]) ?? "Literal";
        if (!Languages.TryGetValue(language, out var known))
            throw new ExpressionException($"Expected an expression in one of {string.Join(", ", Languages.Keys)}, but found '{language}'.");
        return Values.Convert(known.Evaluate(expression["value"], wanted, scope), wanted);
    }
}
