using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.Workflows.Activities;

/// <summary>Goes one of two ways.</summary>
[Activity("Elsa.FlowDecision", Category = "分支", DisplayName = "判断", Description = "条件成立走 True，否则走 False。", Outcomes = ["True", "False"])]
internal sealed class FlowDecision : EngineActivity
{
    [Input("条件", UIHint = "checkbox")] public Input<bool> Condition { get; set; } = new();

    protected override ValueTask ExecuteAsync(StepContext context)
    {
        context.Complete(Condition.Value ? "True" : "False");
        return ValueTask.CompletedTask;
    }
}
