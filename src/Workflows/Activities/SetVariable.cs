using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Expressions;

namespace HaoChaPing.Workflows.Activities;

/// <summary>Sets a variable, converted to the variable's type.</summary>
[Activity("Elsa.SetVariable", Category = "数据", DisplayName = "设置变量", Description = "给变量赋值，并转换为该变量的类型。")]
internal sealed class SetVariable : EngineActivity
{
    [Input("变量", UIHint = "variable-picker", IsWrapped = false)] public Input<JsonNode> Variable { get; set; } = new();
    [Input("值")] public Input<object> Value { get; set; } = new();

    protected override ValueTask ExecuteAsync(StepContext context)
    {
        var id = VariableExpression.IdOf(Variable.Value) ?? throw new InvalidOperationException("Expected a variable to set, but none is chosen.");
        if (!context.Variables.TrySetById(id, Value.Value))
            throw new InvalidOperationException($"Expected a variable with id '{id}' in scope, but there is none.");
        return ValueTask.CompletedTask;
    }
}
