using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.Workflows.Activities;

/// <summary>Runs its activities all at once and is over when all of them are.</summary>
[Activity("Elsa.Parallel", Category = "流程", DisplayName = "并行", Description = "同时执行其中的活动，全部完成后继续。")]
internal sealed class Parallel : Container
{
    protected override ValueTask ExecuteAsync(StepContext context)
    {
        foreach (var child in context.Node.Children) context.Schedule(child);
        if (context.Node.Children.Count == 0) context.Complete();
        return ValueTask.CompletedTask;
    }

    protected internal override ValueTask ChildCompletedAsync(StepContext context, ChildRun child, IReadOnlyList<string> outcomes)
    {
        if (context.IsIdle()) context.Complete();
        return ValueTask.CompletedTask;
    }

    protected internal override ValueTask ChildCanceledAsync(StepContext context, ChildRun child) => ChildCompletedAsync(context, child, []);
}
