using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Definitions;
using Xunit;

namespace HaoChaPing.Workflows.Tests.Definitions;

public class DefinitionReaderTests
{
    [Theory]
    [InlineData("save-draft.json")]
    [InlineData("save-draft-controls.json")]
    [InlineData("save-publish.json")]
    public void What_Studio_saved_is_written_back_unchanged(string file)
    {
        var saved = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Definitions", file)))!["model"]!;

        var written = DefinitionWriter.Write(DefinitionReader.Read(saved.ToJsonString()));

        Assert.Equal(saved.ToJsonString(), JsonNode.Parse(written)!.ToJsonString());
    }

    [Fact]
    public void Unknown_properties_and_types_stay_at_every_level_and_in_their_order()
    {
        const string json = """
            {"zeta":1,"id":"v1","definitionId":"d","extra":{"b":[1,2,{"c":null}]},"name":"名称","version":3,
             "variables":[{"id":"a","name":"A","typeName":"String","secret":true}],
             "root":{"id":"f","nodeId":"Workflow1:f","type":"Elsa.Flowchart","version":1,"new":"thing",
               "activities":[{"id":"x","nodeId":"Workflow1:f:x","type":"Acme.Unknown","version":9,"text":{"typeName":"String","expression":{"type":"Liquid","value":"{{ x }}","more":1}},"metadata":{"designer":{"position":{"x":1.50,"y":-2}}}}],
               "connections":[{"source":{"activity":"x","port":"Done","hint":"h"},"target":{"activity":"gone","port":"In"},"vertices":[{"x":1,"y":2}]}]},
             "omega":"最后"}
            """;

        var definition = DefinitionReader.Read(json);

        Assert.Equal(JsonNode.Parse(json)!.ToJsonString(), JsonNode.Parse(DefinitionWriter.Write(definition))!.ToJsonString());
        Assert.Equal("Acme.Unknown", definition.FindById("x")!.Type);
        Assert.Contains("名称", DefinitionWriter.Write(definition), StringComparison.Ordinal);
    }

    [Fact]
    public void Node_ids_are_recomputed_in_nested_containers_and_embedded_ports()
    {
        const string json = """
            {"id":"v1","definitionId":"d","root":{"type":"Elsa.Flowchart","nodeId":"wrong","id":"outer","activities":[
              {"id":"inner","type":"Elsa.Flowchart","activities":[{"id":"leaf","type":"Elsa.WriteLine","nodeId":"stale:leaf"}]},
              {"id":"loop","type":"Elsa.While","body":{"id":"step","type":"Elsa.WriteLine"}},
              {"id":"sw","type":"Elsa.Switch","cases":[{"label":"A","condition":{"type":"Literal","value":"True"},"activity":{"id":"one","type":"Elsa.WriteLine"}}]},
              {"id":"set","type":"Elsa.SetVariable","variable":{"id":"v","name":"V","typeName":"String"},"value":{"typeName":"Object","expression":{"type":"Input","value":{"name":"N","type":"String","id":"i"}}}}]}}
            """;

        var definition = DefinitionReader.Read(json);

        Assert.Equal(
            ["Workflow1:outer", "Workflow1:outer:inner", "Workflow1:outer:inner:leaf", "Workflow1:outer:loop", "Workflow1:outer:loop:step",
                "Workflow1:outer:sw", "Workflow1:outer:sw:one", "Workflow1:outer:set"],
            definition.Activities().Select(node => node.NodeId));
        Assert.Equal("Workflow1:outer:inner:leaf", JsonNode.Parse(DefinitionWriter.Write(definition))!["root"]!["activities"]![0]!["activities"]![0]!["nodeId"]!.GetValue<string>());
        Assert.Equal("outer", definition.FindByNodeId("Workflow1:outer:loop")!.Parent!.Id);
    }

    [Fact]
    public void Flags_variables_and_parameters_are_read()
    {
        const string json = """
            {"id":"v1","definitionId":"d","name":"流程","version":7,"isLatest":true,"isPublished":true,"outcomes":["Resolved"],
             "variables":[{"id":"x","name":"X","typeName":"Int32","isArray":true,"value":"[1]","storageDriverTypeName":"Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core"},
                          {"id":"m","name":"M","typeName":"String","storageDriverTypeName":"Elsa.Workflows.MemoryStorageDriver, Elsa.Workflows.Core"}],
             "inputs":[{"type":"String","name":"CaseId","displayName":"案件编号"}],"outputs":[{"type":"String","name":"Conclusion"}],
             "options":{"incidentStrategyType":"Elsa.Workflows.IncidentStrategies.ContinueWithIncidentsStrategy, Elsa.Workflows.Core"},
             "root":{"id":"f","type":"Elsa.Flowchart"}}
            """;

        var definition = DefinitionReader.Read(json);

        Assert.Equal((7, true, true, true), (definition.Version, definition.IsLatest, definition.IsPublished, definition.ContinuesWithIncidents));
        Assert.Equal([("X", true, true), ("M", false, false)], definition.Variables.Select(v => (v.Name, v.Type.IsArray, v.Persists)));
        Assert.Equal("案件编号", Assert.Single(definition.Inputs).DisplayName);
        Assert.Equal("Conclusion", Assert.Single(definition.Outputs).Name);
        Assert.Equal(["Resolved"], definition.Outcomes);
    }

    [Theory]
    [InlineData("", "JSON")]
    [InlineData("{\"id\":", "第 1 行")]
    [InlineData("[]", "JSON 对象")]
    [InlineData("{\"id\":\"a\",\"id\":\"b\",\"root\":{}}", "重复")]
    [InlineData("{\"id\":\"a\"}", "root")]
    [InlineData("{\"root\":{\"id\":\"f\"}}", "缺少类型")]
    [InlineData("{\"root\":{\"type\":\"Elsa.Flowchart\",\"id\":\"f\",\"activities\":[{\"type\":\"Elsa.Start\"}]}}", "缺少编号")]
    public void What_is_no_definition_is_refused_with_a_Chinese_sentence(string json, string part)
    {
        var exception = Assert.Throws<DefinitionFormatException>(() => DefinitionReader.Read(json));

        Assert.Contains(part, exception.Message, StringComparison.Ordinal);
    }
}
