using System.Text.Json.Nodes;

namespace HaoChaPing.Workflows.Tests.Properties;

/// <summary>A flowchart nobody would draw, made from a seed: the same seed makes the same flowchart on every machine and for ever.</summary>
internal sealed class RandomFlow
{
    private static readonly string[] JoinModes = ["WaitAny", "WaitAll", "WaitAllActive"];
    private static readonly string[] MergeModes = ["Stream", "Merge", "Converge", "Cascade", "Race"];

    private readonly Random _random;
    private readonly bool _tokens;
    private int _nested;

    public RandomFlow(int seed)
    {
        _random = new Random(seed); // a seeded Random gives the same numbers in every version of .NET
        _tokens = _random.Next(4) == 0;
        var continues = _random.Next(3) == 0;
        Json = new JsonObject
        {
            ["id"] = $"random-{seed}-v1", ["definitionId"] = $"random-{seed}", ["name"] = $"random-{seed}",
            ["customProperties"] = new JsonObject { ["Flowchart:ExecutionMode"] = _tokens ? "TokenBased" : "CounterBased" },
            ["options"] = new JsonObject { ["incidentStrategyType"] = $"Elsa.Workflows.IncidentStrategies.{(continues ? "ContinueWithIncidents" : "Fault")}Strategy, Elsa.Workflows.Core" },
            ["variables"] = new JsonArray(Flow.VariableJson("Count", "Int32", "0")),
            ["root"] = Flowchart("flow", 3 + _random.Next(12)),
        };
    }

    public JsonObject Json { get; }

    private JsonObject Flowchart(string id, int size)
    {
        var nodes = new List<JsonObject> { Activity($"{id}0", "Elsa.Start") };
        for (var number = 1; number < size; number++) nodes.Add(Some($"{id}{number}"));
        var connections = new JsonArray();
        for (var number = 1; number < size; number++)
            for (var count = 1 + (_random.Next(3) == 0 ? 1 + _random.Next(2) : 0); count > 0; count--) connections.Add((JsonNode)Connection(nodes[_random.Next(number)], nodes[number]));
        // Now and then back, which makes proper loops, improper ones, and loops without any wait.
        while (_random.Next(9) == 0) connections.Add((JsonNode)Connection(nodes[_random.Next(size)], nodes[_random.Next(size)]));
        return new JsonObject { ["id"] = id, ["type"] = "Elsa.Flowchart", ["version"] = 1, ["activities"] = new JsonArray([.. nodes]), ["connections"] = connections };
    }

    private JsonObject Some(string id)
    {
        var activity = _random.Next(100) switch
        {
            < 42 => Activity(id, "Elsa.RunTask", ("taskName", id)),
            < 52 => Activity(id, "Elsa.WriteLine", ("text", id)),
            < 60 => Activity(id, "Elsa.FlowDecision", ("condition", _random.Next(2) == 0 ? "True" : "False")),
            < 66 => Fork(id),
            < 80 => Activity(id, "Elsa.FlowJoin", ("mode", Pick(JoinModes))),
            < 84 => SetVariable(id),
            < 88 => Activity(id, "Elsa.Event", ("eventName", "go")),
            < 91 => Activity(id, "Elsa.Fault", ("message", "bad luck")),
            < 93 => Activity(id, "Elsa.End"),
            < 94 => Activity(id, "Elsa.Finish"),
            _ => Container(id),
        };
        if (_tokens && _random.Next(5) == 0) activity["customProperties"] = new JsonObject { ["mergeMode"] = Pick(MergeModes) };
        return activity;
    }

    private JsonObject Container(string id)
    {
        if (++_nested > 3) return Activity(id, "Elsa.WriteLine", ("text", id));
        if (_random.Next(2) == 0) return Flowchart(id + "n", 2 + _random.Next(4));
        var type = _random.Next(2) == 0 ? "Elsa.Sequence" : "Elsa.Parallel";
        return new JsonObject
        {
            ["id"] = id, ["type"] = type, ["version"] = 1, ["activities"] = new JsonArray([.. Enumerable.Range(1, 1 + _random.Next(3)).Select(number => Some($"{id}s{number}"))]),
        };
    }

    private static JsonObject Fork(string id)
    {
        var fork = Activity(id, "Elsa.FlowFork");
        fork["branches"] = Flow.Expression("Object", """["A","B","C"]""");
        return fork;
    }

    private JsonObject SetVariable(string id)
    {
        var set = Activity(id, "Elsa.SetVariable", ("value", $"{_random.Next(9)}"));
        set["variable"] = new JsonObject { ["id"] = "v-Count", ["name"] = "Count", ["typeName"] = "Int32" };
        return set;
    }

    private JsonObject Connection(JsonObject from, JsonObject to) => new()
    {
        ["source"] = new JsonObject { ["activity"] = from["id"]!.GetValue<string>(), ["port"] = Port(from["type"]!.GetValue<string>()) },
        ["target"] = new JsonObject { ["activity"] = to["id"]!.GetValue<string>(), ["port"] = "In" },
    };

    private string Port(string type) => type switch
    {
        "Elsa.FlowDecision" => _random.Next(2) == 0 ? "True" : "False",
        "Elsa.FlowFork" => Pick(["A", "B", "C"]),
        _ => "Done",
    };

    private string Pick(string[] words) => words[_random.Next(words.Length)];

    private static JsonObject Activity(string id, string type, params (string Name, string Value)[] inputs)
    {
        var activity = new JsonObject { ["id"] = id, ["type"] = type, ["version"] = 1 };
        foreach (var (name, value) in inputs) activity[name] = Flow.Expression("Literal", value);
        return activity;
    }
}
