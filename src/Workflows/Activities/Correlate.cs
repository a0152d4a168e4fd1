using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.Workflows.Activities;

/// <summary>Gives the instance the id by which outside events find it, such as a case number.</summary>
[Activity("Elsa.Correlate", Category = "数据", DisplayName = "设置关联编号", Description = "设置本实例的关联编号，如差评工单编号。")]
internal sealed class Correlate : EngineActivity
{
    [Input("关联编号")] public Input<string> CorrelationId { get; set; } = new();

    protected override ValueTask ExecuteAsync(StepContext context)
    {
        context.CorrelationId = CorrelationId.Value;
        return ValueTask.CompletedTask;
    }
}
