using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.Workflows.Activities;

/// <summary>Asks the host for a piece of work by name and waits until it is reported done.</summary>
[Activity("Elsa.RunTask", Category = "等待", DisplayName = "运行任务", Description = "交由外部程序办理，等待其完成。")]
internal sealed class RunTask : EngineActivity
{
    [Input("任务名称", IsRequired = true)] public Input<string> TaskName { get; set; } = new();
    [Input("任务内容", UIHint = "dictionary")] public Input<JsonObject> Payload { get; set; } = new();
    [Output("任务编号")] public Output<string> TaskId { get; set; } = new();
    [Output("结果")] public Output<object> Result { get; set; } = new();

    protected override ValueTask ExecuteAsync(StepContext context)
    {
        if (string.IsNullOrEmpty(TaskName.Value)) throw new InvalidOperationException("Expected the name of a task, but it is empty.");
        // The bookmark's id is the task's id: one address, nothing to map.
        context.WaitFor(payload: new JsonObject { ["taskName"] = TaskName.Value, ["payload"] = Payload.Value?.DeepClone() });
        return ValueTask.CompletedTask;
    }

    protected override ValueTask ResumeAsync(StepContext context, Resumption resumption)
    {
        TaskId.Value = resumption.BookmarkId;
        Result.Value = resumption.Result;
        context.Complete();
        return ValueTask.CompletedTask;
    }
}
