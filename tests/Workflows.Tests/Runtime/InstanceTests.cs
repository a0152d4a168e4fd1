using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace HaoChaPing.Workflows.Tests.Runtime;

/// <summary>Instances from start to finish, through the queue and on a real file.</summary>
[Trait("Store", "Both")]
public sealed class InstanceTests
{
    [Fact]
    public async Task An_instance_starts_waits_is_resumed_and_finishes_and_every_step_is_one_commit()
    {
        await using var world = await EngineWorld.StartAsync();
        await world.PublishAsync("loop", Chain.Write("opened"), Chain.Ask("verify"), Chain.Ask("reply"), Chain.Write("closed"));

        var id = await world.StartAsync("loop", stream: "AK-1");
        var waiting = await world.InstanceAsync(id);
        Assert.Equal(("AK-1", "Running", "Suspended", 1), (waiting.StreamId, waiting.Status, waiting.SubStatus, waiting.BurstCount));

        await world.AnswerAsync(id, "yes");
        await world.AnswerAsync(id, "yes", actor: "handler");

        Assert.Equal(
            ["opened", "verify: asked", "verify: answered yes by officer at 01:00", "reply: asked", "reply: answered yes by handler at 01:00", "closed"],
            await world.NotesAsync());
        var finished = await world.InstanceAsync(id);
        Assert.Equal(("Finished", "Finished", (DateTimeOffset?)world.Clock.Now), (finished.Status, finished.SubStatus, finished.FinishedAt));
        Assert.Equal(0, await world.ReadAsync(db => db.Bookmarks.CountAsync()));
        Assert.Equal(0, await world.ReadAsync(db => db.Commands.CountAsync()));
        Assert.Equal(1 + 3 * 2, world.Death.Commits); // the import, then each caller's commit and its burst's
    }

    [Fact]
    public async Task The_state_survives_a_restart_at_every_commit()
    {
        await using var world = await EngineWorld.StartAsync();
        await world.PublishAsync("loop", Chain.Ask("verify"), Chain.Ask("reply"), Chain.Write("closed"));

        var id = await world.CommitAsync(queue => queue.Start("loop", "AK-1", [], Cause.System));
        await world.RestartAsync();
        await world.DrainAsync();
        await world.RestartAsync();
        await world.AnswerAsync(id, "yes");
        await world.RestartAsync();
        await world.AnswerAsync(id, "no");
        await world.RestartAsync();

        Assert.Equal("Finished", (await world.InstanceAsync(id)).SubStatus);
        Assert.Equal("closed", (await world.NotesAsync())[^1]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Death_around_the_commit_of_a_burst_loses_nothing_and_repeats_nothing(bool before)
    {
        await using var world = await EngineWorld.StartAsync();
        await world.PublishAsync("loop", Chain.Ask("verify"), Chain.Write("closed"));
        var id = await world.StartAsync("loop");
        var bookmark = await world.BookmarkAsync(id);
        await world.CommitAsync(queue => queue.Resume(id, id, bookmark.Id, "yes", null, Cause.System));

        if (before) world.Death.BeforeCommit(world.Death.Commits + 1);
        else world.Death.AfterCommit(world.Death.Commits + 1);
        await Assert.ThrowsAsync<ProcessDiedException>(world.DrainAsync);
        await world.RestartAsync();
        Assert.Equal(before ? "Suspended" : "Finished", (await world.InstanceAsync(id)).SubStatus);
        await world.DrainAsync();

        Assert.Equal("Finished", (await world.InstanceAsync(id)).SubStatus);
        Assert.Equal(["verify: asked", "verify: answered yes by system at 01:00", "closed"], await world.NotesAsync());
    }

    [Fact]
    public async Task A_burst_happens_at_the_instant_of_its_command_however_late_it_is_run()
    {
        await using var world = await EngineWorld.StartAsync();
        await world.PublishAsync("loop", Chain.Ask("verify"));
        var id = await world.StartAsync("loop");
        var bookmark = await world.BookmarkAsync(id);

        world.Clock.Now = world.Clock.Now.AddMinutes(30);
        await world.CommitAsync(queue => queue.Resume(id, id, bookmark.Id, "yes", null, new Cause("officer")));
        world.Clock.Now = world.Clock.Now.AddDays(2); // the machine was down
        await world.RestartAsync();
        await world.DrainAsync();

        Assert.Equal("verify: answered yes by officer at 01:30", (await world.NotesAsync())[^1]);
    }

    [Fact]
    public async Task A_used_bookmark_is_dropped_with_a_note_and_so_it_is_when_the_instance_is_over()
    {
        await using var world = await EngineWorld.StartAsync();
        await world.PublishAsync("loop", Chain.Ask("verify"), Chain.Ask("reply"));
        var id = await world.StartAsync("loop");
        var first = await world.BookmarkAsync(id);
        await world.AnswerAsync(id, "yes");

        await world.CommitAsync(queue => queue.Resume(id, id, first.Id, "no", null, Cause.System));
        await world.DrainAsync();
        var notes = await world.ReadAsync(db => db.Journal.Where(j => j.InstanceId == id).OrderBy(j => j.Sequence).ToListAsync());
        Assert.Equal([1, 2, 3], notes.Select(note => note.Sequence));
        Assert.Equal($"未执行：等待点“{first.Id}”已经用过或取消。", notes[^1].Text);

        await world.AnswerAsync(id, "yes");
        await world.CommitAsync(queue => queue.Resume(id, id, first.Id, "no", null, Cause.System));
        await world.DrainAsync();
        Assert.Equal(5, await world.ReadAsync(db => db.Journal.CountAsync(j => j.InstanceId == id)));
        Assert.Equal(0, await world.ReadAsync(db => db.Commands.CountAsync()));
        Assert.Equal(4, (await world.NotesAsync()).Count);
    }

    [Fact]
    public async Task A_signal_resumes_every_instance_of_its_stream_that_waits_for_it_and_no_other()
    {
        await using var world = await EngineWorld.StartAsync();
        await world.PublishAsync("appeal", Chain.Event("appeal.upheld"), Chain.Write("ended"));
        await world.PublishAsync("other", Chain.Event("extension.granted"), Chain.Write("extended"));
        var first = await world.StartAsync("appeal", "AK-1");
        var second = await world.StartAsync("appeal", "AK-1");
        var deaf = await world.StartAsync("other", "AK-1");
        var foreign = await world.StartAsync("appeal", "AK-2");

        await world.CommitAsync(queue => queue.Signal("AK-1", "appeal.upheld", null, Cause.System));
        await world.DrainAsync();

        Assert.Equal(["ended", "ended"], await world.NotesAsync());
        foreach (var ended in new[] { first, second }) Assert.Equal("Finished", (await world.InstanceAsync(ended)).SubStatus);
        foreach (var waiting in new[] { deaf, foreign }) Assert.Equal("Suspended", (await world.InstanceAsync(waiting)).SubStatus);
    }

    [Fact]
    public async Task Cancelling_takes_the_bookmarks_and_lets_the_steps_tidy_up()
    {
        await using var world = await EngineWorld.StartAsync();
        await world.PublishAsync("loop", Chain.Ask("verify"), Chain.Write("closed"));
        var id = await world.StartAsync("loop");

        await world.CommitAsync(queue => queue.Cancel(id, id, new Cause("auditor", "opened by mistake")));
        await world.DrainAsync();

        Assert.Equal(("Finished", "Cancelled"), ((await world.InstanceAsync(id)).Status, (await world.InstanceAsync(id)).SubStatus));
        Assert.Equal(0, await world.ReadAsync(db => db.Bookmarks.CountAsync()));
        Assert.Equal(["verify: asked", "ask-verify cancelled"], await world.NotesAsync());
        var entry = await world.ReadAsync(db => db.Journal.SingleAsync(j => j.InstanceId == id && j.Sequence == 2));
        Assert.Equal(("cancel", "auditor", "opened by mistake"), (entry.Cause, entry.Actor, entry.Reason));
    }

    [Fact]
    public async Task A_failed_burst_leaves_only_its_incident_stops_its_own_instance_and_succeeds_when_retried()
    {
        await using var world = await EngineWorld.StartAsync();
        await world.PublishAsync("loop", Chain.Ask("verify"), Chain.WriteUnique("number 1"), Chain.Event("go"), Chain.Write("closed"));
        var id = await world.StartAsync("loop", "AK-1");
        var other = await world.StartAsync("loop", "AK-1");
        await world.AnswerAsync(other, "yes");

        await world.AnswerAsync(id, "yes"); // the number is taken: the store refuses it

        var stuck = await world.InstanceAsync(id);
        Assert.Equal(("Suspended", 1, 1), (stuck.SubStatus, stuck.BurstCount, stuck.IncidentCount));
        var failed = await world.ReadAsync(db => db.Commands.SingleAsync());
        Assert.Matches("^Expected command 'resume' to be executed, but (Sqlite|Postgres)Exception: ", failed.Error);
        var incident = await world.ReadAsync(db => db.Incidents.SingleAsync());
        Assert.Equal((id, failed.Id, failed.Error), (incident.InstanceId, incident.CommandId, incident.Message));

        await world.CommitAsync(queue => queue.Signal("AK-1", "go", null, Cause.System));
        await world.DrainAsync();
        Assert.Equal("Finished", (await world.InstanceAsync(other)).SubStatus);
        Assert.Equal("Suspended", (await world.InstanceAsync(id)).SubStatus);

        await world.ReadAsync(db => db.Uniques.ExecuteDeleteAsync());
        Assert.Null(await world.OperateAsync(id, new InstanceOperation.RetryCommand(failed.Id)));
        await world.DrainAsync();
        Assert.Equal("Elsa.Event", (await world.BookmarkAsync(id)).ActivityType);
        Assert.Equal(0, await world.ReadAsync(db => db.Commands.CountAsync()));
    }

    [Fact]
    public async Task An_instance_that_failed_can_be_cancelled()
    {
        await using var world = await EngineWorld.StartAsync();
        await world.PublishAsync("loop", Chain.Ask("verify"), Chain.WriteUnique("number 1"), Chain.Event("go"));
        await world.AnswerAsync(await world.StartAsync("loop"), "yes");
        var id = await world.StartAsync("loop");
        await world.AnswerAsync(id, "yes");

        await world.CommitAsync(queue => queue.Cancel(id, id, Cause.System));
        await world.DrainAsync();

        Assert.Equal("Cancelled", (await world.InstanceAsync(id)).SubStatus);
        Assert.Equal(0, await world.ReadAsync(db => db.Commands.CountAsync()));
    }

    [Fact]
    public async Task Starting_an_unknown_definition_fails_visibly()
    {
        await using var world = await EngineWorld.StartAsync();

        var id = await world.StartAsync("nothing");

        var incident = await world.ReadAsync(db => db.Incidents.SingleAsync());
        Assert.Equal((id, "Expected a published version of workflow 'nothing', but there is none."), (incident.InstanceId, incident.Message));
    }

    [Fact]
    public async Task The_journal_tells_every_step_with_its_outcome()
    {
        await using var world = await EngineWorld.StartAsync();
        await world.PublishAsync("loop", Chain.Ask("verify"), Chain.Write("closed"));
        var id = await world.StartAsync("loop");
        await world.AnswerAsync(id, "no");

        var rows = await world.ReadAsync(db => db.Journal.Where(j => j.InstanceId == id).OrderBy(j => j.Sequence).ToListAsync());

        var steps = rows.SelectMany(Journal.Unpack).ToList();
        Assert.Equal(Enumerable.Range(1, steps.Count).Select(number => (long)number), steps.Select(step => step.Sequence));
        var completed = Assert.Single(steps, step => step.ActivityId == "ask-verify" && step.Event == JournalEvent.Completed);
        Assert.Equal(("Test.Ask", "Workflow1:Flowchart1:ask-verify", "officer"), (completed.ActivityType, completed.NodeId, completed.Actor));
        Assert.Equal(["no"], completed.Outcomes);
    }
}
