using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.Workflows.Activities;

/// <summary>Waits for a named event, or begins a workflow with it.</summary>
[Activity("Elsa.Event", Category = "等待", DisplayName = "等待事件", Description = "等待指定名称的事件；也可以由该事件启动流程。", IsTrigger = true)]
internal sealed class Event : EngineActivity, ITriggerSource
{
    [Input("事件名称", Description = "区分大小写。", IsRequired = true)] public Input<string> EventName { get; set; } = new();
    [Output("事件内容")] public Output<object> Result { get; set; } = new();

    public TriggerStimulus Trigger(DateTimeOffset now) => EventName.Value is { Length: > 0 } name
        ? new TriggerStimulus.Event(name)
        : throw new InvalidOperationException("请填写事件名称");

    protected override ValueTask ExecuteAsync(StepContext context)
    {
        if (context.TakeTrigger(out var payload)) Result.Value = payload;
        else if (EventName.Value is { Length: > 0 } name) context.WaitFor(name);
        else throw new InvalidOperationException("Expected the name of an event to wait for, but it is empty.");
        return ValueTask.CompletedTask;
    }

    protected override ValueTask ResumeAsync(StepContext context, Resumption resumption)
    {
        Result.Value = resumption.Result;
        context.Complete();
        return ValueTask.CompletedTask;
    }
}
