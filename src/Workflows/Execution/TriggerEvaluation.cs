using HaoChaPing.Workflows.Definitions;

namespace HaoChaPing.Workflows.Execution;

/// <summary>Asks a start activity what starts its workflow, with its inputs evaluated where there is no instance yet.</summary>
internal static class TriggerEvaluation
{
    public static TriggerStimulus Of(ActivityCatalog catalog, WorkflowDefinition definition, ActivityNode node, IServiceProvider services, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var state = WorkflowState.New(definition, "", null, null, now);
        var burst = new BurstRun(catalog, definition, state, services, now, "system", cancellationToken) { Executor = new WorkflowExecutor(catalog) };
        var step = Context(burst, node, now);
        burst.Materialise(step);
        ActivityInputs.Evaluate(step);
        return ((ITriggerSource)step.Activity!).Trigger(now);
    }

    private static StepContext Context(BurstRun burst, ActivityNode node, DateTimeOffset now) =>
        new(burst, node.Parent is null ? null : Context(burst, node.Parent, now), node, new ActivityInstance { Id = node.NodeId, NodeId = node.NodeId, StartedAt = now });
}
