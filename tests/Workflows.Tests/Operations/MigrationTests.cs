using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Tests.Activities;
using Xunit;

namespace HaoChaPing.Workflows.Tests.Operations;

/// <summary>An instance goes on by another drawing: where it stands then, what runs and what never runs again, and what is refused.</summary>
public sealed class MigrationTests
{
    private static Flow First(string mode = "counter") => new() { Mode = mode, Services = new ProbeLog() };
    private static Flow Second(string mode = "counter") => new() { Mode = mode, Services = new ProbeLog(), Version = 2 };

    private static Flow Chain(Flow flow, params string[] ids)
    {
        flow.Add("start", "Elsa.Start");
        foreach (var id in ids) flow = id.Any(char.IsUpper) ? flow.Add(id, "Elsa.WriteLine", ("text", id)) : flow.Add(id, "Elsa.RunTask", ("taskName", id));
        return flow.Connect("start → " + string.Join(" → ", ids));
    }

    [Theory]
    [InlineData("counter")]
    [InlineData("token")]
    public async Task It_waits_where_it_waited_and_only_what_lies_ahead_of_it_runs(string mode)
    {
        var flow = Chain(First(mode), "A", "gone", "b", "c");
        await flow.StartAsync();
        await flow.ResumeAsync("gone");
        var bookmark = flow.State.Bookmarks[0].Id;

        var moved = await flow.MigrateAsync(Chain(Second(mode), "A", "BEFORE", "b", "AHEAD", "c", "LAST"));

        Assert.Equal((2, "flow-v2", SubStatus.Suspended), (flow.State.Version, flow.State.DefinitionVersionId, flow.State.SubStatus));
        Assert.Equal(bookmark, flow.State.Bookmarks[0].Id);
        Assert.Empty(moved.Journal);
        Assert.Equal(["AHEAD"], (await flow.ResumeAsync("b")).Output);
        Assert.Equal(["LAST"], (await flow.ResumeAsync("c")).Output);
        Assert.Equal(SubStatus.Finished, flow.State.SubStatus);
    }

    [Fact]
    public async Task A_step_the_new_drawing_lacks_is_refused_until_somebody_says_where_to_go()
    {
        var flow = Chain(First(), "a", "gone", "c");
        await flow.StartAsync();
        await flow.ResumeAsync("a");
        var next = Chain(Second(), "a", "instead", "c", "LAST");

        Assert.Equal("activityMissing", flow.RefuseMigration(next));
        Assert.Equal("mappingUnknown", flow.RefuseMigration(next, new StepMapping("gone", "nowhere")));
        Assert.Equal("activityFinished", flow.RefuseMigration(next, new StepMapping("gone", "a")));
        Assert.Equal("activityTypeDiffers", flow.RefuseMigration(next, new StepMapping("gone", "LAST")));

        var bookmark = flow.State.Bookmarks[0].Id;
        await flow.MigrateAsync(next, new StepMapping("gone", "instead"));
        Assert.Equal((bookmark, "instead"), (flow.State.Bookmarks[0].Id, flow.State.Bookmarks[0].ActivityId));
        await flow.ResumeAsync("instead");
        Assert.Equal(["LAST"], (await flow.ResumeAsync("c")).Output);
    }

    [Fact]
    public async Task A_step_that_shall_begin_anew_is_cancelled_there_and_runs_here_and_what_was_skipped_stays_so()
    {
        var flow = Chain(First(), "gone", "b", "c");
        await flow.StartAsync();

        var moved = await flow.MigrateAsync(Chain(Second(), "b", "c", "LAST"), new StepMapping("gone", "c", Anew: true));

        Assert.Equal(["c"], flow.Waiting);
        Assert.Equal([("gone", JournalEvent.Canceled), ("c", JournalEvent.Started), ("c", JournalEvent.Suspended)], moved.Journal.Select(entry => (entry.ActivityId, entry.Event)));
        Assert.Single(moved.BookmarksRemoved);
        Assert.Contains("gone → c (anew)", moved.Note);
        Assert.Equal(["LAST"], (await flow.ResumeAsync("c")).Output);
        Assert.Equal(SubStatus.Finished, flow.State.SubStatus);
    }

    [Theory]
    [InlineData("counter", "WaitAll")]
    [InlineData("counter", "WaitAllActive")]
    [InlineData("token", "WaitAll")]
    public async Task A_branch_that_has_arrived_at_a_join_has_arrived_there_still(string mode, string join)
    {
        Flow Forked(Flow flow) => flow.Add("start", "Elsa.Start").Add("a", "Elsa.RunTask", ("taskName", "a")).Add("b", "Elsa.RunTask", ("taskName", "b"))
            .Add("j", "Elsa.FlowJoin", ("mode", join)).Add("x", "Elsa.WriteLine", ("text", "x"));
        var flow = Forked(First(mode)).Connect("start → a → j", "start → b → j", "j → x");
        await flow.StartAsync();
        await flow.ResumeAsync("a");
        // A step between the finished branch and the join, one before the join on the open branch, and a branch that begins where it has long passed.
        var next = Forked(Second(mode)).Add("passed", "Elsa.WriteLine", ("text", "passed")).Add("ahead", "Elsa.WriteLine", ("text", "ahead")).Add("late", "Elsa.WriteLine", ("text", "late"))
            .Connect("start → a → passed → j", "start → b → ahead → j", "start → late → j", "j → x");

        await flow.MigrateAsync(next);
        var last = await flow.ResumeAsync("b");

        Assert.Equal(["ahead", "x"], last.Output);
        Assert.Equal(SubStatus.Finished, flow.State.SubStatus);
    }

    [Theory]
    [InlineData("counter")]
    [InlineData("token")]
    public async Task An_arrived_branch_without_a_place_is_refused(string mode)
    {
        Flow Forked(Flow flow, string join) => flow.Add("start", "Elsa.Start").Add("a", "Elsa.RunTask", ("taskName", "a")).Add("b", "Elsa.RunTask", ("taskName", "b"))
            .Add("j", "Elsa.FlowJoin", ("mode", join)).Add("x", "Elsa.WriteLine", ("text", "x"));
        var flow = Forked(First(mode), "WaitAll").Connect("start → a → j", "start → b → j", "j → x");
        await flow.StartAsync();
        await flow.ResumeAsync("a");

        Assert.Equal("joinArrivalLost", flow.RefuseMigration(Forked(Second(mode), "WaitAll").Connect("start → a → x", "start → b → j")));
        if (mode == "token") return;
        Assert.Equal("joinModeChanged", flow.RefuseMigration(Forked(Second(), "WaitAny").Connect("start → a → j", "start → b → j", "j → x")));
        Assert.Equal("joinStarved", flow.RefuseMigration(Forked(Second(), "WaitAll").Connect("start → a → j", "start → b → x"), new StepMapping("b", Anew: true)));
    }

    [Fact]
    public async Task What_was_done_is_never_done_again_by_another_order()
    {
        var flow = Chain(First(), "a", "b", "c");
        await flow.StartAsync();
        await flow.ResumeAsync("a");

        Assert.Equal("finishedWouldRunAgain", flow.RefuseMigration(Chain(Second(), "b", "a", "c")));
        Assert.Equal("activityUnreachable", flow.RefuseMigration(Chain(Second(), "a", "c").Add("b", "Elsa.RunTask", ("taskName", "b")).Connect("b → c")));
        Assert.Equal("outcomeLost", flow.RefuseMigration(Chain(Second(), "a", "b").Add("c", "Elsa.RunTask", ("taskName", "c")).Connect("b:Other → c")));
    }

    [Fact]
    public async Task A_loop_goes_round_by_the_new_drawing()
    {
        Flow Looped(Flow flow) => flow.Variable("Again", "Boolean", "true").Add("start", "Elsa.Start").Add("a", "Elsa.RunTask", ("taskName", "a"))
            .Add("more", "Elsa.FlowDecision", ("condition", Flow.Script("getVariable('Again')"))).Add("x", "Elsa.WriteLine", ("text", "x"));
        var flow = Looped(First()).Connect("start → a → more", "more:True → a", "more:False → x");
        await flow.StartAsync();
        await flow.ResumeAsync("a");
        await flow.ResumeAsync("a"); // the third round waits

        await flow.MigrateAsync(Looped(Second()).Add("IN", "Elsa.WriteLine", ("text", "IN")).Connect("start → a → IN → more", "more:True → a", "more:False → x"));

        Assert.Equal(["IN"], (await flow.ResumeAsync("a")).Output);
        Assert.Equal(["a"], flow.Waiting);
        await flow.OperateAsync(new InstanceOperation.SetVariable("Again", false));
        Assert.Equal(["IN", "x"], (await flow.ResumeAsync("a")).Output);
        Assert.Equal(SubStatus.Finished, flow.State.SubStatus);
    }

    [Fact]
    public async Task A_timer_keeps_its_due_or_counts_anew()
    {
        Flow Timed(Flow flow, string span) => flow.Add("start", "Elsa.Start").Add("wait", "Elsa.Delay", ("timeSpan", span)).Add("x", "Elsa.WriteLine", ("text", "x")).Connect("start → wait → x");
        var (kept, anew) = (Timed(First(), "1.00:00:00"), Timed(First(), "1.00:00:00"));
        await kept.StartAsync();
        await anew.StartAsync();

        await kept.MigrateAsync(Timed(Second(), "3.00:00:00"));
        var restarted = await anew.MigrateAsync(Timed(Second(), "3.00:00:00"), new StepMapping("wait", Anew: true));

        Assert.Equal(Bursts.Now.AddDays(1), Assert.Single(kept.State.Bookmarks).DueAt);
        Assert.Equal(Bursts.Now.AddDays(3), Assert.Single(anew.State.Bookmarks).DueAt);
        Assert.Equal(Bursts.Now.AddDays(1), Assert.Single(restarted.BookmarksRemoved).DueAt);
        Assert.Equal(["x"], (await anew.ResumeAsync("wait")).Output);
    }

    [Fact]
    public async Task Variables_keep_their_values_by_id_or_name_and_new_ones_have_their_defaults()
    {
        var flow = Chain(First().Variable("Kept", "String", "old").Variable("Gone", "String", "old").Variable("Number", "String", "12"), "a", "b");
        await flow.StartAsync();
        foreach (var name in new[] { "Kept", "Gone" }) await flow.OperateAsync(new InstanceOperation.SetVariable(name, "set"));
        await flow.OperateAsync(new InstanceOperation.SetVariable("Number", "not one"));
        Assert.Equal("variableDoesNotFit", flow.RefuseMigration(Chain(Second().Variable("Number", "Int32"), "a", "b")));
        await flow.OperateAsync(new InstanceOperation.SetVariable("Number", "13"));

        await flow.MigrateAsync(Chain(Second().Variable("Kept", "String", "new").Variable("Number", "Int32").Variable("Added", "String", "default"), "a", "b"));

        var values = flow.State.ReadVariables(flow.Definition);
        Assert.Equal(("set", 13, "default"), ((string?)values["Kept"], (int)values["Number"]!, (string?)values["Added"]));
        Assert.DoesNotContain("Gone", flow.State.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flowchart_within_goes_along_and_a_step_that_left_it_is_refused()
    {
        static Flow Nested(Flow flow, string[] inside, params string[] outside)
        {
            var inner = Chain(new Flow(), inside);
            flow.Add("start", "Elsa.Start").Add("sub", "Elsa.Flowchart", ("activities", JsonNode.Parse(inner.Json())!["root"]!["activities"]!.DeepClone()), ("connections", JsonNode.Parse(inner.Json())!["root"]!["connections"]!.DeepClone()));
            foreach (var id in outside) flow.Add(id, "Elsa.RunTask", ("taskName", id));
            return flow.Connect("start → sub" + string.Concat(outside.Select(id => " → " + id)));
        }

        var flow = Nested(First(), ["in1", "in2"], "out");
        await flow.StartAsync();
        await flow.ResumeAsync("in1");

        Assert.Equal("activityMoved", flow.RefuseMigration(Nested(Second(), ["in1"], "in2")));
        Assert.Equal("containerNotRestartable", flow.RefuseMigration(Nested(Second(), ["in1", "in2"], "out"), new StepMapping("sub", Anew: true)));
        await flow.MigrateAsync(Nested(Second(), ["in1", "NEW", "in2", "TAIL"], "out"));
        Assert.Equal(["TAIL"], (await flow.ResumeAsync("in2")).Output);
        Assert.Equal(["out"], flow.Waiting);
    }

    [Fact]
    public async Task A_faulted_instance_goes_to_a_mended_version_and_is_retried_there()
    {
        Flow Failing(Flow flow, string mode) => flow.Add("start", "Elsa.Start").Add("b", "Test.Probe", ("label", "b"), ("mode", mode)).Add("x", "Elsa.WriteLine", ("text", "x")).Connect("start → b → x");
        var flow = Failing(First(), "throw");
        await flow.StartAsync();

        await flow.MigrateAsync(Failing(Second(), "wait"));
        Assert.Equal(SubStatus.Faulted, flow.State.SubStatus);
        await flow.OperateAsync(new InstanceOperation.Retry());
        Assert.Equal(["b"], flow.Waiting);

        Assert.Equal(["x"], (await flow.ResumeAsync("b")).Output);
        Assert.Equal(SubStatus.Finished, flow.State.SubStatus);
    }

    [Fact]
    public async Task What_is_no_migration_is_refused()
    {
        var flow = Chain(First(), "a", "b");
        await flow.StartAsync();
        var next = Chain(Second(), "a", "b");

        Assert.Equal("alreadyOnVersion", flow.RefuseMigration(Chain(First(), "a", "b")));
        Assert.Equal("versionChanged", flow.RefuseMigration(next, new InstanceOperation.Migrate(2, From: 7)));
        await flow.ResumeAsync("a");
        await flow.ResumeAsync("b");
        Assert.Equal("instanceEnded", flow.RefuseMigration(next));
    }
}
