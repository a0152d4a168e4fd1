using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.Workflows.Activities;

/// <summary>Runs its branches at once and is over with the first (the others are cancelled) or with all of them.</summary>
[Activity("Elsa.Fork", Category = "流程", DisplayName = "并行分支块", Description = "同时执行各分支；WaitAny：一支完成即继续，其余取消；WaitAll：全部完成后继续。", IsBrowsable = false)]
internal sealed class Fork : Container
{
    [Input("方式", UIHint = "dropdown", Options = ["WaitAny", "WaitAll"], IsWrapped = false)] public Input<JoinMode> JoinMode { get; set; } = new();

    protected override ValueTask ExecuteAsync(StepContext context)
    {
        foreach (var branch in context.Node.Children) context.Schedule(branch);
        if (context.Node.Children.Count == 0) context.Complete();
        return ValueTask.CompletedTask;
    }

    protected internal override ValueTask ChildCompletedAsync(StepContext context, ChildRun child, IReadOnlyList<string> outcomes)
    {
        if (JoinMode.Value == Activities.JoinMode.WaitAny || context.IsIdle()) context.Complete();
        return ValueTask.CompletedTask;
    }
}
