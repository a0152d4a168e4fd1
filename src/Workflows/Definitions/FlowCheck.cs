using HaoChaPing.Workflows.Activities;
using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.Workflows.Definitions;

/// <summary>Checks the drawing of a flowchart: connections, reachability, loops.</summary>
internal static class FlowCheck
{
    public static IEnumerable<Finding> Check(ActivityNode flowchart, ActivityCatalog catalog)
    {
        if (flowchart.Type != "Elsa.Flowchart") return [];
        // The flow may also begin at any of its triggers.
        var graphs = flowchart.Children.Where(child => child.CanStartWorkflow).Select(child => child.Id).Prepend(null).Select(start => FlowGraph.Of(flowchart, start)).ToList();
        var connections = ConnectionDefinition.ReadAll(flowchart.Json);
        return [.. LooseEnds(flowchart, connections), .. UnknownPorts(flowchart, connections, catalog), .. Unreachable(flowchart, graphs), .. graphs.SelectMany(graph => ImproperLoops(flowchart, graph)).Distinct()];
    }

    private static IEnumerable<Finding> LooseEnds(ActivityNode flowchart, IReadOnlyList<ConnectionDefinition> connections)
    {
        var ids = flowchart.Children.Select(child => child.Id).ToHashSet(StringComparer.Ordinal);
        return from connection in connections
               from end in new[] { connection.Source, connection.Target }
               where !ids.Contains(end)
               select new Finding(flowchart.Id, $"有一条连线（{connection.Source} → {connection.Target}）连到不存在的活动“{end}”，运行时会被忽略。", FindingSeverity.Warning);
    }

    private static IEnumerable<Finding> UnknownPorts(ActivityNode flowchart, IReadOnlyList<ConnectionDefinition> connections, ActivityCatalog catalog) =>
        from connection in connections
        let source = flowchart.Children.FirstOrDefault(child => child.Id == connection.Source)
        where source is not null
        let outcomes = catalog.Find(source.Type)?.Outcomes
        where outcomes is { Count: > 0 } && !outcomes.Contains(connection.Port ?? "Done", StringComparer.Ordinal)
        select new Finding(source.Id, $"活动{DefinitionValidator.Label(source)}没有出口“{connection.Port ?? "Done"}”，从它引出的连线永远不会走到。");

    private static IEnumerable<Finding> Unreachable(ActivityNode flowchart, IReadOnlyList<FlowGraph> graphs) =>
        from child in flowchart.Children
        where graphs.All(graph => !graph.IsReachable(child.Id))
        select new Finding(child.Id, $"从开始走不到活动{DefinitionValidator.Label(child)}，它不会执行。", FindingSeverity.Warning);

    private static IEnumerable<Finding> ImproperLoops(ActivityNode flowchart, FlowGraph graph) =>
        from child in flowchart.Children
        where graph.IsReachable(child.Id)
        from connection in graph.Outbound(child.Id)
        where !graph.IsForward(connection) && !graph.IsProperLoop(connection)
        select new Finding(child.Id, $"从{DefinitionValidator.Label(child)}回到“{connection.Target}”的连线不构成完整的循环：存在不经过“{connection.Target}”就到达它的路径，走到时流程会出错。");
}
