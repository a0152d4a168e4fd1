using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.Workflows.Activities;

/// <summary>The implicit outermost activity: runs the root and is over with it.</summary>
[Activity("Elsa.Workflow", Category = "流程", DisplayName = "流程", Description = "流程本身，包含根活动。", IsBrowsable = false)]
internal sealed class Workflow : Container, IComposite
{
    protected override ValueTask ExecuteAsync(StepContext context)
    {
        context.Schedule(context.Node.Children[0]);
        return ValueTask.CompletedTask;
    }

    protected internal override ValueTask ChildCompletedAsync(StepContext context, ChildRun child, IReadOnlyList<string> outcomes)
    {
        context.Complete();
        return ValueTask.CompletedTask;
    }

    /// <summary>Its outputs are in the state of the instance already.</summary>
    public void HandOut(StepContext context) { }
}
