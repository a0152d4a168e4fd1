using HaoChaPing.Workflows.Definitions;

namespace HaoChaPing.Workflows.Activities;

/// <summary>The edges of one flowchart, split into forward and backward ones as seen from a start activity.</summary>
internal sealed class FlowGraph
{
    private readonly Dictionary<string, ActivityNode> _nodes = new(StringComparer.Ordinal);
    private readonly ILookup<string, ConnectionDefinition> _outbound;
    private readonly ILookup<string, ConnectionDefinition> _inbound;
    private readonly HashSet<ConnectionDefinition> _forward;
    private readonly ILookup<string, ConnectionDefinition> _forwardInbound;

    public FlowGraph(ActivityNode flowchart, string? triggerActivityId)
    {
        foreach (var child in flowchart.Children) _nodes.TryAdd(child.Id, child);
        var connections = ConnectionDefinition.ReadAll(flowchart.Json).Where(c => _nodes.ContainsKey(c.Source) && _nodes.ContainsKey(c.Target)).ToList();
        _outbound = connections.ToLookup(c => c.Source, StringComparer.Ordinal);
        _inbound = connections.ToLookup(c => c.Target, StringComparer.Ordinal);
        Start = FindStart(flowchart.Children, connections, triggerActivityId);
        _forward = Start is null ? [] : ForwardFrom(Start.Id);
        // In the order of the list, not of the search: cancellations follow it.
        _forwardInbound = connections.Where(_forward.Contains).ToLookup(c => c.Target, StringComparer.Ordinal);
    }

    /// <summary>The one activity a run begins with; null in an empty flowchart.</summary>
    public ActivityNode? Start { get; }

    public static FlowGraph Of(ActivityNode flowchart, string? triggerActivityId) =>
        flowchart.Derived($"flow:{triggerActivityId}", node => new FlowGraph(node, triggerActivityId));

    public ActivityNode Node(string id) => _nodes[id];
    public IEnumerable<ConnectionDefinition> Outbound(string activity) => _outbound[activity];
    public IEnumerable<ConnectionDefinition> Inbound(string activity) => _inbound[activity];
    public IEnumerable<ConnectionDefinition> ForwardInbound(string activity) => _forwardInbound[activity];
    public bool IsForward(ConnectionDefinition connection) => _forward.Contains(connection);
    public bool IsReachable(string activity) => activity == Start?.Id || _forwardInbound.Contains(activity);

    /// <summary>Ids of everything from which forward edges lead to the activity.</summary>
    public HashSet<string> AncestorsOf(string activity)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([activity]);
        while (open.TryPop(out var current))
            foreach (var connection in _forwardInbound[current])
                if (found.Add(connection.Source)) open.Push(connection.Source);
        return found;
    }

    /// <summary>Ids of everything to which forward edges lead from any of these.</summary>
    public HashSet<string> Ahead(IReadOnlyCollection<string> of)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(of);
        while (open.TryPop(out var current))
            foreach (var connection in _outbound[current])
                if (_forward.Contains(connection) && found.Add(connection.Target)) open.Push(connection.Target);
        return found;
    }

    /// <summary>A backward edge is a proper loop when every way from the start to its source passes its target.</summary>
    public bool IsProperLoop(ConnectionDefinition backward)
    {
        if (backward.Source == backward.Target) return true;
        var seen = new HashSet<string>(StringComparer.Ordinal) { backward.Source };
        var open = new Stack<string>(seen);
        while (open.TryPop(out var current))
        {
            if (current == Start!.Id) return false;
            foreach (var connection in _forwardInbound[current])
                if (connection.Source != backward.Target && seen.Add(connection.Source)) open.Push(connection.Source);
        }

        return true;
    }

    private static ActivityNode? FindStart(IReadOnlyList<ActivityNode> activities, List<ConnectionDefinition> connections, string? triggerActivityId) =>
        activities.FirstOrDefault(a => a.Id == triggerActivityId)
        ?? activities.FirstOrDefault(a => a.Type == "Elsa.Start")
        ?? activities.FirstOrDefault(a => a.CanStartWorkflow)
        ?? activities.FirstOrDefault(a => connections.TrueForAll(c => c.Target != a.Id))
        ?? (activities is [var first, ..] ? first : null);

    /// <summary>Breadth first from the start; an edge into something that already leads to its source closes a loop and is left out.</summary>
    private HashSet<ConnectionDefinition> ForwardFrom(string start)
    {
        var forward = new HashSet<ConnectionDefinition>();
        var targets = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal) { start };
        var open = new Queue<string>([start]);
        while (open.TryDequeue(out var source))
            foreach (var connection in _outbound[source])
            {
                if (Leads(targets, connection.Target, source)) continue;
                forward.Add(connection);
                if (!targets.TryGetValue(source, out var list)) targets[source] = list = [];
                list.Add(connection.Target);
                if (seen.Add(connection.Target)) open.Enqueue(connection.Target);
            }

        return forward;
    }

    private static bool Leads(Dictionary<string, List<string>> targets, string from, string to)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { from };
        var open = new Stack<string>([from]);
        while (open.TryPop(out var current))
        {
            if (current == to) return true;
            foreach (var next in targets.GetValueOrDefault(current) ?? [])
                if (seen.Add(next)) open.Push(next);
        }

        return false;
    }
}
