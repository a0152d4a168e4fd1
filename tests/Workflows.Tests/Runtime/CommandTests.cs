using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace HaoChaPing.Workflows.Tests.Runtime;

/// <summary>Commands of any kind: order, due instants, failure, death of the process.</summary>
[Trait("Store", "Both")]
public sealed class CommandTests
{
    [Fact]
    public async Task Commands_run_in_the_order_they_became_due()
    {
        await using var world = await EngineWorld.StartAsync();
        var now = world.Clock.Now;
        await world.CommitAsync(queue =>
        {
            Note(queue, "third", now.AddHours(2));
            Note(queue, "first", now);
            Note(queue, "second", now.AddHours(1));
            Note(queue, "fourth", now.AddHours(2));
        });

        world.Clock.Now = now.AddHours(3);
        await world.DrainAsync();

        Assert.Equal(["first", "second", "third", "fourth"], await world.NotesAsync());
    }

    [Fact]
    public async Task A_command_is_taken_when_it_is_due_and_not_a_tick_earlier()
    {
        await using var world = await EngineWorld.StartAsync();
        var due = world.Clock.Now.AddDays(1);
        await world.CommitAsync(queue => Note(queue, "warned", due));

        world.Clock.Now = due.AddTicks(-1);
        await world.DrainAsync();
        Assert.Empty(await world.NotesAsync());
        Assert.Equal(due, await world.Dispatcher.NextDueAsync(default));

        world.Clock.Now = due;
        await world.DrainAsync();
        Assert.Equal(["warned"], await world.NotesAsync());
        Assert.Null(await world.Dispatcher.NextDueAsync(default));
    }

    [Fact]
    public async Task A_failed_command_leaves_nothing_but_its_reason_and_the_others_go_on()
    {
        await using var world = await EngineWorld.StartAsync();
        await world.CommitAsync(queue =>
        {
            Note(queue, "before", world.Clock.Now);
            queue.At(world.Clock.Now, "s1", "fail", [], Cause.System);
            Note(queue, "after", world.Clock.Now);
        });

        await world.DrainAsync();

        Assert.Equal(["before", "after"], await world.NotesAsync());
        var failed = await world.ReadAsync(db => db.Commands.SingleAsync());
        Assert.Equal(("fail", (DateTimeOffset?)world.Clock.Now), (failed.Kind, failed.FailedAt));
        Assert.Equal("Expected a calendar for 2031, but there is none.", failed.Error);
    }

    [Fact]
    public async Task A_command_without_a_handler_fails_with_a_clear_sentence()
    {
        await using var world = await EngineWorld.StartAsync();
        await world.CommitAsync(queue => queue.At(world.Clock.Now, "s1", "unheard.of", [], Cause.System));

        await world.DrainAsync();

        var failed = await world.ReadAsync(db => db.Commands.SingleAsync());
        Assert.Equal("Expected a handler for command kind 'unheard.of', but none is registered.", failed.Error);
    }

    [Fact, Trait("Store", "Sqlite")]
    public async Task A_backlog_larger_than_one_commit_is_drained_in_order()
    {
        await using var world = await EngineWorld.StartAsync();
        var texts = Enumerable.Range(0, 100).Select(number => $"note {number}").ToList();
        await world.CommitAsync(queue => texts.ForEach(text => Note(queue, text, world.Clock.Now)));

        await world.DrainAsync();

        Assert.Equal(texts, await world.NotesAsync());
        Assert.Equal(1 + 4, world.Death.Commits); // the caller's, then 32 + 32 + 32 + 4
    }

    [Fact]
    public async Task Drains_at_the_same_time_run_a_command_once()
    {
        await using var world = await EngineWorld.StartAsync();
        await world.CommitAsync(queue => Enumerable.Range(0, 200).ToList().ForEach(number => Note(queue, $"note {number}", world.Clock.Now)));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(world.DrainAsync)));

        var notes = await world.NotesAsync();
        Assert.Equal(200, notes.Count);
        Assert.Equal(200, notes.Distinct().Count());
    }

    [Fact]
    public async Task A_process_that_dies_before_the_commit_has_done_nothing_and_does_it_after_restart()
    {
        await using var world = await EngineWorld.StartAsync();
        await world.CommitAsync(queue => Note(queue, "once", world.Clock.Now));

        world.Death.BeforeCommit(2);
        await Assert.ThrowsAsync<ProcessDiedException>(world.DrainAsync);
        await world.RestartAsync();
        Assert.Empty(await world.NotesAsync());

        await world.DrainAsync();
        Assert.Equal(["once"], await world.NotesAsync());
    }

    [Fact]
    public async Task A_process_that_dies_after_the_commit_does_nothing_twice()
    {
        await using var world = await EngineWorld.StartAsync();
        await world.CommitAsync(queue => Note(queue, "once", world.Clock.Now));

        world.Death.AfterCommit(2);
        await Assert.ThrowsAsync<ProcessDiedException>(world.DrainAsync);
        await world.RestartAsync();
        await world.DrainAsync();

        Assert.Equal(["once"], await world.NotesAsync());
    }

    private static void Note(WorkflowQueue queue, string text, DateTimeOffset due) =>
        queue.At(due, "s1", "note", new JsonObject { ["text"] = text }, Cause.System);
}
