using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Expressions;

namespace HaoChaPing.Workflows.Activities;

/// <summary>Runs its body for every number from one to another.</summary>
[Activity("Elsa.For", Category = "循环", DisplayName = "计数循环", Description = "从起始值到结束值，按步长重复执行“循环体”。")]
[EmbeddedPort("Body", "循环体", IsRequired = true)]
internal sealed class For : Loop
{
    [Input("起始值")] public Input<int> Start { get; set; } = new();
    [Input("结束值")] public Input<int> End { get; set; } = new();
    [Input("步长", Description = "负数表示递减。")] public Input<int> Step { get; set; } = new() { Value = 1 };
    [Input("包含结束值", UIHint = "checkbox")] public Input<bool> OuterBoundInclusive { get; set; } = new() { Value = true };
    [Output("当前值")] public Output<object> CurrentValue { get; set; } = new();

    protected override void Turn(StepContext context)
    {
        var current = context.Properties["current"] is { } last ? Values.To<int>(last) + Step.Value : Start.Value;
        if (!IsWithin(current))
        {
            context.Complete();
            return;
        }

        context.Properties["current"] = current;
        CurrentValue.Value = current;
        context.StoreOutputs();
        RunBody(context, new() { [nameof(CurrentValue)] = current });
    }

    private bool IsWithin(int current)
    {
        var beyond = Step.Value >= 0 ? current - (long)End.Value : End.Value - (long)current;
        return OuterBoundInclusive.Value ? beyond <= 0 : beyond < 0;
    }
}
