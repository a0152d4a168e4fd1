using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.Workflows.Activities;

/// <summary>The child instances a step waits for. When the step is cancelled nobody waits for them any more: they are cancelled too.</summary>
internal static class Children
{
    private const string Waited = "children";

    public static void WaitFor(StepContext context, string childId)
    {
        if (context.Properties[Waited] is JsonArray children) children.Add((JsonNode)childId);
        else context.Properties[Waited] = new JsonArray(childId);
    }

    public static void Arrived(StepContext context, JsonNode? result)
    {
        if (context.Properties[Waited] is JsonArray children) children.RemoveAll(child => JsonNode.DeepEquals(child, result?["workflowInstanceId"]));
    }

    public static ValueTask CancelAllAsync(ActivityContext context)
    {
        var step = (StepContext)context;
        if (step.Run.Properties?[Waited] is JsonArray children)
            foreach (var child in children) step.CancelChild(child!.GetValue<string>());
        return ValueTask.CompletedTask;
    }
}
