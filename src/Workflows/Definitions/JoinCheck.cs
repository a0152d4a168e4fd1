using HaoChaPing.Workflows.Activities;

namespace HaoChaPing.Workflows.Definitions;

/// <summary>Finds joins that wait for all branches although a decision before them may leave one of the branches out.</summary>
internal static class JoinCheck
{
    // What goes one of several ways. A fork goes all of them.
    private static readonly HashSet<string> Forks = new(StringComparer.Ordinal) { "Elsa.FlowFork" };

    public static IEnumerable<Finding> Check(ActivityNode flowchart)
    {
        if (flowchart.Type != "Elsa.Flowchart") return [];
        return [.. FlowCheck.Graphs(flowchart).SelectMany(graph => Starving(flowchart, graph)).Distinct()];
    }

    private static IEnumerable<Finding> Starving(ActivityNode flowchart, FlowGraph graph)
    {
        foreach (var join in flowchart.Children.Where(child => WaitsForAll(child) && graph.IsReachable(child.Id)))
        {
            var inbound = graph.ForwardInbound(join.Id).ToList();
            if (inbound.Count < 2) continue;
            var before = graph.AncestorsOf(join.Id);
            foreach (var (decision, port) in Decisions(flowchart, graph).Where(way => before.Contains(way.Decision.Id)))
            {
                var arriving = ReachedWithout(graph, decision.Id, port);
                var missing = inbound.Count(connection => !arriving.Contains(connection));
                if (missing == 0 || missing == inbound.Count) continue; // always all, or not taken at all
                yield return new Finding(join.Id,
                    $"汇合{DefinitionValidator.Label(join)}要等齐所有分支，但{DefinitionValidator.Label(decision)}不走“{port}”时，其中有的分支不会到达，会一直等不齐；请改为“等待任意一个”或“等待所有已走的分支”。");
                break;
            }
        }
    }

    private static bool WaitsForAll(ActivityNode node) => node.Type == "Elsa.FlowJoin" && node.LiteralOf("mode") == "WaitAll";

    private static IEnumerable<(ActivityNode Decision, string Port)> Decisions(ActivityNode flowchart, FlowGraph graph) =>
        from child in flowchart.Children
        where !Forks.Contains(child.Type) && graph.IsReachable(child.Id)
        let ports = graph.Outbound(child.Id).Select(connection => connection.Port ?? "Done").Distinct().ToList()
        where ports.Count > 1
        from port in ports
        select (child, port);

    /// <summary>Connections that can still be followed when the activity does not complete by this outcome.</summary>
    private static HashSet<ConnectionDefinition> ReachedWithout(FlowGraph graph, string activity, string port)
    {
        var found = new HashSet<ConnectionDefinition>();
        var seen = new HashSet<string>(StringComparer.Ordinal) { graph.Start!.Id };
        var open = new Stack<string>(seen);
        while (open.TryPop(out var current))
            foreach (var connection in graph.Outbound(current).Where(graph.IsForward))
            {
                if (current == activity && (connection.Port ?? "Done") == port) continue;
                found.Add(connection);
                if (seen.Add(connection.Target)) open.Push(connection.Target);
            }

        return found;
    }
}
