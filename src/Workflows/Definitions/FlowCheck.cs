using HaoChaPing.Workflows.Activities;
using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.Workflows.Definitions;

/// <summary>Checks the drawing of a flowchart: connections, outcomes, reachability, loops.</summary>
internal static class FlowCheck
{
    public static IEnumerable<Finding> Check(ActivityNode flowchart, ActivityCatalog catalog)
    {
        if (flowchart.Type != "Elsa.Flowchart") return [];
        var graphs = Graphs(flowchart);
        return [.. Outcomes(flowchart, graphs, catalog), .. Unreachable(flowchart, graphs), .. graphs.SelectMany(graph => ImproperLoops(flowchart, graph)).Distinct()];
    }

    /// <summary>Connections that lead nowhere; harmless, they are ignored.</summary>
    public static IEnumerable<Finding> LooseEnds(ActivityNode flowchart)
    {
        if (flowchart.Type != "Elsa.Flowchart") return [];
        var ids = flowchart.Children.Select(child => child.Id).ToHashSet(StringComparer.Ordinal);
        return from connection in flowchart.Connections
               from end in new[] { connection.Source, connection.Target }
               where !ids.Contains(end)
               select new Finding(flowchart.Id, $"有一条连线（{connection.Source} → {connection.Target}）连到不存在的活动“{end}”，运行时会被忽略。", FindingSeverity.Warning);
    }

    /// <summary>A root flowchart without an end is over when nothing is left to do, which its reader cannot see.</summary>
    public static IEnumerable<Finding> NoEnd(ActivityNode flowchart, ActivityCatalog catalog)
    {
        if (flowchart is not { Type: "Elsa.Flowchart", Parent.Parent: null }) yield break;
        var graphs = Graphs(flowchart);
        if (!flowchart.Children.Any(child => catalog.Find(child.Type) is { IsTerminal: true } && graphs.Exists(graph => graph.IsReachable(child.Id))))
            yield return new Finding(flowchart.Id, "流程图中没有从开始走得到的“结束”，办到没有下一步时自动结束。", FindingSeverity.Warning);
    }

    // The flow may also begin at any of its triggers.
    internal static List<FlowGraph> Graphs(ActivityNode flowchart) =>
        [.. flowchart.Children.Where(child => child.CanStartWorkflow).Select(child => child.Id).Prepend(null).Select(start => FlowGraph.Of(flowchart, start))];

    /// <summary>Outcomes that lead nowhere, and connections that leave by an outcome there is not.</summary>
    private static IEnumerable<Finding> Outcomes(ActivityNode flowchart, List<FlowGraph> graphs, ActivityCatalog catalog) =>
        from child in flowchart.Children
        where graphs.Exists(graph => graph.IsReachable(child.Id))
        let outcomes = ActivityOutcomes.Of(child, catalog)
        where outcomes.Count > 0
        let followed = flowchart.Connections.Where(connection => connection.Source == child.Id).Select(connection => connection.Port ?? "Done").Distinct().ToList()
        from finding in followed.Except(outcomes, StringComparer.Ordinal)
            .Select(port => new Finding(child.Id, $"活动{DefinitionValidator.Label(child)}没有出口“{port}”，从它引出的连线永远不会走到。"))
            .Concat(outcomes.Count == 1 ? [] : outcomes.Except(followed, StringComparer.Ordinal)
                .Select(outcome => new Finding(child.Id, $"活动{DefinitionValidator.Label(child)}的出口“{outcome}”没有接到下一步，走到这里流程就断了。")))
        select finding;

    private static IEnumerable<Finding> Unreachable(ActivityNode flowchart, List<FlowGraph> graphs) =>
        from child in flowchart.Children
        where graphs.TrueForAll(graph => !graph.IsReachable(child.Id))
        select new Finding(child.Id, $"从开始走不到活动{DefinitionValidator.Label(child)}，它不会执行。");

    private static IEnumerable<Finding> ImproperLoops(ActivityNode flowchart, FlowGraph graph) =>
        from child in flowchart.Children
        where graph.IsReachable(child.Id)
        from connection in graph.Outbound(child.Id)
        where !graph.IsForward(connection) && !graph.IsProperLoop(connection)
        select new Finding(child.Id, $"从{DefinitionValidator.Label(child)}回到{Label(flowchart, connection.Target)}的连线不构成完整的循环：存在不经过{Label(flowchart, connection.Target)}就到达它的路径，走到时流程会出错。");

    private static string Label(ActivityNode flowchart, string id) => DefinitionValidator.Label(flowchart.Children.First(child => child.Id == id));
}
