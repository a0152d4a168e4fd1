using System.Text.Json.Nodes;

namespace HaoChaPing.Workflows.Tests.Properties;

/// <summary>A flowchart of forks that all join again, made from a seed: whatever order its tasks are done in, the end is the same.</summary>
internal sealed class OrderlyFlow
{
    private readonly Random _random;
    private readonly bool _tokens;
    private readonly JsonArray _activities = [];
    private readonly JsonArray _connections = [];
    private readonly JsonArray _variables = [];
    private int _last;

    public OrderlyFlow(int seed)
    {
        _random = new Random(seed);
        _tokens = _random.Next(2) == 0;
        var start = Add("Elsa.Start");
        var end = Chain(start, depth: 0);
        Connect(end, Add("Elsa.WriteLine", ("text", "end")));
        Json = new JsonObject
        {
            ["id"] = $"orderly-{seed}-v1", ["definitionId"] = $"orderly-{seed}", ["name"] = $"orderly-{seed}", ["variables"] = _variables,
            ["customProperties"] = new JsonObject { ["Flowchart:ExecutionMode"] = _tokens ? "TokenBased" : "CounterBased" },
            ["root"] = new JsonObject { ["id"] = "flow", ["type"] = "Elsa.Flowchart", ["version"] = 1, ["activities"] = _activities, ["connections"] = _connections },
        };
    }

    public JsonObject Json { get; }

    private string Chain(string from, int depth)
    {
        for (var count = 1 + _random.Next(3); count > 0; count--)
            from = depth < 3 && _random.Next(3) == 0 ? Block(from, depth + 1) : Step(from);
        return from;
    }

    private string Step(string from)
    {
        var step = _random.Next(4) switch
        {
            0 => Add("Elsa.WriteLine", ("text", "w")),
            1 => Set(),
            _ => Add("Elsa.RunTask", ("taskName", "t")),
        };
        Connect(from, step);
        return step;
    }

    /// <summary>Some branches side by side. In counter mode any activity joins them; token mode needs a join.</summary>
    private string Block(string from, int depth)
    {
        var branches = Enumerable.Range(0, 2 + _random.Next(2)).Select(_ => Chain(from, depth)).Distinct().ToList();
        var join = _tokens || _random.Next(2) == 0 ? Add("Elsa.FlowJoin", ("mode", _random.Next(2) == 0 ? "WaitAll" : "WaitAllActive")) : Add("Elsa.RunTask", ("taskName", "j"));
        foreach (var branch in branches) Connect(branch, join);
        return join;
    }

    private string Set()
    {
        var set = Add("Elsa.SetVariable", ("value", $"{_random.Next(100)}"));
        _variables.Add((JsonNode)Flow.VariableJson(set, "Int32", "0"));
        _activities[^1]!["variable"] = new JsonObject { ["id"] = $"v-{set}", ["name"] = set, ["typeName"] = "Int32" };
        return set;
    }

    private string Add(string type, params (string Name, string Value)[] inputs)
    {
        var activity = new JsonObject { ["id"] = $"n{++_last}", ["type"] = type, ["version"] = 1 };
        foreach (var (name, value) in inputs) activity[name] = Flow.Expression("Literal", value);
        _activities.Add((JsonNode)activity);
        return $"n{_last}";
    }

    private void Connect(string from, string to) => _connections.Add((JsonNode)new JsonObject
    {
        ["source"] = new JsonObject { ["activity"] = from, ["port"] = "Done" }, ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
    });
}
