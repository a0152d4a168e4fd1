using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Execution;
using Xunit;

namespace HaoChaPing.Workflows.Tests.Activities;

public class WaitingTests
{
    private readonly ProbeLog _log = new();

    [Fact]
    public async Task A_step_completes_with_any_outcome_its_resumption_brings()
    {
        var flow = AFlow().Add("p", "Test.Probe").Add("back", "Elsa.WriteLine", ("text", "退回")).Add("done", "Elsa.WriteLine", ("text", "办结")).Connect("p:return → back", "p:confirmed → done");
        await flow.StartAsync();

        var burst = await flow.ResumeAsync("p", outcome: "return");

        Assert.Equal(["退回"], burst.Output);
        Assert.Equal(["return"], burst.Journal.Single(e => e.ActivityId == "p" && e.Event == JournalEvent.Completed).Outcomes);
    }

    [Fact]
    public async Task A_bookmark_works_once()
    {
        var flow = AFlow().Add("p", "Test.Probe", ("label", "x")).Add("q", "Test.Probe", ("label", "y")).Connect("p → q");
        await flow.StartAsync();
        var used = flow.State.Bookmarks.Single().Id;
        await flow.ResumeAsync("p");

        var exception = await Assert.ThrowsAsync<BookmarkNotFoundException>(() => flow.SendAsync(new Stimulus.Resume(used)));

        Assert.Equal(used, exception.BookmarkId);
        Assert.Equal(["q"], flow.Waiting);
    }

    [Fact]
    public async Task All_bookmarks_of_a_step_go_when_one_of_them_completes_it()
    {
        var flow = AFlow().Add("p", "Test.Probe", ("label", "first"), ("mode", "two"));
        var start = await flow.StartAsync();

        var burst = await flow.SendAsync(new Stimulus.Signal("first"));

        Assert.Equal(2, start.BookmarksCreated.Count);
        Assert.Equal(2, burst.BookmarksRemoved.Count);
        Assert.Equal(SubStatus.Finished, burst.SubStatus);
    }

    [Fact]
    public async Task A_signal_reaches_every_step_that_waits_for_it_and_no_other()
    {
        var flow = AFlow().Add("f", "Elsa.FlowFork", ("branches", Flow.Expression("Object", "[\"A\",\"B\",\"C\"]")))
            .Add("a", "Elsa.Event", ("eventName", "appeal.upheld")).Add("b", "Elsa.Event", ("eventName", "appeal.upheld")).Add("c", "Elsa.Event", ("eventName", "Appeal.Upheld"))
            .Connect("f:A → a", "f:B → b", "f:C → c");
        await flow.StartAsync();

        var burst = await flow.SendAsync(new Stimulus.Signal("appeal.upheld"));

        Assert.Equal(["a", "b"], burst.Journal.Where(e => e.Event == JournalEvent.Resumed).Select(e => e.ActivityId));
        Assert.Equal(["c"], flow.Waiting);
    }

    [Fact]
    public async Task A_signal_nobody_waits_for_changes_nothing()
    {
        var flow = AFlow().Add("p", "Test.Probe");
        await flow.StartAsync();

        var burst = await flow.SendAsync(new Stimulus.Signal("other"));

        Assert.Empty(burst.Journal);
        Assert.Equal(["p"], flow.Waiting);
        Assert.Equal(SubStatus.Suspended, burst.SubStatus);
    }

    [Fact]
    public async Task A_trigger_starts_the_flow_at_its_own_activity_with_its_payload()
    {
        var flow = AFlow().Variable("Got", "Object").Add("s", "Elsa.Start").Add("w", "Elsa.WriteLine", ("text", "from start"))
            .Add("e", "Elsa.Event", ("eventName", "go"), ("result", Flow.Output("Got")))
            .Add("x", "Elsa.WriteLine", ("text", Flow.Expression("Variable", Flow.VariableJson("Got", "Object")))).Connect("s → w", "e → x");

        var burst = await flow.StartAsync(trigger: "e", payload: "payload");

        Assert.Equal(["payload"], burst.Output);
        Assert.Equal(SubStatus.Finished, burst.SubStatus);
    }

    [Fact]
    public async Task Inputs_left_out_keep_the_activitys_default_and_services_come_from_the_burst()
    {
        await AFlow().Add("p", "Test.Probe").StartAsync();

        Assert.Equal(["execute unnamed"], _log.Lines);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_does_not_fit_the_instance_is_refused(bool finished)
    {
        var flow = AFlow().Add("p", "Test.Probe");
        await flow.StartAsync();
        if (finished) await flow.ResumeAsync("p");

        await Assert.ThrowsAsync<InstanceTransitionException>(() => flow.SendAsync(new Stimulus.Start()));
        if (!finished) return;
        await Assert.ThrowsAsync<InstanceTransitionException>(() => flow.SendAsync(new Stimulus.Resume("i1-1")));
        await Assert.ThrowsAsync<InstanceTransitionException>(() => flow.SendAsync(new Stimulus.Cancel()));
    }

    [Fact]
    public async Task The_journal_numbers_its_entries_without_gaps_and_names_instant_and_actor()
    {
        var flow = AFlow().Add("a", "Test.Probe").Add("b", "Test.Probe").Connect("a → b");
        var entries = (await flow.StartAsync()).Journal.ToList();
        entries.AddRange((await flow.ResumeAsync("a")).Journal);
        entries.AddRange((await flow.ResumeAsync("b")).Journal);

        Assert.Equal(Enumerable.Range(1, entries.Count).Select(n => (long)n), entries.Select(e => e.Sequence));
        Assert.All(entries, entry => Assert.Equal((Bursts.Now, "tester"), (entry.At, entry.Actor)));
        Assert.Equal(
            [JournalEvent.Started, JournalEvent.Suspended, JournalEvent.Resumed, JournalEvent.Completed],
            entries.Where(e => e.ActivityId == "a").Select(e => e.Event));
    }

    [Fact]
    public async Task A_waiting_instance_is_a_small_text_with_readable_Chinese()
    {
        var flow = AFlow().Variable("Name", "String").Add("s", "Elsa.SetVariable", ("variable", Flow.VariableJson("Name", "String")), ("value", "差评")).Add("p", "Test.Probe").Connect("s → p");
        await flow.StartAsync(new JsonObject { ["caseNumber"] = "AK-2025-000001" });

        var json = flow.State.ToJson();

        Assert.Contains("差评", json, StringComparison.Ordinal);
        Assert.True(json.Length < 1_200, $"It has {json.Length} characters: {json}");
    }

    private Flow AFlow() => new() { Services = _log };
}
