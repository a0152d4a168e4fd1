using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Definitions;
using Xunit;

namespace HaoChaPing.Workflows.Tests.Definitions;

public class DefinitionValidatorTests
{
    [Fact]
    public void A_sound_definition_has_no_findings() =>
        Assert.Empty(Findings(Sound()));

    [Fact]
    public void An_unknown_type_is_named() =>
        AssertError(Findings(Sound().Add("x", "Acme.Robot").Connect("start → x")), "x", "Acme.Robot");

    [Fact]
    public void A_version_of_a_type_that_is_not_here_is_named()
    {
        var flow = Sound().Add("x", "Elsa.WriteLine", ("version", JsonValue.Create(9))).Connect("start → x");
        AssertError(Findings(flow), "x", "没有第 9 版");
    }

    [Fact]
    public void A_script_that_does_not_parse_is_shown_with_line_and_column() =>
        AssertError(Findings(Sound().Add("x", "Elsa.WriteLine", ("text", Flow.Script("1;\nvar f = a => a;"))).Connect("start → x")), "x", "第 2 行");

    [Fact]
    public void A_script_in_a_switch_case_is_checked_too()
    {
        var cases = new JsonArray(new JsonObject { ["label"] = "A", ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = "a =>" } });

        AssertError(Findings(Sound().Add("x", "Elsa.FlowSwitch", ("cases", cases)).Connect("start → x")), "x", "第 1 行");
    }

    [Fact]
    public void An_unsupported_language_is_an_error() =>
        AssertError(Findings(Sound().Add("x", "Elsa.WriteLine", ("text", Flow.Expression("Liquid", "{{ a }}"))).Connect("start → x")), "x", "Liquid");

    [Fact]
    public void Broken_JSON_in_an_object_expression_is_an_error() =>
        AssertError(Findings(Sound().Add("x", "Elsa.FlowFork", ("branches", Flow.Expression("Object", "[\"A\","))).Connect("start → x")), "x", "JSON");

    [Fact]
    public void A_variable_out_of_scope_is_told() =>
        AssertTold(Sound().Add("x", "Elsa.WriteLine", ("text", Flow.Expression("Variable", Flow.VariableJson("Gone", "String")))).Connect("start → x"), "x", "v-Gone");

    [Fact]
    public void SetVariable_without_a_variable_is_told() =>
        AssertTold(Sound().Add("x", "Elsa.SetVariable").Connect("start → x"), "x", "没有选择变量");

    [Fact]
    public void An_outcome_that_does_not_exist_is_told() =>
        AssertTold(Sound().Add("d", "Elsa.FlowDecision").Connect("start → d:Yes → end"), "d", "没有出口“Yes”");

    [Fact]
    public void An_outcome_that_leads_nowhere_is_told() =>
        AssertTold(Sound().Add("d", "Elsa.FlowDecision").Connect("start → d:True → end"), "d", "出口“False”没有接到下一步");

    [Fact]
    public void A_back_edge_that_is_no_proper_loop_is_told() =>
        AssertTold(Sound().Add("a", "Elsa.WriteLine").Add("b", "Elsa.WriteLine").Connect("start → a → b → a", "start → b"), "b", "循环");

    [Fact]
    public void A_join_of_which_a_decision_may_leave_out_a_branch_is_told() =>
        AssertTold(Sound().Add("d", "Elsa.FlowDecision").Add("a", "Elsa.WriteLine").Add("j", "Elsa.FlowJoin", ("mode", Flow.Expression("Literal", "WaitAll")))
            .Connect("start → d:True → a → j → end", "d:False → j"), "j", "等不齐");

    [Fact]
    public void A_join_of_a_fork_s_branches_starves_of_none() =>
        Assert.DoesNotContain(Findings(Sound().Add("f", "Elsa.FlowFork", ("branches", Flow.Expression("Object", "[\"A\",\"B\"]"))).Add("a", "Elsa.WriteLine")
            .Add("j", "Elsa.FlowJoin", ("mode", Flow.Expression("Literal", "WaitAll"))).Connect("start → f:A → a → j → end", "f:B → j")), finding => finding.ActivityId is "j" or "f");

    [Fact]
    public void A_flow_without_an_end_is_a_warning() =>
        AssertWarning(Findings(new Flow().Add("start", "Elsa.Start")), "Flowchart1", "结束");

    [Fact]
    public void An_activity_that_cannot_be_reached_is_a_warning() =>
        AssertWarning(Findings(Sound().Add("island", "Elsa.WriteLine")), "island", "走不到");

    [Fact]
    public void A_connection_to_a_missing_activity_is_a_warning() =>
        AssertWarning(Findings(Sound().Connect("start → gone")), "Flowchart1", "gone");

    [Fact]
    public void An_input_that_is_not_declared_is_a_warning() =>
        AssertWarning(Findings(Sound().Add("x", "Elsa.WriteLine", ("text", Flow.Expression("Input", new JsonObject { ["name"] = "CaseId", ["type"] = "String" }))).Connect("start → x")), "x", "CaseId");

    [Fact]
    public void A_variable_that_forgets_is_a_warning() =>
        AssertWarning(Findings(Sound().Variable("Mem", "String", stored: false)), null, "Mem");

    [Fact]
    public void Duplicate_ids_are_an_error() =>
        AssertError(Findings(Sound().Add("end", "Elsa.End")), "end", "2 次");

    [Fact]
    public void A_hosts_checks_are_asked_too() =>
        AssertError(new DefinitionValidator(Bursts.Catalog, [new RefuseAll()]).Validate(Sound().Definition), "start", "不行");

    private static Flow Sound() => new Flow().Variable("V", "String").Add("start", "Elsa.Start")
        .Add("w", "Elsa.WriteLine", ("text", Flow.Expression("Variable", Flow.VariableJson("V", "String")))).Add("end", "Elsa.End").Connect("start → w → end");

    private static IReadOnlyList<Finding> Findings(Flow flow) => new DefinitionValidator(Bursts.Catalog, []).Validate(flow.Definition);

    private static void AssertError(IReadOnlyList<Finding> findings, string activity, string part) => Has(findings, activity, part, FindingSeverity.Error);
    private static void AssertWarning(IReadOnlyList<Finding> findings, string? activity, string part) => Has(findings, activity, part, FindingSeverity.Warning);

    /// <summary>Elsa runs it, so it is a warning; where the host relies on the definition it is an error.</summary>
    private static void AssertTold(Flow flow, string activity, string part)
    {
        var relied = new DefinitionValidator(Bursts.Catalog, [new Relying()]).Validate(flow.Definition);

        Assert.Contains(Findings(flow), finding => Is(finding, FindingSeverity.Warning));
        Assert.DoesNotContain(Findings(flow), finding => finding.Severity == FindingSeverity.Error);
        Assert.Contains(relied, finding => Is(finding, FindingSeverity.Error));

        bool Is(Finding finding, FindingSeverity severity) => finding.Severity == severity && finding.ActivityId == activity && finding.Message.Contains(part, StringComparison.Ordinal);
    }

    private static void Has(IReadOnlyList<Finding> findings, string? activity, string part, FindingSeverity severity)
    {
        var finding = Assert.Single(findings, f => f.Severity == severity);
        Assert.Equal(activity, finding.ActivityId);
        Assert.Contains(part, finding.Message, StringComparison.Ordinal);
    }

    private sealed class RefuseAll : IDefinitionCheck
    {
        public IEnumerable<Finding> Check(WorkflowDefinition definition) => [new Finding("start", "不行。")];
    }

    private sealed class Relying : IDefinitionCheck
    {
        public IEnumerable<Finding> Check(WorkflowDefinition definition) => [];
        public bool IsReliedOn(WorkflowDefinition definition) => true;
    }
}
