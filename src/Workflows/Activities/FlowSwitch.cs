using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Expressions;

namespace HaoChaPing.Workflows.Activities;

/// <summary>How many of the matching cases a switch follows.</summary>
internal enum SwitchMode { MatchFirst, MatchAny }

/// <summary>Goes the way of the first matching case, or of all, or else <c>Default</c>.</summary>
[Activity("Elsa.FlowSwitch", Category = "分支", DisplayName = "多路判断", Description = "按条件选择分支；都不符合时走 Default。")]
internal sealed class FlowSwitch : EngineActivity
{
    [Input("分支", UIHint = "flow-switch-editor", IsWrapped = false)] public Input<JsonArray> Cases { get; set; } = new();
    [Input("方式", UIHint = "dropdown", Options = ["MatchFirst", "MatchAny"])] public Input<SwitchMode> Mode { get; set; } = new();

    protected override ValueTask ExecuteAsync(StepContext context)
    {
        var matches = (Cases.Value ?? []).OfType<JsonObject>().Where(@case => Matches(@case, context))
            .Select(@case => WorkflowDefinition.Text(@case["label"]) ?? "").ToList();
        context.Complete(matches switch
        {
            [] => ["Default"],
            [var first, ..] when Mode.Value == SwitchMode.MatchFirst => [first],
            _ => [.. matches],
        });
        return ValueTask.CompletedTask;
    }

    private static bool Matches(JsonObject @case, StepContext context) => @case["condition"] is JsonObject condition
        && (bool)ExpressionEvaluator.Evaluate(condition, typeof(bool), context.Expressions)!;
}
