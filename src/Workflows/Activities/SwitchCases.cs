using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Expressions;

namespace HaoChaPing.Workflows.Activities;

/// <summary>How many of the matching cases a switch follows.</summary>
internal enum SwitchMode { MatchFirst, MatchAny }

/// <summary>The cases of a switch: <c>{"label":…,"condition":{"type":…,"value":…},"activity":…}</c>.</summary>
internal static class SwitchCases
{
    /// <summary>The cases that match, in their order; conditions behind the first match are evaluated only when all are asked for.</summary>
    public static IReadOnlyList<JsonObject> Matching(StepContext context, SwitchMode mode)
    {
        var matching = Of(context).Where(@case => Matches(@case, context));
        return [.. mode == SwitchMode.MatchFirst ? matching.Take(1) : matching];
    }

    private static IEnumerable<JsonObject> Of(StepContext context) => context.Node.Json["cases"] is JsonArray cases ? cases.OfType<JsonObject>() : [];

    private static bool Matches(JsonObject @case, StepContext context) => @case["condition"] is JsonObject condition
        && (bool)ExpressionEvaluator.Evaluate(condition, typeof(bool), context.Expressions)!;
}
