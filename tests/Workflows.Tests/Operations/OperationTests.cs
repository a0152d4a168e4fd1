using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Tests.Activities;
using Xunit;

namespace HaoChaPing.Workflows.Tests.Operations;

/// <summary>What people do to an instance beside the work itself: where the flow goes on from there.</summary>
public sealed class OperationTests
{
    private static readonly Func<string, Flow> Any = mode => new Flow { Services = new ProbeLog(), Mode = mode };

    [Theory]
    [InlineData("counter")]
    [InlineData("token")]
    public async Task A_faulted_instance_goes_on_where_it_was_cut_off(string mode)
    {
        var flow = Any(mode).Variable("Mode", "String", "throw")
            .Add("start", "Elsa.Start").Add("a", "Elsa.RunTask", ("taskName", "a"))
            .Add("b", "Test.Probe", ("label", "b"), ("mode", Flow.Script("getVariable('Mode')"))).Add("c", "Elsa.WriteLine", ("text", "c"))
            .Add("j", "Elsa.FlowJoin", ("mode", "WaitAll")).Add("x", "Elsa.WriteLine", ("text", "x"))
            .Connect("start → a → j", "start → b → j", "start → c → j", "j → x");
        await flow.StartAsync();
        Assert.Equal(SubStatus.Faulted, flow.State.SubStatus);
        Assert.Empty(flow.Waiting);

        await flow.OperateAsync(new InstanceOperation.SetVariable("Mode", "wait"));
        Assert.Equal(SubStatus.Faulted, flow.State.SubStatus);
        var retried = await flow.OperateAsync(new InstanceOperation.Retry());
        Assert.Equal(["b", "a"], flow.Waiting); // the faulted step first, then what waited beside it
        Assert.Equal(["c"], retried.Output); // and what had not had its turn
        Assert.Contains(retried.Settled, nodeId => nodeId.EndsWith(":b", StringComparison.Ordinal));

        await flow.ResumeAsync("a");
        var last = await flow.ResumeAsync("b");
        Assert.Equal(["x"], last.Output);
        Assert.Equal(SubStatus.Finished, flow.State.SubStatus);
    }

    [Fact]
    public async Task Nobody_is_sent_where_no_connection_leads()
    {
        var flow = Any("counter").Add("start", "Elsa.Start").Add("a", "Elsa.RunTask", ("taskName", "a")).Add("orphan", "Elsa.WriteLine", ("text", "x")).Connect("start → a");
        await flow.StartAsync();
        Assert.Equal("activityUnreachable", flow.Refuse(new InstanceOperation.Move("orphan", null)));
        Assert.Null(flow.Refuse(new InstanceOperation.Move("a", null)));
    }

    [Fact]
    public async Task A_step_that_others_outlived_is_retried_alone()
    {
        var flow = Any("counter").Variable("Mode", "String", "throw")
            .Add("start", "Elsa.Start").Add("a", "Elsa.RunTask", ("taskName", "a"))
            .Add("b", "Test.Probe", ("label", "b"), ("mode", Flow.Script("getVariable('Mode')"))).Add("x", "Elsa.WriteLine", ("text", "x"))
            .Connect("start → a → x", "start → b → x");
        flow.Options["incidentStrategyType"] = "Elsa.Workflows.IncidentStrategies.ContinueWithIncidentsStrategy, Elsa.Workflows.Core";
        await flow.StartAsync();
        Assert.Equal("activityNotOpen", flow.Refuse(new InstanceOperation.Skip("x")));
        Assert.Equal("nothingToRetry", flow.Refuse(new InstanceOperation.Retry("a")));

        await flow.OperateAsync(new InstanceOperation.SetVariable("v-Mode", "wait"));
        await flow.OperateAsync(new InstanceOperation.Retry("b"));
        Assert.Equal(["a", "b"], flow.Waiting);
        await flow.ResumeAsync("a");
        var last = await flow.ResumeAsync("b");

        Assert.Equal(["x"], last.Output);
        Assert.Equal(SubStatus.Finished, flow.State.SubStatus);
    }

    [Theory]
    [InlineData("counter")]
    [InlineData("token")]
    public async Task A_skipped_step_completes_with_the_chosen_outcome_without_running(string mode)
    {
        var flow = Any(mode).Add("start", "Elsa.Start").Add("p", "Test.Probe", ("label", "p"))
            .Add("yes", "Elsa.WriteLine", ("text", "yes")).Add("no", "Elsa.WriteLine", ("text", "no")).Connect("start → p:yes → yes", "p:no → no");
        await flow.StartAsync();
        Assert.Equal("outcomeUnknown", flow.Refuse(new InstanceOperation.Skip("p", "maybe")));

        var burst = await flow.OperateAsync(new InstanceOperation.Skip("p", "no"));

        Assert.Equal(["no"], burst.Output);
        Assert.Equal(SubStatus.Finished, flow.State.SubStatus);
        Assert.Equal(["execute p", "cancel p"], ((ProbeLog)flow.Services).Lines); // what it had opened is closed
        Assert.Equal("instanceEnded", flow.Refuse(new InstanceOperation.Skip("p", "no")));
    }

    [Fact]
    public async Task A_faulted_step_can_be_skipped_and_what_its_fault_cut_off_comes_back()
    {
        var flow = Any("counter").Add("start", "Elsa.Start").Add("a", "Elsa.RunTask", ("taskName", "a")).Add("b", "Test.Probe", ("label", "b"), ("mode", "throw"))
            .Add("x", "Elsa.WriteLine", ("text", "x")).Connect("start → a → x", "start → b → x");
        await flow.StartAsync();

        await flow.OperateAsync(new InstanceOperation.Skip("b"));
        Assert.Equal(["a"], flow.Waiting);
        var last = await flow.ResumeAsync("a");

        Assert.Equal(["x"], last.Output);
        Assert.Equal(SubStatus.Finished, flow.State.SubStatus);
    }

    [Theory]
    [InlineData("counter")]
    [InlineData("token")]
    public async Task A_cancelled_step_is_a_branch_not_taken(string mode)
    {
        var flow = Any(mode).Add("start", "Elsa.Start").Add("a", "Elsa.RunTask", ("taskName", "a")).Add("b", "Elsa.RunTask", ("taskName", "b"))
            .Add("x", "Elsa.WriteLine", ("text", "x")).Connect("start → a → x", "start → b → x");
        await flow.StartAsync();

        await flow.OperateAsync(new InstanceOperation.CancelActivity("a"));
        Assert.Equal(["b"], flow.Waiting);
        var last = await flow.ResumeAsync("b");

        Assert.Equal(["x"], last.Output);
        Assert.Equal(SubStatus.Finished, flow.State.SubStatus);
    }

    [Theory]
    [InlineData("counter")]
    [InlineData("token")]
    public async Task Moving_back_repeats_the_way_and_the_join_behind_it_runs_once(string mode)
    {
        var flow = Any(mode).Add("start", "Elsa.Start").Add("a1", "Elsa.RunTask", ("taskName", "a1")).Add("a2", "Elsa.RunTask", ("taskName", "a2"))
            .Add("b", "Elsa.RunTask", ("taskName", "b")).Add("j", "Elsa.FlowJoin", ("mode", "WaitAll")).Add("x", "Elsa.WriteLine", ("text", "x"))
            .Connect("start → a1 → a2 → j → x", "start → b → j");
        await flow.StartAsync();
        await flow.ResumeAsync("a1");

        await flow.OperateAsync(new InstanceOperation.Move("a1", ["a2"]));
        Assert.Equal(["b", "a1"], flow.Waiting);
        await flow.ResumeAsync("a1");
        await flow.ResumeAsync("b");
        var last = await flow.ResumeAsync("a2");

        Assert.Equal(["x"], last.Output);
        Assert.Equal(SubStatus.Finished, flow.State.SubStatus);
    }

    [Theory]
    [InlineData("counter")]
    [InlineData("token")]
    public async Task Moving_forward_leaves_out_what_lies_between(string mode)
    {
        var flow = Any(mode).Add("start", "Elsa.Start").Add("a1", "Elsa.RunTask", ("taskName", "a1")).Add("a2", "Elsa.RunTask", ("taskName", "a2"))
            .Add("a3", "Elsa.RunTask", ("taskName", "a3")).Add("x", "Elsa.WriteLine", ("text", "x")).Connect("start → a1 → a2 → a3 → x");
        await flow.StartAsync();
        Assert.Equal("activityUnknown", flow.Refuse(new InstanceOperation.Move("a9", ["a1"])));
        Assert.Equal("activityNotOpen", flow.Refuse(new InstanceOperation.Move("a3", ["a2"])));
        Assert.Equal("moveTargetNotInFlow", flow.Refuse(new InstanceOperation.Move("Flowchart1", ["a1"])));

        await flow.OperateAsync(new InstanceOperation.Move("a3", ["a1"]));
        Assert.Equal(["a3"], flow.Waiting);
        var last = await flow.ResumeAsync("a3");

        Assert.Equal(["x"], last.Output);
        Assert.Equal(SubStatus.Finished, flow.State.SubStatus);
    }

    [Theory]
    [InlineData("token", "Fault")]
    [InlineData("token", "ContinueWithIncidents")]
    public async Task Where_a_join_can_never_run_somebody_is_told_and_can_move_on(string mode, string strategy)
    {
        var flow = Any(mode).Add("start", "Elsa.Start").Add("d", "Elsa.FlowDecision", ("condition", "True")).Add("a", "Elsa.WriteLine", ("text", "a"))
            .Add("b", "Elsa.WriteLine", ("text", "b")).Add("j", "Elsa.FlowJoin", ("mode", "WaitAll")).Add("x", "Elsa.WriteLine", ("text", "x"))
            .Connect("start → d:True → a → j → x", "d:False → b → j");
        flow.Options["incidentStrategyType"] = $"Elsa.Workflows.IncidentStrategies.{strategy}Strategy, Elsa.Workflows.Core";

        var burst = await flow.StartAsync();
        Assert.Equal("Expected every branch to arrive at 'j', but one never will: 'Flowchart1' could not go on.", Assert.Single(burst.Incidents).Message);
        Assert.Equal(strategy == "Fault" ? SubStatus.Faulted : SubStatus.Suspended, flow.State.SubStatus);
        Assert.Equal("nothingToRetry", flow.Refuse(new InstanceOperation.Retry()));

        var moved = await flow.OperateAsync(new InstanceOperation.Move("x"));
        Assert.Equal(["x"], moved.Output);
        // The token still lies at the join: that the flow ends there has to be said, too.
        Assert.Equal(["Flowchart1"], moved.Incidents.Select(incident => incident.ActivityId));
        await flow.OperateAsync(new InstanceOperation.Move("j"));
        Assert.Equal(SubStatus.Finished, flow.State.SubStatus);
    }

    [Fact]
    public async Task A_variable_takes_only_what_fits_it()
    {
        var flow = Any("counter").Variable("Count", "Int32", "1").Variable("Fleeting", "String", stored: false)
            .Add("t", "Elsa.RunTask", ("taskName", "t")).Add("x", "Elsa.WriteLine", ("text", Flow.Script("'' + getVariable('Count')"))).Connect("t → x");
        await flow.StartAsync();
        Assert.Equal("valueDoesNotFit", flow.Refuse(new InstanceOperation.SetVariable("Count", "many")));
        Assert.Equal("variableUnknown", flow.Refuse(new InstanceOperation.SetVariable("Amount", 1)));
        Assert.Equal("variableNotKept", flow.Refuse(new InstanceOperation.SetVariable("Fleeting", "x")));

        var burst = await flow.OperateAsync(new InstanceOperation.SetVariable("Count", "7"));
        Assert.Equal("Count: \"1\" → \"7\"", burst.Note);
        Assert.Equal(SubStatus.Suspended, flow.State.SubStatus);
        Assert.Equal(["7"], (await flow.ResumeAsync("t")).Output);
    }

    [Fact]
    public void Operations_survive_being_stored()
    {
        InstanceOperation[] all =
        [
            new InstanceOperation.Cancel(), new InstanceOperation.CancelActivity("a", "3"), new InstanceOperation.Retry("a"), new InstanceOperation.Skip("a", "yes"),
            new InstanceOperation.Move("b", ["a"]), new InstanceOperation.SetVariable("v", new JsonArray(1, "二")), new InstanceOperation.RetryCommand(7),
        ];

        foreach (var operation in all)
        {
            Assert.Equal(operation.ToJson(), InstanceOperation.Parse(operation.ToJson()).ToJson());
            Assert.Contains($"\"is\":\"{operation.Kind}\"", operation.ToJson(), StringComparison.Ordinal);
        }
    }
}
