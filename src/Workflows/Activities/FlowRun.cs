using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.Workflows.Activities;

/// <summary>Counts who came along which connection of a flowchart, and queues what may run.</summary>
internal sealed class FlowRun(StepContext context, FlowGraph graph)
{
    private readonly FlowCounters _counters = context.Run.Flow ??= new FlowCounters();

    /// <summary>An activity is left with these outcomes (null: the default one; empty: it was skipped or cancelled). Tells whether anything was queued.</summary>
    public bool Leave(ActivityNode activity, IReadOnlyList<string>? outcomes, bool cameBackward)
    {
        if (!graph.IsReachable(activity.Id))
            throw new InvalidOperationException($"Expected '{activity.Id}' to be reachable from the start of flowchart '{context.Node.Id}', but no connection leads there.");
        if (!cameBackward) _counters.Visit(activity.Id);

        var queued = false;
        foreach (var connection in graph.Outbound(activity.Id))
        {
            var followed = outcomes?.Contains(connection.Port ?? "Done", StringComparer.Ordinal) ?? connection.Port is null or "Done";
            _counters.VisitConnection(connection.Key, followed);
            queued |= graph.IsForward(connection) ? Arrive(connection) : followed && GoBack(connection);
        }

        return queued;
    }

    private bool GoBack(ConnectionDefinition connection)
    {
        if (!graph.IsProperLoop(connection))
            throw new InvalidOperationException(
                $"Expected every way to '{connection.Source}' to pass '{connection.Target}', but there is one that does not: the connection back is no proper loop.");
        context.Schedule(graph.Node(connection.Target), cameBackward: true);
        return true;
    }

    private bool Arrive(ConnectionDefinition connection)
    {
        var target = graph.Node(connection.Target);
        return ModeOf(target) switch
        {
            JoinMode.WaitAny => ArriveFirst(connection, target),
            JoinMode.WaitAll => AllVisited(target) && (AllFollowed(target) ? Run(target) : Skip(target)),
            _ => AllVisited(target) && (AnyFollowed(target) ? Run(target) : Skip(target)),
        };
    }

    /// <summary>The first branch that arrives runs the join. Those that come after it, or while it runs, are ignored.</summary>
    private bool ArriveFirst(ConnectionDefinition connection, ActivityNode target)
    {
        if (_counters.ConnectionVisits(connection.Key) <= _counters.Visits(target.Id) || context.IsScheduled(target)) return false;
        if (context.Children().Any(child => child.Node == target)) return false; // it is just cancelling the losers
        if (AnyFollowed(target)) return Run(target);
        return AllVisited(target) && Skip(target);
    }

    private JoinMode ModeOf(ActivityNode target) => target.Type == "Elsa.FlowJoin"
        ? context.Evaluate<JoinMode>(target.Json["mode"])
        : JoinMode.WaitAllActive;

    private bool AllVisited(ActivityNode target) =>
        graph.ForwardInbound(target.Id).All(connection => _counters.ConnectionVisits(connection.Key) > _counters.Visits(target.Id));

    private bool AllFollowed(ActivityNode target) => Followed(target).All(followed => followed);
    private bool AnyFollowed(ActivityNode target) => Followed(target).Any(followed => followed);

    /// <summary>Only the latest round counts: a connection that was visited less often than another was followed in an earlier turn of a loop.</summary>
    private IEnumerable<bool> Followed(ActivityNode target)
    {
        var inbound = graph.ForwardInbound(target.Id);
        var round = inbound.Max(connection => _counters.ConnectionVisits(connection.Key));
        return inbound.Select(connection => _counters.ConnectionVisits(connection.Key) == round && _counters.LastFollowed(connection.Key));
    }

    private bool Run(ActivityNode target)
    {
        context.Schedule(target);
        return true;
    }

    private bool Skip(ActivityNode target) => Leave(target, [], cameBackward: false);
}
