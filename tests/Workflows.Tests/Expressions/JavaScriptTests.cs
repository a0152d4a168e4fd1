using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Expressions;
using Xunit;

namespace HaoChaPing.Workflows.Tests.Expressions;

public class JavaScriptTests
{
    [Theory]
    [InlineData("1 + 2", "3")]
    [InlineData("return 1 + 2;", "3")]
    [InlineData("var n = 2; if (n > 1) { return 'yes'; } return 'no';", "yes")]
    [InlineData("getVariable('Hop') + 1", "42")]
    [InlineData("variables.Hop + 1", "42")]
    [InlineData("getHop() * 2", "82")]
    [InlineData("setHop(7); getHop()", "7")]
    [InlineData("setVariable('Hop', '8'); variables.Hop", "8")]
    [InlineData("variables.Hop = 9; getVariable('Hop')", "9")]
    [InlineData("getPath().length", "2")]
    [InlineData("getPath()[1].unit", "ak-unit-2")]
    [InlineData("getPath().map(function (p) { return p.unit; }).join('/')", "ak-county-1/ak-unit-2")]
    [InlineData("Array.isArray(getPath())", "True")]
    [InlineData("getInput('CaseNumber')", "AK-1")]
    [InlineData("getCaseNumber()", "AK-1")]
    [InlineData("isNullOrWhiteSpace('  ') && isNullOrEmpty(null) && !isNullOrEmpty('x')", "True")]
    [InlineData("toJson({ a: 1, b: [true, '差评'] })", """{"a":1,"b":[true,"差评"]}""")]
    [InlineData("({ a: 1 })", """{"a":1}""")]
    [InlineData("getWorkflowInstanceId() + ' ' + getWorkflowDefinitionId() + ' ' + getWorkflowDefinitionVersion()", "i1 flow 1")]
    [InlineData("setCorrelationId('C-7'); getCorrelationId()", "C-7")]
    [InlineData("newGuidString().length + newGuidString().length", "72")]
    [InlineData("newGuidString() === newGuidString()", "False")]
    [InlineData("parseGuid('{11111111-2222-3333-4444-555555555555}')", "11111111-2222-3333-4444-555555555555")]
    [InlineData("new Date().getTime() === Date.now()", "True")]
    [InlineData("new Date().toISOString()", "2025-03-03T01:00:00.000Z")]
    [InlineData("new Date().getHours()", "9")]
    [InlineData("new Date(2025, 0, 1) < new Date()", "True")]
    [InlineData("getDue() > new Date()", "True")]
    [InlineData("1.5", "1.5")]
    [InlineData("undefined", "")]
    public async Task A_script_gives_its_value(string script, string expected)
    {
        var flow = AFlow(script);

        var burst = await flow.StartAsync(new JsonObject { ["CaseNumber"] = "AK-1" });

        Assert.Empty(burst.Incidents);
        Assert.Equal(expected, burst.Output[0]);
    }

    [Theory]
    [InlineData("while (true) {}")]
    [InlineData("function f() { return f(); } f()")]
    [InlineData("for (var i = 0; ; i++) { Math.sqrt(i); }")]
    [InlineData("throw new Error('no')")]
    [InlineData("missing.property")]
    [InlineData("setVariable('Unknown', 1)")]
    [InlineData("var a = {}; a.self = a; a")]
    public async Task A_script_that_fails_or_does_not_end_becomes_an_incident(string script)
    {
        var flow = AFlow(script);

        var burst = await flow.StartAsync();

        Assert.Equal(SubStatus.Faulted, burst.SubStatus);
        Assert.Equal("w", Assert.Single(burst.Incidents).ActivityId);
    }

    // Such a script itself would go on burning a processor of the test run: what it is known by and what is done about it are tried apart.
    [Theory]
    [InlineData("var a = []; a[1e8] = 1; a + ''", true)]
    [InlineData("new Array(1e9).join('x')", true)]
    [InlineData("/(a+)+$/.test(text)", true)]
    [InlineData("var list = [1, 2]; list[0] + list.length", false)]
    [InlineData("getVariable('Level') == 'bad' ? 1 : 2", false)]
    public void What_a_single_built_in_call_may_not_end_is_known_before_it_runs(string script, bool mayOverrun) => Assert.Equal(mayOverrun, ScriptCheck.Read(script).MayOverrun);

    // Only what repeats something is measured by the clock: anything else would fail where nothing is wrong with it, because the machine stood still.
    [Theory]
    [InlineData("if (getVariable('Level') == 'bad') { return 1; } return 2;", false)]
    [InlineData("getVariable('Level') == 'bad' && getPath().length > 1", false)]
    [InlineData("var s = 'a'; while (s.length < 9) { s = s + s; } s", true)]
    [InlineData("getPath().map(function (p) { return p.unit; })", true)]
    [InlineData("var o = { get a() { return o.a + o.a; } }; o.a", true)]
    [InlineData("/(a+)+$/.test(text)", true)]
    public void What_runs_straight_through_has_no_limit_of_time(string script, bool mayTakeLong) => Assert.Equal(mayTakeLong, ScriptCheck.Read(script).MayTakeLong);

    [Fact]
    public void What_does_not_end_in_time_is_left_to_itself()
    {
        using var gate = new ManualResetEventSlim();

        Assert.Throws<TimeoutException>(() => DeepStack.Run(() => { gate.Wait(); return 1; }, TimeSpan.FromMilliseconds(1)));

        gate.Set();
    }

    [Theory]
    [InlineData("var a = 1;\nvar f = x => x;", 2)]
    [InlineData("`text`", 1)]
    [InlineData("a?.b", 1)]
    [InlineData("class A {}", 1)]
    [InlineData("return 1;\nvar {a} = b;", 2)]
    [InlineData("1 +", 1)]
    public void Newer_syntax_is_refused_with_its_line(string script, int line)
    {
        var problem = ScriptCheck.Parse(script);

        Assert.NotNull(problem);
        Assert.Equal(line, problem.Line);
        Assert.True(problem.Column >= 1);
        Assert.Contains("ES5", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("var a = 1;\n  let b = 2;", 2, 3, "let")]
    [InlineData("const c = 1; return c;", 1, 1, "const")]
    [InlineData("for (let i = 0; i < 3; i++) {}", 1, 6, "let")]
    public async Task Let_and_const_are_refused_before_and_when_they_run_for_they_would_be_taken_for_var(string script, int line, int column, string word)
    {
        var problem = ScriptCheck.Parse(script);
        var burst = await AFlow(script).StartAsync();

        Assert.Equal((line, column), (problem?.Line, problem?.Column));
        Assert.Contains(word, problem!.Message, StringComparison.Ordinal);
        Assert.Contains("请改用 var", problem.Message, StringComparison.Ordinal);
        Assert.Contains("请改用 var", Assert.Single(burst.Incidents).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData('(')]
    [InlineData('[')]
    [InlineData('{')]
    public void A_script_nested_too_deeply_is_refused_before_it_can_exhaust_the_stack(char bracket) =>
        Assert.NotNull(ScriptCheck.Parse(new string(bracket, 5_000)));

    [Theory]
    [InlineData("1", "+1", 7_000)]
    [InlineData("", "!", 15_000)]
    [InlineData("", "1?1:", 3_900)]
    public async Task A_long_script_does_not_exhaust_the_stack(string head, string repeated, int times)
    {
        var script = head + string.Concat(Enumerable.Repeat(repeated, times)) + (head.Length == 0 ? "1" : "");

        var burst = await AFlow(script).StartAsync();

        Assert.Empty(burst.Incidents);
    }

    [Fact]
    public async Task A_repeated_burst_makes_the_same_ids_and_dice()
    {
        const string script = "newGuidString() + Math.random()";

        var first = await AFlow(script).StartAsync();
        var second = await AFlow(script).StartAsync();

        Assert.Empty(first.Incidents);
        Assert.Equal(first.Output, second.Output);
    }

    [Fact]
    public async Task One_script_leaves_nothing_behind_for_the_next()
    {
        var flow = AFlow("var leak = 1; leak").Add("second", "Elsa.WriteLine", ("text", Flow.Script("typeof leak"))).Connect("w → second");

        var burst = await flow.StartAsync();

        Assert.Equal(["1", "undefined"], burst.Output);
    }

    [Fact]
    public async Task A_script_reads_what_an_earlier_step_gave_out_even_bursts_later()
    {
        var flow = new Flow().Add("review", "Elsa.RunTask", ("taskName", "review")).Add("wait", "Elsa.RunTask", ("taskName", "wait"))
            .Add("w", "Elsa.WriteLine", ("text", Flow.Script("getOutputFrom('review').level + ' ' + getLastResult()"))).Connect("review → wait → w");
        await flow.StartAsync();
        await flow.ResumeAsync("review", new JsonObject { ["level"] = "general" });

        var burst = await flow.ResumeAsync("wait", "late");

        Assert.Equal(["general late"], burst.Output);
    }

    [Fact]
    public async Task A_condition_may_be_a_script()
    {
        var flow = new Flow().Variable("Hop", "Int32", "0").Add("d", "Elsa.FlowDecision", ("condition", Flow.Script("variables.Hop < 2")))
            .Add("next", "Elsa.SetVariable", ("variable", Flow.VariableJson("Hop", "Int32")), ("value", Flow.Script("getHop() + 1")))
            .Add("s", "Elsa.Start").Add("w", "Elsa.WriteLine", ("text", Flow.Script("'hops ' + getHop()"))).Connect("s → d:True → next → d", "d:False → w");

        var burst = await flow.StartAsync();

        Assert.Equal(SubStatus.Finished, burst.SubStatus);
        Assert.Equal(["hops 2"], burst.Output);
    }

    private static Flow AFlow(string script) => new Flow()
        .Variable("Hop", "Int32", "41").Variable("Path", "Object", null).Variable("Due", "DateTimeOffset", "2025-03-08T00:00:00+08:00")
        .Add("s", "Elsa.SetVariable", ("variable", Flow.VariableJson("Path", "Object")), ("value", Flow.Script("[{ unit: 'ak-county-1' }, { unit: 'ak-unit-2' }]")))
        .Add("w", "Elsa.WriteLine", ("text", Flow.Script(script))).Connect("s → w");
}
