using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Tests.Recorded;
using Xunit;

namespace HaoChaPing.Workflows.Tests.Definitions;

/// <summary>What is missing or cannot be meant in one activity is told before it runs, in Chinese and with the activity's name.</summary>
public class InputCheckTests
{
    [Theory]
    [InlineData("* *", "有 2 段")]
    [InlineData("*/5 * * * *", "有 5 段")]
    [InlineData("0 0 0 31 2 *", "没有符合")]
    [InlineData("0 60 * * * *", "60")]
    public void A_cron_expression_that_never_comes_is_an_error_in_mid_flow(string cron, string because)
    {
        var finding = Only("Elsa.Cron", ("cronExpression", Literal(cron)));

        Assert.Equal(FindingSeverity.Error, finding.Severity);
        Assert.Contains(because, finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_zone_there_is_not_is_an_error_in_Chinese()
    {
        var finding = Only("Elsa.Cron", ("cronExpression", Literal("0 0 12 * * *")), ("timeZone", Literal("Mars")));

        Assert.Equal((FindingSeverity.Error, "活动“审批”（x）走到这里流程会出错：没有时区“Mars”，请用 UTC 或 Asia/Shanghai。"), (finding.Severity, finding.Message));
    }

    [Fact]
    public void A_cron_expression_that_a_script_gives_is_left_to_its_run() =>
        Assert.Empty(Findings("Elsa.Cron", ("cronExpression", Flow.Script("'* *'"))));

    [Theory]
    [InlineData("Elsa.RunTask", "任务名称")]
    [InlineData("Elsa.Event", "事件名称")]
    [InlineData("Elsa.ExecuteWorkflow", "流程")]
    [InlineData("Elsa.DispatchWorkflow", "流程")]
    [InlineData("Elsa.BulkDispatchWorkflows", "流程")]
    public void What_an_activity_faults_without_is_told_when_it_is_empty(string type, string input)
    {
        var finding = Only(type);

        Assert.Equal((FindingSeverity.Warning, $"活动“审批”（x）没有填写“{input}”，走到这里流程会出错。"), (finding.Severity, finding.Message));
    }

    [Theory]
    [InlineData("Elsa.RunTask", "taskName")]
    [InlineData("Elsa.Event", "eventName")]
    [InlineData("Elsa.DispatchWorkflow", "workflowDefinitionId")]
    public void What_an_expression_gives_is_not_missing(string type, string input)
    {
        Assert.Empty(Findings(type, (input, Flow.Expression("Variable", Flow.VariableJson("V", "String")))));
        Assert.Empty(Findings(type, (input, Literal("review"))));
    }

    [Theory]
    [InlineData("Elsa.Delay", "timeSpan", "bald", "时长")]
    [InlineData("Elsa.StartAt", "dateTime", "morgen", "时刻")]
    [InlineData("Elsa.FlowJoin", "mode", "Alle", "WaitAny、WaitAll、WaitAllActive")]
    [InlineData("Elsa.ExecuteWorkflow", "waitForCompletion", "vielleicht", "True 或 False")]
    [InlineData("Elsa.For", "start", "eins", "数字")]
    public void A_text_that_cannot_be_what_an_input_wants_is_told(string type, string input, string text, string wanted)
    {
        var finding = Assert.Single(Findings(type, (input, Literal(text))), f => f.Message.Contains(text, StringComparison.Ordinal));

        Assert.Equal(FindingSeverity.Warning, finding.Severity);
        Assert.StartsWith("活动“审批”（x）的", finding.Message, StringComparison.Ordinal);
        Assert.Contains(wanted, finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Elsa.Delay", "timeSpan", "1.00:00:00")]
    [InlineData("Elsa.StartAt", "dateTime", "2026-03-01T09:00:00+08:00")]
    [InlineData("Elsa.FlowJoin", "mode", "waitAll")]
    public void A_text_that_can_be_what_an_input_wants_is_not(string type, string input, string text) => Assert.Empty(Findings(type, (input, Literal(text))));

    [Theory]
    [InlineData("Elsa.While")]
    [InlineData("Elsa.For")]
    [InlineData("Elsa.ForEach")]
    [InlineData("Elsa.ParallelForEach")]
    public void A_loop_without_a_body_is_told(string type)
    {
        var finding = Only(type);

        Assert.Equal((FindingSeverity.Warning, "活动“审批”（x）没有“循环体”，不会做任何事。"), (finding.Severity, finding.Message));
    }

    [Fact]
    public void A_break_is_told_outside_a_loop_and_not_within()
    {
        var inside = new JsonObject { ["id"] = "b", ["type"] = "Elsa.Sequence", ["version"] = 1, ["activities"] = new JsonArray(new JsonObject { ["id"] = "k", ["type"] = "Elsa.Break", ["version"] = 1 }) };

        Assert.Contains("不在任何循环里", Only("Elsa.Break").Message, StringComparison.Ordinal);
        Assert.Empty(Findings("Elsa.While", ("condition", Literal("True")), ("body", inside)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_script_by_nature_is_checked_however_it_is_written(bool bare)
    {
        var finding = Only("Elsa.RunJavaScript", ("script", bare ? JsonValue.Create("1;\nvar f=()=>1;") : Literal("1;\nvar f=()=>1;")));

        Assert.Equal(FindingSeverity.Error, finding.Severity);
        Assert.Contains("“script”：第 2 行第", finding.Message, StringComparison.Ordinal);
    }

    // What Elsa ran must stay publishable; those with other workflows in them need a store to be read.
    [Fact]
    public void No_definition_that_was_recorded_is_refused()
    {
        var validator = new DefinitionValidator(Bursts.Catalog, []);

        var refused = from recorded in RecordedCase.ReadAll()
                      where recorded.Children.Length == 0
                      from finding in validator.Validate(DefinitionReader.Read(recorded.Definition.DeepClone().AsObject()))
                      where finding.Severity == FindingSeverity.Error && recorded.Name != "unknown-type" // that one is about being refused
                      select $"{recorded.Name}: {finding.Message}";

        Assert.Empty(refused);
    }

    private static JsonObject Literal(string text) => Flow.Expression("Literal", text);

    private static Finding Only(string type, params (string, JsonNode)[] inputs) => Assert.Single(Findings(type, inputs));

    // The sound flow around it has no findings; what a drawing lacks otherwise is another check's business.
    private static List<Finding> Findings(string type, params (string, JsonNode)[] inputs)
    {
        var flow = new Flow().Variable("V", "String").Add("start", "Elsa.Start")
            .Add("x", type, [.. inputs, ("name", JsonValue.Create("审批"))]).Add("end", "Elsa.End").Connect("start → x → end");
        return [.. new DefinitionValidator(Bursts.Catalog, []).Validate(flow.Definition).Where(f => f.ActivityId == "x" && !f.Message.Contains("出口", StringComparison.Ordinal))];
    }
}
