using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.Workflows.Activities;

/// <summary>How an activity in token mode treats several tokens: <c>customProperties.mergeMode</c>, or what the mode of a join stands for.</summary>
internal enum MergeMode { Stream, Merge, Converge, Cascade, Race }

/// <summary>Moves tokens along the connections of a flowchart, and queues what may run.</summary>
internal sealed class TokenRun(StepContext context, FlowGraph graph)
{
    private readonly List<FlowToken> _tokens = context.Run.Tokens ??= [];

    /// <summary>Whether every token reached an activity that completed.</summary>
    public bool IsEmpty => _tokens.TrueForAll(token => token.Blocked);

    /// <summary>An activity completed with these outcomes; none means the default one.</summary>
    public async ValueTask LeaveAsync(ActivityNode activity, IReadOnlyList<string> outcomes)
    {
        var followed = graph.Outbound(activity.Id).Where(connection => outcomes.Count == 0 ? connection.Port is null or "Done" : outcomes.Contains(connection.Port ?? "Done", StringComparer.Ordinal)).ToList();
        foreach (var connection in followed) _tokens.Add(Token(connection));
        // A loop back to itself keeps the token it has just sent.
        var sent = followed.Count(connection => connection.Target == activity.Id);
        foreach (var token in _tokens.Where(token => token.To == activity.Id && !token.Blocked).SkipLast(sent).ToList()) _tokens.Remove(token);
        foreach (var connection in followed) await ArriveAsync(connection);
    }

    /// <summary>An activity was cancelled: nothing comes from it, nothing waits for it.</summary>
    public void Withdraw(ActivityNode activity) => _tokens.RemoveAll(token => token.From == activity.Id || token.To == activity.Id);

    /// <summary>Runs what waited only for a branch that has since gone another way. Elsa leaves it waiting for ever.</summary>
    public void ReleaseParked()
    {
        var parked = _tokens.Where(token => !token.Blocked && ModeOf(graph.Node(token.To)) == MergeMode.Stream).Select(token => token.To).Distinct().ToList();
        foreach (var target in parked) context.Schedule(graph.Node(target));
    }

    /// <summary>The activities that wait for further tokens.</summary>
    public IEnumerable<string> Unfed() => _tokens.Where(token => !token.Blocked).Select(token => token.To).Distinct();

    private async ValueTask ArriveAsync(ConnectionDefinition connection)
    {
        var target = graph.Node(connection.Target);
        switch (ModeOf(target))
        {
            case MergeMode.Race:
                await Flowchart.CancelAncestorsAsync(context, target);
                ArriveFirst(connection, target);
                break;
            case MergeMode.Cascade:
                ArriveFirst(connection, target);
                break;
            case MergeMode.Merge:
                if (AllArrived(graph.ForwardInbound(target.Id))) context.Schedule(target);
                break;
            case MergeMode.Converge:
                if (AllArrived(graph.Inbound(target.Id))) context.Schedule(target);
                break;
            default:
                if (!graph.ForwardInbound(target.Id).Any(inbound => _tokens.Exists(token => token.To == inbound.Source && !token.Blocked))) context.Schedule(target);
                break;
        }
    }

    private void ArriveFirst(ConnectionDefinition connection, ActivityNode target)
    {
        if (_tokens.Find(token => token.Blocked && token.Connection == connection.Key) is { } block)
        {
            _tokens.Remove(block);
            _tokens.Remove(Token(connection)); // Elsa keeps it, and waits for it for ever
            return;
        }

        context.Schedule(target);
        foreach (var other in graph.ForwardInbound(target.Id).Where(inbound => inbound.Source != connection.Source))
            _tokens.Add(Token(other) with { Blocked = true });
    }

    private bool AllArrived(IEnumerable<ConnectionDefinition> inbound)
    {
        var all = inbound.ToList();
        return all.Count <= 1 || all.TrueForAll(connection => _tokens.Contains(Token(connection)));
    }

    private MergeMode ModeOf(ActivityNode target) => target.Type == "Elsa.FlowJoin"
        ? context.Evaluate<JoinMode>(target.Json["mode"]) == JoinMode.WaitAny ? MergeMode.Race : MergeMode.Merge
        : Enum.TryParse<MergeMode>(WorkflowDefinition.Text(target.Json["customProperties"]?["mergeMode"]), out var mode) ? mode : MergeMode.Stream;

    private static FlowToken Token(ConnectionDefinition connection) => new(connection.Key, connection.Source, connection.Target);
}
