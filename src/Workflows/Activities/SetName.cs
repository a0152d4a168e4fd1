using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.Workflows.Activities;

/// <summary>Names the instance, for lists of instances.</summary>
[Activity("Elsa.SetName", Category = "数据", DisplayName = "设置实例名称", Description = "给流程实例起名，便于在列表中辨认。")]
internal sealed class SetName : EngineActivity
{
    [Input("名称")] public Input<string> Value { get; set; } = new();

    protected override ValueTask ExecuteAsync(StepContext context)
    {
        context.State.Name = Value.Value;
        return ValueTask.CompletedTask;
    }
}
