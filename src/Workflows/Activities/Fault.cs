using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.Workflows.Activities;

/// <summary>Raises an incident on purpose.</summary>
[Activity("Elsa.Fault", Category = "流程", DisplayName = "报错", Description = "记录一个异常并按流程的异常策略处理。", IsTerminal = true)]
internal sealed class Fault : EngineActivity
{
    [Input("代码")] public Input<string> Code { get; set; } = new();
    [Input("类别")] public Input<string> Category { get; set; } = new();
    [Input("类型")] public Input<string> FaultType { get; set; } = new();
    [Input("说明", UIHint = "multiline")] public Input<string> Message { get; set; } = new();

    protected override ValueTask ExecuteAsync(StepContext context) =>
        throw new ActivityFaultException(Message.Value is { Length: > 0 } message ? message : $"Fault '{Code.Value}' was raised by the definition.");
}

/// <summary>An incident that a definition raises on purpose.</summary>
internal sealed class ActivityFaultException(string message) : Exception(message);
