using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Expressions;

namespace HaoChaPing.Workflows.Activities;

/// <summary>Has another workflow started once for every item of a list; waits for all of them unless told not to.</summary>
[Activity("Elsa.BulkDispatchWorkflows", Category = "子流程", DisplayName = "批量派发流程", Description = "为列表的每一项启动一个流程；默认等待全部结束：有被取消的走 Canceled，否则走 Completed，并都走 Done。", Outcomes = ["Completed", "Canceled", "Done"])]
[EmbeddedPort("ChildCompleted", "每个子流程完成时")]
[EmbeddedPort("ChildFaulted", "每个子流程出错时")]
internal sealed class BulkDispatchWorkflows : Container
{
    [Input("流程", UIHint = "workflow-definition-picker", IsRequired = true)] public Input<string> WorkflowDefinitionId { get; set; } = new();
    [Input("列表")] public Input<object> Items { get; set; } = new();
    [Input("每项的输入名")] public Input<string> DefaultItemInputKey { get; set; } = new() { Value = "Item" };
    [Input("关联编号函数", Description = "每项求值一次；脚本中用 getVariable(\"Item\") 取得该项。", AutoEvaluate = false)] public Input<string> CorrelationIdFunction { get; set; } = new();
    [Input("输入", UIHint = "dictionary")] public Input<JsonObject> Input { get; set; } = new();
    [Input("等待结束", UIHint = "checkbox")] public Input<bool> WaitForCompletion { get; set; } = new() { Value = true };
    [Input("通道", Description = "保留；所有流程使用同一队列。")] public Input<string> ChannelName { get; set; } = new();

    protected override async ValueTask ExecuteAsync(StepContext context)
    {
        var items = Items.Value is null or string ? [] : Values.To<JsonArray>(Items.Value) ?? [];
        if (items.Count > 0) await context.PublishedAsync(WorkflowDefinitionId.Value);
        foreach (var item in items) Start(context, item);
        context.Properties["open"] = items.Count;
        if (!WaitForCompletion.Value || items.Count == 0) context.Complete();
    }

    protected override ValueTask ResumeAsync(StepContext context, Resumption resumption)
    {
        Children.Arrived(context, resumption.Result);
        var ended = Values.To<string>(resumption.Result?["subStatus"]);
        if (ended == nameof(SubStatus.Cancelled)) context.Properties["canceled"] = true;
        var variables = new Dictionary<string, JsonNode?> { ["ChildInstanceId"] = resumption.Result?["workflowInstanceId"]?.DeepClone() };
        if (context.Child(ended == nameof(SubStatus.Faulted) ? "childFaulted" : "childCompleted") is { } follow && ended != nameof(SubStatus.Cancelled))
            context.Schedule(follow, variables: variables);
        else Count(context);
        return ValueTask.CompletedTask;
    }

    protected internal override ValueTask ChildCompletedAsync(StepContext context, ChildRun child, IReadOnlyList<string> outcomes)
    {
        Count(context);
        return ValueTask.CompletedTask;
    }

    private void Start(StepContext context, JsonNode? item)
    {
        var input = Input.Value?.DeepClone().AsObject() ?? [];
        input[string.IsNullOrEmpty(DefaultItemInputKey.Value) ? "Item" : DefaultItemInputKey.Value] = item?.DeepClone();
        var bookmark = WaitForCompletion.Value ? context.WaitFor() : null;
        var child = context.StartChild(WorkflowDefinitionId.Value!, input, CorrelationOf(context, item), bookmark);
        if (bookmark is not null) Children.WaitFor(context, child);
    }

    /// <summary>The correlation id of one child, the function having the item in reach.</summary>
    private static string? CorrelationOf(StepContext context, JsonNode? item) =>
        context.Node.Json["correlationIdFunction"] is not { } function ? null : context.EvaluateWith<string>(function, "Item", item) is { Length: > 0 } id ? id : null;

    private static void Count(StepContext context)
    {
        var open = Values.To<int>(context.Properties["open"]) - 1;
        context.Properties["open"] = open;
        if (open <= 0) context.Complete(context.Properties.ContainsKey("canceled") ? "Canceled" : "Completed", "Done");
    }

    protected internal override ValueTask CancelAsync(ActivityContext context) => Children.CancelAllAsync(context);
}
