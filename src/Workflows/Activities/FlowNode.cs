using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.Workflows.Activities;

/// <summary>Puts one embedded activity on a flowchart as if it were a step of it.</summary>
[Activity("Elsa.FlowNode", Category = "流程", DisplayName = "内嵌活动", Description = "执行其中的活动，完成后继续。", IsBrowsable = false)]
[EmbeddedPort("Body", "内容")]
internal sealed class FlowNode : Container
{
    protected override ValueTask ExecuteAsync(StepContext context)
    {
        if (context.Child("body") is { } body) context.Schedule(body);
        else context.Complete();
        return ValueTask.CompletedTask;
    }

    protected internal override ValueTask ChildCompletedAsync(StepContext context, ChildRun child, IReadOnlyList<string> outcomes)
    {
        context.Complete();
        return ValueTask.CompletedTask;
    }
}
