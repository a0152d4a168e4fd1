using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Expressions;

namespace HaoChaPing.Workflows.Activities;

/// <summary>Sends a named event to the steps that wait for it and the workflows that begin with it.</summary>
[Activity("Elsa.PublishEvent", Category = "等待", DisplayName = "发布事件", Description = "向等待该事件的流程发出事件；可限定关联编号，或只发给本实例。")]
internal sealed class PublishEvent : EngineActivity
{
    [Input("事件名称", Description = "区分大小写。")] public Input<string> EventName { get; set; } = new();
    [Input("关联编号", Description = "只有关联编号相同的实例收到。")] public Input<string> CorrelationId { get; set; } = new();
    [Input("只发给本实例", UIHint = "checkbox")] public Input<bool> IsLocalEvent { get; set; } = new();
    [Input("事件内容")] public Input<object> Payload { get; set; } = new();

    protected override ValueTask ExecuteAsync(StepContext context)
    {
        if (EventName.Value is not { Length: > 0 } name) throw new InvalidOperationException("Expected the name of an event to publish, but it is empty.");
        var correlationId = string.IsNullOrEmpty(CorrelationId.Value) ? null : CorrelationId.Value;
        context.Publish(new BurstEffect.Publish(name, correlationId, IsLocalEvent.Value, Values.ToJson(Payload.Value)));
        return ValueTask.CompletedTask;
    }
}
