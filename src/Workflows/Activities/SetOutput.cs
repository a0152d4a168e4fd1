using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.Workflows.Activities;

/// <summary>Sets an output of the workflow it belongs to.</summary>
[Activity("Elsa.SetOutput", Category = "数据", DisplayName = "设置流程输出", Description = "给所属流程的一个输出赋值。")]
internal sealed class SetOutput : EngineActivity
{
    [Input("输出名称", UIHint = "output-picker")] public Input<string> OutputName { get; set; } = new();
    [Input("值")] public Input<object> OutputValue { get; set; } = new();

    protected override ValueTask ExecuteAsync(StepContext context)
    {
        if (OutputName.Value is not { Length: > 0 } name) throw new InvalidOperationException("Expected the name of an output, but it is empty.");
        context.SetWorkflowOutput(name, OutputValue.Value);
        return ValueTask.CompletedTask;
    }
}
