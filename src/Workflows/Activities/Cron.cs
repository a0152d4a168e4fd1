using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.Workflows.Activities;

/// <summary>Begins a workflow by a cron expression; within a workflow it waits for the next time only.</summary>
[Activity("Elsa.Cron", Category = "时间", DisplayName = "定期", Description = "按六段 cron 表达式（秒 分 时 日 月 周）启动流程；在流程中：等到下一次。", IsTrigger = true)]
internal sealed class Cron : EngineActivity, ITriggerSource, ISelfCheck
{
    [Input("cron 表达式", Description = "如 0 0 9 * * MON-FRI。")] public Input<string> CronExpression { get; set; } = new();
    [Input("时区", UIHint = "dropdown", Options = ["UTC", "Asia/Shanghai"])] public Input<string> TimeZone { get; set; } = new() { Value = "UTC" };

    public TriggerStimulus Trigger(DateTimeOffset now)
    {
        if (Problem() is { } problem) throw new InvalidOperationException(problem);
        return new TriggerStimulus.ByCron(CronExpression.Value ?? "", Zone);
    }

    public string? Problem()
    {
        try
        {
            return new TriggerStimulus.ByCron(CronExpression.Value ?? "", Zone).NextAfter(DateTimeOffset.UnixEpoch) is null
                ? $"没有符合 cron 表达式“{CronExpression.Value}”的时刻"
                : null;
        }
        catch (FormatException exception)
        {
            return exception.Message;
        }
        catch (Exception exception) when (exception is TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            return $"没有时区“{Zone}”，请用 UTC 或 Asia/Shanghai";
        }
    }

    private string Zone => TimeZone.Value is { Length: > 0 } zone ? zone : "UTC";

    protected override ValueTask ExecuteAsync(StepContext context)
    {
        if (context.TakeTrigger(out _)) return ValueTask.CompletedTask;
        var due = Trigger(context.Now).NextAfter(context.Now)
            ?? throw new InvalidOperationException($"Expected an instant that the cron expression '{CronExpression.Value}' names, but there is none.");
        context.WaitUntil(due, new JsonObject { ["executeAt"] = due });
        return ValueTask.CompletedTask;
    }
}
