using HaoChaPing.Workflows.Execution;
using Xunit;

namespace HaoChaPing.Workflows.Tests.Activities;

/// <summary>Whatever ends a step, what it opened is closed in the same burst, and no bookmark is left.</summary>
public class EndingTests
{
    private readonly ProbeLog _log = new();

    [Fact]
    public async Task The_loser_of_a_race_is_cancelled_and_its_bookmarks_go()
    {
        var flow = AFork("a", "b").Add("j", "Elsa.FlowJoin").Add("w", "Elsa.WriteLine", ("text", "won")).Connect("a → j → w", "b → j");
        await flow.StartAsync();

        var burst = await flow.ResumeAsync("a");

        Assert.Equal(["won"], burst.Output);
        Assert.Equal(SubStatus.Finished, burst.SubStatus);
        Assert.Equal(["b"], burst.BookmarksRemoved.Select(b => b.ActivityId).Where(id => id == "b"));
        Assert.Equal(["execute a", "execute b", "resume a", "cancel b"], _log.Lines);
        Assert.Empty(flow.State.Bookmarks);
    }

    [Fact]
    public async Task A_race_against_a_branch_that_begins_in_the_same_burst_is_won_once()
    {
        var flow = AFlow().Add("f", "Elsa.FlowFork", ("branches", Flow.Expression("Object", "[\"A\",\"B\"]"))).Add("sync", "Elsa.WriteLine", ("text", "sync"))
            .Add("late", "Test.Probe").Add("j", "Elsa.FlowJoin").Add("w", "Elsa.WriteLine", ("text", "won")).Connect("f:A → sync → j → w", "f:B → late → j");

        var burst = await flow.StartAsync();

        Assert.Equal(["sync", "won"], burst.Output);
        Assert.Equal(["execute unnamed", "cancel late"], _log.Lines);
        Assert.Equal(SubStatus.Finished, burst.SubStatus);
    }

    [Fact]
    public async Task End_completes_the_flow_and_cancels_what_waits()
    {
        var flow = AFork("a", "b").Add("end", "Elsa.End").Connect("a → end");
        await flow.StartAsync();

        var burst = await flow.ResumeAsync("a");

        Assert.Equal(SubStatus.Finished, burst.SubStatus);
        Assert.Contains("cancel b", _log.Lines);
        Assert.Empty(flow.State.Bookmarks);
    }

    [Fact]
    public async Task Finish_ends_everything_from_within_a_nested_flow()
    {
        var flow = AFork("a", "b").Add("inner", "Elsa.Flowchart", ("activities", new System.Text.Json.Nodes.JsonArray(
            new System.Text.Json.Nodes.JsonObject { ["id"] = "fin", ["type"] = "Elsa.Finish" }))).Add("never", "Elsa.WriteLine", ("text", "never")).Connect("a → inner → never");
        await flow.StartAsync();

        var burst = await flow.ResumeAsync("a");

        Assert.Equal(SubStatus.Finished, burst.SubStatus);
        Assert.Empty(burst.Output);
        Assert.Contains("cancel b", _log.Lines);
        Assert.Equal(["Workflow1"], flow.State.Activities.Select(run => run.NodeId));
        Assert.Empty(flow.State.Bookmarks);
    }

    [Fact]
    public async Task A_fault_ends_the_instance_and_leaves_no_bookmark_behind()
    {
        var flow = AFork("a", "b").Add("bad", "Test.Probe", ("mode", "throw")).Connect("a → bad");
        await flow.StartAsync();

        var burst = await flow.ResumeAsync("a");

        Assert.Equal((SubStatus.Faulted, "Finished"), (burst.SubStatus, flow.State.Status));
        var incident = Assert.Single(burst.Incidents);
        Assert.Equal(("bad", "Test.Probe", "InvalidOperationException"), (incident.ActivityId, incident.ActivityType, incident.Exception));
        Assert.Contains("cancel b", _log.Lines);
        Assert.Empty(flow.State.Bookmarks);
        Assert.Equal(["bad", "Flowchart1", "Workflow1"], burst.Journal.Where(e => e.Event == JournalEvent.Faulted).Select(e => e.ActivityId));
    }

    [Fact]
    public async Task A_step_that_fails_after_it_began_to_wait_closes_what_it_opened()
    {
        var flow = AFlow().Add("bad", "Test.Probe", ("mode", "wait and throw"));

        var burst = await flow.StartAsync();

        Assert.Equal(SubStatus.Faulted, burst.SubStatus);
        Assert.Equal(["execute unnamed", "cancel bad"], _log.Lines);
        Assert.Empty(burst.BookmarksCreated);
    }

    [Fact]
    public async Task With_ContinueWithIncidents_the_other_branch_goes_on()
    {
        var flow = AFork("a", "b").Add("bad", "Test.Probe", ("mode", "throw")).Add("w", "Elsa.WriteLine", ("text", "on")).Connect("a → bad", "b → w");
        flow.Options["incidentStrategyType"] = "Elsa.Workflows.IncidentStrategies.ContinueWithIncidentsStrategy, Elsa.Workflows.Core";
        await flow.StartAsync();

        var faulted = await flow.ResumeAsync("a");
        var after = await flow.ResumeAsync("b");

        Assert.Equal((SubStatus.Suspended, 1), (faulted.SubStatus, faulted.Incidents.Count));
        Assert.Equal(["on"], after.Output);
        Assert.Equal(SubStatus.Suspended, after.SubStatus); // held open by the faulted step, visible as its incident
        Assert.Single(flow.State.Incidents);
    }

    [Fact]
    public async Task Cancelling_the_instance_cancels_all_that_waits_in_it()
    {
        var flow = AFork("a", "b");
        await flow.StartAsync();

        var burst = await flow.SendAsync(new Stimulus.Cancel("合并到另一件"));

        Assert.Equal(SubStatus.Cancelled, burst.SubStatus);
        Assert.Equal(["execute a", "execute b", "cancel a", "cancel b"], _log.Lines);
        Assert.All(burst.Journal, entry => Assert.Equal((JournalEvent.Canceled, "合并到另一件", "tester"), (entry.Event, entry.Message, entry.Actor)));
        Assert.Equal(Bursts.Now, flow.State.FinishedAt);
    }

    [Fact]
    public async Task An_endless_loop_of_steps_becomes_an_incident()
    {
        var flow = AFlow().Add("s", "Elsa.Start").Add("a", "Elsa.FlowDecision", ("condition", "true")).Add("b", "Elsa.FlowDecision", ("condition", "true")).Connect("s → a:True → b:True → a");

        var burst = await flow.StartAsync();

        Assert.Equal(SubStatus.Faulted, burst.SubStatus);
        Assert.Single(burst.Incidents);
    }

    [Fact]
    public async Task A_loop_that_does_not_pass_its_head_faults_when_it_is_followed()
    {
        var flow = AFlow().Add("s", "Elsa.Start").Add("a", "Elsa.WriteLine", ("text", "a")).Add("b", "Elsa.WriteLine", ("text", "b")).Connect("s → a → b → a", "s → b");

        var burst = await flow.StartAsync();

        Assert.Equal(SubStatus.Faulted, burst.SubStatus);
        Assert.Equal("b", Assert.Single(burst.Incidents).ActivityId);
        Assert.Equal(JournalEvent.Faulted, Assert.Single(burst.Journal, e => e.ActivityId == "b" && e.Event != JournalEvent.Started).Event);
    }

    [Fact]
    public async Task A_failing_database_gives_the_burst_up_instead_of_faulting_the_case()
    {
        var flow = new Flow { Services = new Broken() }.Add("p", "Test.Probe");

        await Assert.ThrowsAsync<InvalidOperationException>(() => flow.StartAsync());
    }

    [Fact]
    public async Task A_cancelled_nested_flow_takes_what_waits_in_it_along()
    {
        var inner = new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject { ["id"] = "deep", ["type"] = "Test.Probe" });
        var flow = AFork("a").Add("inner", "Elsa.Flowchart", ("activities", inner)).Add("j", "Elsa.FlowJoin").Add("w", "Elsa.WriteLine", ("text", "on")).Connect("f:Z → inner → j → w", "a → j");
        await flow.StartAsync();

        var burst = await flow.ResumeAsync("a");

        Assert.Equal((SubStatus.Finished, "on"), (burst.SubStatus, Assert.Single(burst.Output)));
        Assert.Contains("cancel deep", _log.Lines);
        Assert.Empty(burst.Incidents);
    }

    private Flow AFlow() => new() { Services = _log };

    private Flow AFork(params string[] probes)
    {
        var flow = AFlow().Add("f", "Elsa.FlowFork", ("branches", Flow.Expression("Object", $"[{string.Join(',', probes.Append("Z").Select(p => $"\"{p}\""))}]")));
        foreach (var probe in probes) flow.Add(probe, "Test.Probe", ("label", probe)).Connect($"f:{probe} → {probe}");
        return flow;
    }

    private sealed class Broken : IServiceProvider
    {
        public object GetService(Type serviceType) => throw new InvalidOperationException("outer", new BrokenConnection());
    }

    private sealed class BrokenConnection() : System.Data.Common.DbException("The database is gone.");
}
