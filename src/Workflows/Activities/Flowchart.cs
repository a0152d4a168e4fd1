using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.Workflows.Activities;

/// <summary>
/// Runs its activities along their connections. By Elsa's counter-based rules every ordinary activity waits for all branches that are still
/// alive, branches not taken are passed on as dead, loops go back along proper backward edges only. An instance may ask for the
/// token-based rules instead (<see cref="WorkflowState.TokenBased"/>).
/// </summary>
[Activity("Elsa.Flowchart", Category = "流程", DisplayName = "流程图", Description = "按连线执行其中的活动。")]
internal sealed class Flowchart : Container
{
    private static readonly string[] Nothing = [];

    protected override ValueTask ExecuteAsync(StepContext context)
    {
        if (Graph(context).Start is { } start) context.Schedule(start);
        else context.Complete();
        return ValueTask.CompletedTask;
    }

    protected internal override async ValueTask ChildCompletedAsync(StepContext context, ChildRun child, IReadOnlyList<string> outcomes)
    {
        if (child.Node.Type is "Elsa.End" or "Elsa.Complete" or "Elsa.Break" or "Elsa.Finish") context.Complete();
        else if (context.State.TokenBased) await AdvanceTokensAsync(context, child, outcomes);
        else Advance(context, child, outcomes.Count == 0 ? null : outcomes);
    }

    protected internal override ValueTask ChildCanceledAsync(StepContext context, ChildRun child)
    {
        if (context.State.TokenBased)
        {
            var tokens = new TokenRun(context, Graph(context));
            tokens.Withdraw(child.Node);
            EndTokens(context, tokens);
        }
        else Advance(context, child, Nothing);
        return ValueTask.CompletedTask;
    }

    protected internal override void ChildReplaced(StepContext context, ChildRun child)
    {
        if (context.State.TokenBased) new TokenRun(context, Graph(context)).Withdraw(child.Node);
        else if (!child.Run.CameBackward) (context.Run.Flow ??= new FlowCounters()).Visit(child.Node.Id); // it was entered, so the next entry is another round
    }

    protected internal override IReadOnlyList<string> WaitsAt(StepContext context) =>
        context.State.TokenBased ? [.. new TokenRun(context, Graph(context)).Unfed()] : [];

    /// <summary>As in Elsa, a branch that End cut off counts as dead: a step that waited for nothing but that branch still runs once.</summary>
    protected internal override void ChildLeftBehind(StepContext context, ChildRun child)
    {
        if (!context.State.TokenBased) new FlowRun(context, Graph(context)).Leave(child.Node, Nothing, child.Run.CameBackward);
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
        if (!flow.Leave(child.Node, outcomes, child.Run.CameBackward) && !context.HasPendingWork() && !HasFaulted(context)) context.Complete();
    }

    private static async ValueTask AdvanceTokensAsync(StepContext context, ChildRun child, IReadOnlyList<string> outcomes)
    {
        var tokens = new TokenRun(context, Graph(context));
        await tokens.LeaveAsync(child.Node, outcomes);
        EndTokens(context, tokens);
    }

    private static void EndTokens(StepContext context, TokenRun tokens)
    {
        if (context.HasPendingWork() || HasFaulted(context)) return;
        if (tokens.IsEmpty) context.Complete();
        else tokens.ReleaseParked();
    }

    private static bool HasFaulted(StepContext context) => context.Children().Any(child => child.Run.Status == ActivityStatus.Faulted);
}
