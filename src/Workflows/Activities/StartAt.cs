using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.Workflows.Activities;

/// <summary>Waits until an instant, or begins a workflow then. An instant that is over is not waited for.</summary>
[Activity("Elsa.StartAt", Category = "时间", DisplayName = "定时", Description = "等到指定时刻；也可以在该时刻启动流程。时刻已过则立即继续。", IsTrigger = true)]
internal sealed class StartAt : EngineActivity, ITriggerSource
{
    [Input("时刻", UIHint = "datetime-picker")] public Input<DateTimeOffset> DateTime { get; set; } = new();

    public TriggerStimulus Trigger(DateTimeOffset now) => new TriggerStimulus.At(DateTime.Value);

    protected override ValueTask ExecuteAsync(StepContext context)
    {
        if (!context.TakeTrigger(out _) && DateTime.Value > context.Now)
            context.WaitUntil(DateTime.Value, new JsonObject { ["executeAt"] = DateTime.Value });
        return ValueTask.CompletedTask;
    }
}
