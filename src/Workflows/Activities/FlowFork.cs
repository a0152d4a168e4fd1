using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.Workflows.Activities;

/// <summary>Goes several ways at once.</summary>
[Activity("Elsa.FlowFork", Category = "分支", DisplayName = "并行分支", Description = "同时走列出的所有分支。")]
internal sealed class FlowFork : EngineActivity
{
    [Input("分支", UIHint = "dynamic-outcomes")] public Input<string[]> Branches { get; set; } = new();

    protected override ValueTask ExecuteAsync(StepContext context)
    {
        context.Complete(Branches.Value is { Length: > 0 } branches ? branches : ["Done"]);
        return ValueTask.CompletedTask;
    }
}
