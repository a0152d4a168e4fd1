using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.Workflows.Activities;

/// <summary>Ends the whole workflow, from whatever depth; what still waits is cancelled.</summary>
[Activity("Elsa.Finish", Category = "流程", DisplayName = "终止流程", Description = "立即结束整个流程。", IsTerminal = true)]
internal sealed class Finish : EngineActivity
{
    protected override ValueTask ExecuteAsync(StepContext context)
    {
        context.EndWorkflow();
        return ValueTask.CompletedTask;
    }
}
