using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.Workflows.Definitions;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Inbox;

public sealed class FormTests
{
    public static TheoryData<string, string, bool> Values => new()
    {
        { "text", "\"words\"", true }, { "text", "12", false }, { "text", $"\"{new string('x', 4001)}\"", false },
        { "choice", "\"a\"", true }, { "choice", "\"z\"", false },
        { "choices", "[\"a\",\"b\"]", true }, { "choices", "\"a\"", false }, { "choices", "[\"a\",\"z\"]", false },
        { "boolean", "false", true }, { "boolean", "\"false\"", false },
        { "number", "1.5", true }, { "number", "\"1\"", false },
        { "date", "\"2025-02-28\"", true }, { "date", "\"2025-02-30\"", false }, { "date", "\"2025/02/28\"", false },
        { "dateTime", "\"2025-02-28T09:00:00+08:00\"", true }, { "dateTime", "\"2025-02-28T09:00:00\"", false }, { "dateTime", "\"2025-02-28\"", false },
        { "attachment", "\"0195563d-5a2c-7c3d-9a25-6f1d3c1f1f11\"", true }, { "attachment", "[\"0195563d-5a2c-7c3d-9a25-6f1d3c1f1f11\"]", true },
        { "attachment", "\"file.pdf\"", false }, { "attachment", "[\"0195563d-5a2c-7c3d-9a25-6f1d3c1f1f11\", 3]", false },
        { "person", "\"窗口负责人\"", true }, { "unit", "\"ak-unit-1\"", true },
    };

    [Theory, MemberData(nameof(Values))]
    public void A_field_takes_values_of_its_type_only(string type, string json, bool taken)
    {
        FormField[] form = [new("x", "项目", type, Options: type is "choice" or "choices" ? [new("a", "甲"), new("b", "乙")] : null)];

        var errors = FormRules.Check(form, "done", new JsonObject { ["x"] = JsonNode.Parse(json) });

        Assert.Equal(taken, errors.Count == 0);
        Assert.All(errors, e => Assert.Equal("/fields/x", e.Pointer));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"  \"")]
    [InlineData("[]")]
    public void Emptiness_does_not_fill_a_required_field(string json)
    {
        FormField[] form = [new("x", "项目", "text", RequiredFor: ["done"], ShownFor: ["done"])];

        Assert.Single(FormRules.Check(form, "done", new JsonObject { ["x"] = JsonNode.Parse(json) }));
        Assert.Empty(FormRules.Check(form, "return", new JsonObject { ["x"] = JsonNode.Parse(json) }));
    }

    [Theory]
    [InlineData("text", "请填写“项目”。")]
    [InlineData("boolean", "请勾选“项目”。")]
    [InlineData("choice", "请选择“项目”。")]
    [InlineData("choices", "请选择“项目”。")]
    [InlineData("date", "请选择“项目”。")]
    [InlineData("attachment", "请上传“项目”。")]
    public void What_is_missing_is_asked_for_by_what_the_hand_does_there(string type, string words) =>
        Assert.Equal(words, Assert.Single(FormRules.Check([new("x", "项目", type, Required: true)], "done", [])).Message);

    [Fact]
    public void Every_form_that_a_built_in_definition_names_can_be_read()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "definitions");
        var forms = Directory.EnumerateFiles(Path.Combine(folder, "forms"), "*.json").Select(f => (File: Path.GetFileNameWithoutExtension(f), Form: FormDefinition.Parse(File.ReadAllText(f)))).ToList();
        var named = Directory.EnumerateFiles(Path.Combine(folder, "workflows"), "*.json")
            .SelectMany(f => DefinitionReader.Read(File.ReadAllText(f)).Activities()).Where(a => a.Type == "HaoChaPing.HumanTask").Select(a => a.LiteralOf("form")!).ToHashSet();

        Assert.All(forms, f => Assert.Equal(f.File, f.Form.Name));
        Assert.Equal(named.Order(), forms.Select(f => f.File).Order());
    }

    [Theory]
    [InlineData("""{"name":"x","title":"x","outcomes":[],"fields":[]}""")]
    [InlineData("""{"name":"x","title":"x","outcomes":[{"name":"a","label":"甲"}],"fields":[{"name":"f","label":"项","type":"colour"}]}""")]
    [InlineData("""{"name":"x","title":"x","outcomes":[{"name":"a","label":"甲"}],"fields":[{"name":"f","label":"项","type":"choice"}]}""")]
    [InlineData("""{"name":"x","title":"x","outcomes":[{"name":"a","label":"甲"}],"fields":[{"name":"f","label":"项","type":"text","requiredFor":["b"]}]}""")]
    [InlineData("""{"name":"x","title":"x","outcomes":[{"name":"a","label":"甲"}],"fields":[],"colour":"red"}""")]
    public void A_form_that_could_never_be_filled_in_is_not_imported(string json) =>
        Assert.ThrowsAny<Exception>(() => FormDefinition.Parse(json));
}
