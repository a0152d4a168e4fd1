using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.Workflows.Activities;

/// <summary>
/// Runs its activities along their connections, with Elsa's counter-based rules: every ordinary activity waits for all branches that
/// are still alive, branches not taken are passed on as dead, loops go back along proper backward edges only.
/// </summary>
[Activity("Elsa.Flowchart", Category = "流程", DisplayName = "流程图")]
internal sealed class Flowchart : Container
{
    private static readonly string[] Nothing = [];

    protected override ValueTask ExecuteAsync(StepContext context)
    {
        if (Graph(context).Start is { } start) context.Schedule(start);
        else context.Complete();
        return ValueTask.CompletedTask;
    }

    protected internal override ValueTask ChildCompletedAsync(StepContext context, ChildRun child, IReadOnlyList<string> outcomes)
    {
        if (child.Node.Type is "Elsa.End" or "Elsa.Complete" or "Elsa.Break" or "Elsa.Finish") context.Complete();
        else Advance(context, child, outcomes.Count == 0 ? null : outcomes);
        return ValueTask.CompletedTask;
    }

    protected internal override ValueTask ChildCanceledAsync(StepContext context, ChildRun child)
    {
        Advance(context, child, Nothing);
        return ValueTask.CompletedTask;
    }

    /// <summary>Cancels whatever still runs on the ways that lead to a join: the race is decided.</summary>
    public static async ValueTask CancelAncestorsAsync(StepContext context, ActivityNode join)
    {
        var ancestors = Graph(context).AncestorsOf(join.Id);
        foreach (var child in context.Children().Where(child => ancestors.Contains(child.Node.Id)))
            await context.CancelChildAsync(child);
    }

    private static FlowGraph Graph(StepContext context) => FlowGraph.Of(context.Node, context.State.TriggerActivityId);

    private static void Advance(StepContext context, ChildRun child, IReadOnlyList<string>? outcomes)
    {
        var flow = new FlowRun(context, Graph(context));
        if (!flow.Leave(child.Node, outcomes, child.Run.CameBackward) && !context.HasPendingWork()
            && !context.Children().Any(other => other.Run.Status == ActivityStatus.Faulted))
            context.Complete();
    }
}
