using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.Workflows.Activities;

/// <summary>Starts another workflow and runs it at once, before the next step; waits for its end if asked to.</summary>
[Activity("Elsa.ExecuteWorkflow", Category = "子流程", DisplayName = "执行流程", Description = "立即执行另一个已发布的流程；可等待它结束。")]
internal sealed class ExecuteWorkflow : EngineActivity
{
    [Input("流程", UIHint = "workflow-definition-picker", IsRequired = true)] public Input<string> WorkflowDefinitionId { get; set; } = new();
    [Input("关联编号", Description = "不填则与本实例相同。")] public Input<string> CorrelationId { get; set; } = new();
    [Input("输入", UIHint = "dictionary")] public Input<JsonObject> Input { get; set; } = new();
    [Input("等待结束", UIHint = "checkbox")] public Input<bool> WaitForCompletion { get; set; } = new();
    [Output("结果")] public Output<object> Result { get; set; } = new();

    protected override async ValueTask ExecuteAsync(StepContext context)
    {
        var definition = await context.PublishedAsync(WorkflowDefinitionId.Value);
        // As in Elsa, a child that is given nothing gets what its parent was given.
        var input = Input.Value is { Count: > 0 } given ? given : context.WorkflowInput;
        var child = await context.RunChildAsync(definition, input, string.IsNullOrEmpty(CorrelationId.Value) ? null : CorrelationId.Value);
        Result.Value = ChildResult.Of(child);
        if (!WaitForCompletion.Value || InstanceLifecycle.IsFinal(child.SubStatus))
        {
            context.Complete();
            return;
        }

        child.ParentBookmarkId = context.WaitFor(payload: new JsonObject { ["childInstanceId"] = child.InstanceId });
        Children.WaitFor(context, child.InstanceId);
    }

    protected override ValueTask ResumeAsync(StepContext context, Resumption resumption)
    {
        Result.Value = resumption.Result;
        context.Complete();
        return ValueTask.CompletedTask;
    }

    protected internal override ValueTask CancelAsync(ActivityContext context) => Children.CancelAllAsync(context);
}
