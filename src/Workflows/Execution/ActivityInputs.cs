using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Expressions;

namespace HaoChaPing.Workflows.Execution;

/// <summary>Carries values between a definition's JSON and the inputs and outputs of an activity.</summary>
internal static class ActivityInputs
{
    /// <summary>Evaluates every input that the definition gives; the others keep the activity's own default.</summary>
    public static void Evaluate(StepContext step)
    {
        foreach (var input in step.Descriptor!.Inputs.Where(input => input.AutoEvaluate))
        {
            if (!step.Node.Json.TryGetPropertyValue(input.JsonName, out var json) || json is null) continue;
            try
            {
                var slot = input.Slot(step.Activity!);
                slot.Value = input.IsWrapped || json is JsonObject { } written && written.ContainsKey("expression")
                    ? ExpressionEvaluator.EvaluateInput(json, input.ValueType, step.Expressions)
                    : Values.Convert(json, input.ValueType);
            }
            catch (ExpressionException exception)
            {
                throw new ExpressionException($"Expected a value for input '{input.Name}'. {exception.Message}", exception);
            }
        }
    }

    /// <summary>Writes the outputs of a completed step into the variables its definition names, and keeps them for scripts.</summary>
    public static void StoreOutputs(StepContext step)
    {
        foreach (var output in step.Descriptor!.Outputs)
        {
            if (output.Slot(step.Activity!) is not { IsSet: true, Value: var value }) continue;
            StoreOutput(step, output.Name, output.JsonName, value);
        }
    }

    /// <summary>Keeps one output for scripts and writes it into the variable, or the workflow's output, that the definition names.</summary>
    public static void StoreOutput(StepContext step, string name, string jsonName, object? value)
    {
        Keep(step, name, Values.ToJson(value));
        if (WorkflowDefinition.Text(step.Node.Json[jsonName]?["memoryReference"]?["id"]) is not { } id) return;
        // A workflow used as an activity writes to where it is used, not into itself.
        var outside = step.Node.Linked is null ? step : step.Parent!;
        if (!outside.Variables.TrySetById(id, value) && step.DeclaresOutput(id)) step.SetWorkflowOutput(id, value);
    }

    private static void Keep(StepContext step, string output, JsonNode? value)
    {
        if (value is null) return;
        if (step.State.ActivityOutputs[step.Node.OutputKey] is not JsonObject known) step.State.ActivityOutputs[step.Node.OutputKey] = known = [];
        known[output] = value;
        step.State.LastOutput = [step.Node.OutputKey, output];
    }
}
