using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.Workflows.Activities;

/// <summary>A container that runs its body again and again, until it has enough or a Break within ends it.</summary>
internal abstract class Loop : Container
{
    protected override ValueTask ExecuteAsync(StepContext context)
    {
        Turn(context);
        return ValueTask.CompletedTask;
    }

    protected internal override ValueTask ChildCompletedAsync(StepContext context, ChildRun child, IReadOnlyList<string> outcomes)
    {
        if (Breaking.Is(context)) context.Complete();
        else Turn(context);
        return ValueTask.CompletedTask;
    }

    /// <summary>Queues the body once more, or completes.</summary>
    protected abstract void Turn(StepContext context);

    /// <summary>Queues the body; scripts in it find these values under their names.</summary>
    protected static void RunBody(StepContext context, Dictionary<string, JsonNode?>? variables = null) =>
        context.Schedule(context.Child("body") ?? throw new InvalidOperationException("Expected a body to repeat, but the loop has none."), variables: variables);
}
