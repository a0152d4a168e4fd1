using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Expressions;

namespace HaoChaPing.Workflows.Activities;

/// <summary>Runs another workflow in its place, inside the same instance: inputs go in, outputs and outcomes come out.</summary>
[Activity("Elsa.WorkflowDefinitionActivity", Category = "子流程", DisplayName = "作为活动的流程", Description = "在同一实例内执行另一个流程。", IsBrowsable = false)]
internal sealed class WorkflowDefinitionActivity : Container, IComposite
{
    protected override ValueTask ExecuteAsync(StepContext context)
    {
        var inputs = new JsonObject();
        foreach (var input in Linked(context).Inputs)
        {
            // Evaluated outside: the variables of the workflow used are its own affair.
            var value = ExpressionEvaluator.EvaluateInput(context.Node.Json[input.JsonName], input.Type.Clr(), context.Parent!.Expressions);
            inputs[input.Name] = Values.ToJson(value);
            (context.Run.Variables ??= new(StringComparer.Ordinal)).TryAdd(input.Name, Values.ToJson(value));
        }

        context.Properties["input"] = inputs;
        context.Schedule(context.Node.Children[0]);
        return ValueTask.CompletedTask;
    }

    protected internal override ValueTask ChildCompletedAsync(StepContext context, ChildRun child, IReadOnlyList<string> outcomes)
    {
        HandOut(context);
        context.Complete(Values.To<string[]>(context.Properties["outcomes"]) ?? []);
        return ValueTask.CompletedTask;
    }

    /// <summary>An output is what was set with SetOutput, else the variable of the same name.</summary>
    public void HandOut(StepContext context)
    {
        foreach (var output in Linked(context).Outputs)
        {
            var value = context.Properties["output"]?[output.Name] is { } set ? Values.FromJson(set) : Variable(context, output.Name);
            context.HandOut(output.Name, output.JsonName, output.Type.Store(value));
        }
    }

    private static object? Variable(StepContext context, string name) =>
        context.Node.Variables.Any(variable => variable.Name == name) ? context.Variables.Get(name) : null;

    private static WorkflowDefinition Linked(StepContext context) => context.Node.Linked
        ?? throw new InvalidOperationException($"Expected a workflow behind activity '{context.ActivityId}', but there is none.");
}
