using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.Workflows.Activities;

/// <summary>Ends the nearest loop around it; outside a loop it ends the flowchart or sequence it stands in.</summary>
[Activity("Elsa.Break", Category = "循环", DisplayName = "跳出循环", Description = "结束所在的循环。", IsTerminal = true)]
internal sealed class Break : EngineActivity
{
    protected override ValueTask ExecuteAsync(StepContext context)
    {
        Breaking.From(context);
        return ValueTask.CompletedTask;
    }
}
