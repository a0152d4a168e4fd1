using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.Workflows.Activities;

/// <summary>Waits for a span of time.</summary>
[Activity("Elsa.Delay", Category = "时间", DisplayName = "等待一段时间", Description = "等待指定的时长后继续（自然时间，不按工作日计算）。")]
internal sealed class Delay : EngineActivity
{
    [Input("时长", Description = "如 1.00:00:00 表示一天。")] public Input<TimeSpan> TimeSpan { get; set; } = new() { Value = System.TimeSpan.FromMinutes(1) };

    protected override ValueTask ExecuteAsync(StepContext context)
    {
        var due = context.Now + TimeSpan.Value;
        context.WaitUntil(due, new JsonObject { ["resumeAt"] = due });
        return ValueTask.CompletedTask;
    }
}
