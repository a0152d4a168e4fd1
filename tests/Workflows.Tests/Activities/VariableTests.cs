using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Execution;
using Xunit;

namespace HaoChaPing.Workflows.Tests.Activities;

public class VariableTests
{
    [Theory]
    [InlineData("Int32", "7", "7")]
    [InlineData("Int32", "abc", "0")]
    [InlineData("Boolean", "true", "True")]
    [InlineData("Boolean", "maybe", "False")]
    [InlineData("Decimal", "1.50", "1.50")]
    [InlineData("Int64", "5000000000", "5000000000")]
    [InlineData("DateTimeOffset", "2026-01-02T03:04:05+08:00", "2026-01-02T03:04:05+08:00")]
    [InlineData("TimeSpan", "1.02:03:04", "1.02:03:04")]
    [InlineData("Guid", "not one", "00000000-0000-0000-0000-000000000000")]
    [InlineData("Object", "text", "text")]
    [InlineData("ObjectDictionary", """{"a":[1,true]}""", """{"a":[1,true]}""")]
    public async Task A_value_is_converted_to_the_variables_type_and_outlives_the_wait(string type, string value, string expected)
    {
        var flow = Set(type, value);
        await flow.StartAsync();

        var burst = await flow.ResumeAsync("t");

        Assert.Equal([expected], burst.Output);
    }

    [Fact]
    public async Task A_task_result_goes_into_the_bound_variable()
    {
        var flow = new Flow().Variable("V", "Object").Add("t", "Elsa.RunTask", ("taskName", "t"), ("result", Flow.Output("V"))).Add("w", "Elsa.WriteLine", ("text", Value("V"))).Connect("t → w");
        await flow.StartAsync();

        var burst = await flow.ResumeAsync("t", new JsonObject { ["level"] = "general" });

        Assert.Equal(["""{"level":"general"}"""], burst.Output);
        Assert.Equal("""{"V":{"level":"general"}}""", flow.State.ReadVariables(flow.Definition).ToJsonString());
    }

    [Fact]
    public async Task A_variable_without_a_driver_forgets_at_the_first_wait()
    {
        var flow = new Flow().Variable("V", "String", "default", stored: false).Add("s", "Elsa.SetVariable", ("variable", Flow.VariableJson("V", "String")), ("value", "set"))
            .Add("now", "Elsa.WriteLine", ("text", Value("V"))).Add("t", "Elsa.RunTask", ("taskName", "t")).Add("later", "Elsa.WriteLine", ("text", Value("V"))).Connect("s → now → t → later");

        var first = await flow.StartAsync();
        var second = await flow.ResumeAsync("t");

        Assert.Equal(["set"], first.Output);
        Assert.Equal(["default"], second.Output);
    }

    [Fact]
    public async Task An_inner_variable_hides_an_outer_one_of_the_same_name_and_is_out_of_reach_outside()
    {
        var inner = new JsonArray(
            new JsonObject { ["id"] = "in", ["type"] = "Elsa.WriteLine", ["text"] = Flow.Script("getWho()") },
            new JsonObject { ["id"] = "t", ["type"] = "Elsa.RunTask", ["taskName"] = Flow.Expression("Literal", "t") },
            new JsonObject { ["id"] = "set", ["type"] = "Elsa.SetVariable", ["variable"] = new JsonObject { ["id"] = "inner-who" }, ["value"] = Flow.Expression("Literal", "changed") },
            new JsonObject { ["id"] = "again", ["type"] = "Elsa.WriteLine", ["text"] = Flow.Script("getWho()") });
        var connections = new JsonArray(Edge("in", "t"), Edge("t", "set"), Edge("set", "again"));
        var declared = Flow.VariableJson("Who", "String", "inner");
        declared["id"] = "inner-who";
        var flow = new Flow().Variable("Who", "String", "outer").Add("box", "Elsa.Flowchart", ("activities", inner), ("connections", connections), ("variables", new JsonArray(declared)))
            .Add("out", "Elsa.WriteLine", ("text", Flow.Script("getWho()"))).Add("lost", "Elsa.WriteLine", ("text", Flow.Expression("Variable", new JsonObject { ["id"] = "inner-who" }))).Connect("box → out → lost");

        var first = await flow.StartAsync();
        var second = await flow.ResumeAsync("t");

        Assert.Equal(["inner"], first.Output);
        Assert.Equal(["changed", "outer"], second.Output);
        Assert.Equal(("lost", SubStatus.Faulted), (Assert.Single(second.Incidents).ActivityId, second.SubStatus));
    }

    [Fact]
    public async Task A_workflow_input_is_read_by_name()
    {
        var flow = new Flow().Add("w", "Elsa.WriteLine", ("text", Flow.Expression("Input", new JsonObject { ["name"] = "CaseId", ["type"] = "String" })));

        var burst = await flow.StartAsync(new JsonObject { ["CaseId"] = "AK-7" });

        Assert.Equal(["AK-7"], burst.Output);
    }

    [Fact]
    public async Task Correlate_gives_the_instance_its_id()
    {
        var flow = new Flow().Add("c", "Elsa.Correlate", ("correlationId", Flow.Script("'AK-' + 8")));

        await flow.StartAsync();

        Assert.Equal("AK-8", flow.State.CorrelationId);
    }

    [Fact]
    public async Task An_object_expression_is_parsed_for_a_typed_input_and_stays_text_for_any()
    {
        var flow = new Flow().Variable("Any", "Object").Variable("List", "String", isArray: true)
            .Add("a", "Elsa.SetVariable", ("variable", Flow.VariableJson("Any", "Object")), ("value", Flow.Expression("Object", "{\"k\": 1}")))
            .Add("b", "Elsa.SetVariable", ("variable", Flow.VariableJson("List", "String")), ("value", Flow.Expression("Object", "[\"x\", \"y\"]")))
            .Add("w", "Elsa.WriteLine", ("text", Flow.Script("typeof getAny() + ' ' + getList().length"))).Connect("a → b → w");

        var burst = await flow.StartAsync();

        Assert.Equal(["string 2"], burst.Output);
    }

    private static Flow Set(string type, string value) => new Flow().Variable("V", type)
        .Add("s", "Elsa.SetVariable", ("variable", Flow.VariableJson("V", type)), ("value", value)).Add("t", "Elsa.RunTask", ("taskName", "t"))
        .Add("w", "Elsa.WriteLine", ("text", Value("V"))).Connect("s → t → w");

    private static JsonObject Value(string variable) => Flow.Expression("Variable", Flow.VariableJson(variable, "Object"));

    private static JsonObject Edge(string from, string to) => new()
    {
        ["source"] = new JsonObject { ["activity"] = from, ["port"] = "Done" }, ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
    };
}
