using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.Workflows.Activities;

/// <summary>Begins a workflow again and again in equal steps; within a workflow it waits once.</summary>
[Activity("Elsa.Timer", Category = "时间", DisplayName = "周期", Description = "作为起点：每隔一段时间启动一个新实例；在流程中：等待一次。", IsTrigger = true)]
internal sealed class Timer : EngineActivity, ITriggerSource
{
    [Input("间隔", Description = "如 01:00:00 表示一小时。")] public Input<TimeSpan> Interval { get; set; } = new() { Value = TimeSpan.FromMinutes(1) };

    public TriggerStimulus Trigger(DateTimeOffset now) => Interval.Value > TimeSpan.Zero
        ? new TriggerStimulus.Every(Interval.Value, now)
        : throw new InvalidOperationException("间隔应当大于零");

    protected override ValueTask ExecuteAsync(StepContext context)
    {
        var due = context.Now + Interval.Value;
        if (!context.TakeTrigger(out _)) context.WaitUntil(due, new JsonObject { ["resumeAt"] = due });
        return ValueTask.CompletedTask;
    }
}
