using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.Workflows.Activities;

/// <summary>Runs one of two embedded activities.</summary>
[Activity("Elsa.If", Category = "分支", DisplayName = "如果", Description = "条件成立时执行“成立”中的活动，否则执行“不成立”中的活动。")]
[EmbeddedPort("Then", "成立")]
[EmbeddedPort("Else", "不成立")]
internal sealed class If : Container
{
    [Input("条件", UIHint = "checkbox")] public Input<bool> Condition { get; set; } = new();
    [Output("判断结果")] public Output<bool> Result { get; set; } = new();

    protected override ValueTask ExecuteAsync(StepContext context)
    {
        Result.Value = Condition.Value;
        if (context.Child(Condition.Value ? "then" : "else") is { } branch) context.Schedule(branch);
        else context.Complete();
        context.StoreOutputs();
        return ValueTask.CompletedTask;
    }

    protected internal override ValueTask ChildCompletedAsync(StepContext context, ChildRun child, IReadOnlyList<string> outcomes)
    {
        context.Complete();
        return ValueTask.CompletedTask;
    }
}
