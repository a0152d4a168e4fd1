using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Expressions;

namespace HaoChaPing.Workflows.Execution;

/// <summary>Carries values between a definition's JSON and the inputs and outputs of an activity.</summary>
internal static class ActivityInputs
{
    /// <summary>Evaluates every input that the definition gives; the others keep the activity's own default.</summary>
    public static void Evaluate(StepContext step)
    {
        foreach (var input in step.Descriptor!.Inputs)
        {
            if (!step.Node.Json.TryGetPropertyValue(input.JsonName, out var json) || json is null) continue;
            try
            {
                var slot = input.Slot(step.Activity!);
                slot.Value = input.IsWrapped
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
            Keep(step, output.Name, Values.ToJson(value));
            if (step.Node.Json[output.JsonName]?["memoryReference"]?["id"] is not { } reference || Values.FromJson(reference) is not string id) continue;
            if (!step.Variables.TrySetById(id, value) && step.Definition.Outputs.Any(declared => declared.Name == id))
                step.State.Output[id] = Values.ToJson(value);
        }
    }

    private static void Keep(StepContext step, string output, JsonNode? value)
    {
        if (value is null) return;
        if (step.State.ActivityOutputs[step.Node.Id] is not JsonObject known) step.State.ActivityOutputs[step.Node.Id] = known = [];
        known[output] = value;
        step.State.LastOutput = [step.Node.Id, output];
    }
}
