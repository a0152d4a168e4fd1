using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Expressions;

namespace HaoChaPing.Workflows.Activities;

/// <summary>Runs a script; it may choose the outcomes with <c>setOutcome</c> or <c>setOutcomes</c>.</summary>
[Activity("Elsa.RunJavaScript", Category = "数据", DisplayName = "运行脚本", Description = "运行一段 JavaScript（ES5）；可用 setOutcome、setOutcomes 选择出口。")]
internal sealed class RunJavaScript : EngineActivity
{
    [Input("脚本", UIHint = "code-editor", IsScript = true)] public Input<string> Script { get; set; } = new();
    [Input("可能的出口", UIHint = "dynamic-outcomes")] public Input<string[]> PossibleOutcomes { get; set; } = new();
    [Output("结果")] public Output<object> Result { get; set; } = new();

    protected override ValueTask ExecuteAsync(StepContext context)
    {
        // Written as a JavaScript expression the script has run already, when the inputs were evaluated.
        var wrapped = context.Node.Json["script"]?["expression"];
        if (WorkflowDefinition.Text(wrapped?["type"]) == "JavaScript") Result.Value = Script.Value;
        else if (Script.Value is { } script) Result.Value = JavaScript.Run(script, context.Expressions);
        return ValueTask.CompletedTask;
    }
}
