using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.Workflows.Activities;

/// <summary>Completes the flowchart it stands in at once; what still waits there is cancelled.</summary>
[Activity("Elsa.End", Category = "流程", DisplayName = "结束", Description = "到达这里，所在的流程图立即结束，仍在等待的步骤一并取消。", IsTerminal = true)]
internal sealed class End : EngineActivity
{
    protected override ValueTask ExecuteAsync(StepContext context) => ValueTask.CompletedTask;
}
