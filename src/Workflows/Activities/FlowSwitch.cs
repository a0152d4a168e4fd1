using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.Workflows.Activities;

/// <summary>Goes the way of the first matching case, or of all, or else <c>Default</c>.</summary>
[Activity("Elsa.FlowSwitch", Category = "分支", DisplayName = "多路判断", Description = "按条件选择分支；都不符合时走 Default。")]
internal sealed class FlowSwitch : EngineActivity
{
    [Input("分支", UIHint = "flow-switch-editor", IsWrapped = false)] public Input<JsonArray> Cases { get; set; } = new();
    [Input("方式", UIHint = "dropdown", Options = ["MatchFirst", "MatchAny"])] public Input<SwitchMode> Mode { get; set; } = new();

    protected override ValueTask ExecuteAsync(StepContext context)
    {
        var labels = SwitchCases.Matching(context, Mode.Value).Select(@case => WorkflowDefinition.Text(@case["label"]) ?? "").ToArray();
        context.Complete(labels is [] ? ["Default"] : labels);
        return ValueTask.CompletedTask;
    }
}
