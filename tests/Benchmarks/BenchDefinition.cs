using System.Text.Json.Nodes;

namespace HaoChaPing.Benchmarks;

/// <summary>Start, two tasks with assignments around them, End: ten activities in a row.</summary>
internal static class BenchDefinition
{
    public static string Json()
    {
        JsonObject[] activities =
        [
            Activity("Elsa.Start", "start"), Set("s1"), Set("s2"), Task("verify"), Set("s3"), Set("s4"), Task("reply"), Set("s5"), Set("s6"), Activity("Elsa.End", "end"),
        ];
        return new JsonObject
        {
            ["definitionId"] = "bench",
            ["name"] = "bench",
            ["variables"] = new JsonArray(Variable()),
            ["root"] = new JsonObject
            {
                ["id"] = "Flowchart1", ["type"] = "Elsa.Flowchart", ["version"] = 1,
                ["activities"] = new JsonArray([.. activities]),
                ["connections"] = new JsonArray([.. activities.Zip(activities.Skip(1), Connection)]),
            },
        }.ToJsonString();
    }

    private static JsonObject Activity(string type, string id) => new() { ["id"] = id, ["type"] = type, ["version"] = 1 };

    private static JsonObject Task(string name)
    {
        var task = Activity("Bench.Task", name);
        task["name"] = Literal(name);
        return task;
    }

    private static JsonObject Set(string id)
    {
        var set = Activity("Elsa.SetVariable", id);
        set["variable"] = Variable();
        set["value"] = Literal(id);
        return set;
    }

    private static JsonObject Variable() => new()
    {
        ["id"] = "step", ["name"] = "Step", ["typeName"] = "String", ["storageDriverTypeName"] = "Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core",
    };

    private static JsonObject Literal(string value) => new() { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value } };

    private static JsonNode Connection(JsonObject from, JsonObject to) => new JsonObject
    {
        ["source"] = new JsonObject { ["activity"] = from["id"]!.GetValue<string>(), ["port"] = "Done" },
        ["target"] = new JsonObject { ["activity"] = to["id"]!.GetValue<string>(), ["port"] = "In" },
    };
}
