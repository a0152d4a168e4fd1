using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.Workflows.Activities;

/// <summary>Runs its activities one after another; End, Complete or Break in between ends it.</summary>
[Activity("Elsa.Sequence", Category = "流程", DisplayName = "顺序", Description = "依次执行其中的活动。")]
internal sealed class Sequence : Container
{
    protected override ValueTask ExecuteAsync(StepContext context)
    {
        Next(context, context.Node.Children);
        return ValueTask.CompletedTask;
    }

    protected internal override ValueTask ChildCompletedAsync(StepContext context, ChildRun child, IReadOnlyList<string> outcomes)
    {
        if (Breaking.Is(context) || context.IsTerminal(child.Node)) context.Complete();
        else Next(context, [.. context.Node.Children.SkipWhile(node => node != child.Node).Skip(1)]);
        return ValueTask.CompletedTask;
    }

    private static void Next(StepContext context, IReadOnlyList<ActivityNode> rest)
    {
        if (rest is [var next, ..]) context.Schedule(next);
        else context.Complete();
    }
}
