using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.Workflows.Activities;

/// <summary>Has another workflow started after this burst; waits for its end if asked to.</summary>
[Activity("Elsa.DispatchWorkflow", Category = "子流程", DisplayName = "派发流程", Description = "排队启动另一个已发布的流程；可等待它结束，结果是它的输出。")]
internal sealed class DispatchWorkflow : EngineActivity
{
    [Input("流程", UIHint = "workflow-definition-picker", IsRequired = true)] public Input<string> WorkflowDefinitionId { get; set; } = new();
    [Input("关联编号", Description = "不填则与本实例相同。")] public Input<string> CorrelationId { get; set; } = new();
    [Input("输入", UIHint = "dictionary")] public Input<JsonObject> Input { get; set; } = new();
    [Input("等待结束", UIHint = "checkbox")] public Input<bool> WaitForCompletion { get; set; } = new();
    [Input("通道", Description = "保留；所有流程使用同一队列。")] public Input<string> ChannelName { get; set; } = new();
    [Input("新建追踪", UIHint = "checkbox", Description = "保留。")] public Input<bool> StartNewTrace { get; set; } = new();
    [Output("结果")] public Output<object> Result { get; set; } = new();

    protected override async ValueTask ExecuteAsync(StepContext context)
    {
        var definition = await context.PublishedAsync(WorkflowDefinitionId.Value);
        var bookmark = WaitForCompletion.Value ? context.WaitFor() : null;
        var child = context.StartChild(definition.DefinitionId, Input.Value ?? [], string.IsNullOrEmpty(CorrelationId.Value) ? null : CorrelationId.Value, bookmark);
        if (bookmark is null) context.Complete();
        else Children.WaitFor(context, child);
    }

    protected override ValueTask ResumeAsync(StepContext context, Resumption resumption)
    {
        Result.Value = resumption.Result?["output"];
        context.Complete();
        return ValueTask.CompletedTask;
    }

    protected internal override ValueTask CancelAsync(ActivityContext context) => Children.CancelAllAsync(context);
}
