using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.Workflows.Activities;

/// <summary>Marks where a flowchart begins.</summary>
[Activity("Elsa.Start", Category = "流程", DisplayName = "开始", Description = "流程从这里开始。")]
internal sealed class Start : EngineActivity
{
    protected override ValueTask ExecuteAsync(StepContext context) => ValueTask.CompletedTask;
}
