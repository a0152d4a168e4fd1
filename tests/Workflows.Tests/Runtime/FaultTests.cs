using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace HaoChaPing.Workflows.Tests.Runtime;

/// <summary>What a failing step leaves in the store: its incident, and nothing else.</summary>
public sealed class FaultTests
{
    [Fact]
    public async Task A_step_that_throws_leaves_nothing_of_what_it_staged_and_the_steps_before_it_stay()
    {
        await using var world = await EngineWorld.StartAsync();
        await world.PublishAsync("loop", Chain.Ask("verify"), Chain.Write("before"), Chain.WriteAndThrow("unit"), Chain.Write("after"));
        var id = await world.StartAsync("loop");

        await world.AnswerAsync(id, "yes");

        Assert.Equal(["verify: asked", "verify: answered yes by officer at 01:00", "before"], await world.NotesAsync());
        var instance = await world.InstanceAsync(id);
        Assert.Equal(("Faulted", 1, 2), (instance.SubStatus, instance.IncidentCount, instance.BurstCount));
        var incident = await world.ReadAsync(db => db.Incidents.SingleAsync());
        Assert.Equal(("throw-unit", "Expected a unit for 'unit', but there is none."), (incident.ActivityId, incident.Message));
        Assert.Equal(0, await world.ReadAsync(db => db.Bookmarks.CountAsync()));
        Assert.Equal(0, await world.ReadAsync(db => db.Commands.CountAsync()));
    }

    [Fact]
    public async Task Of_several_steps_that_throw_in_one_burst_each_leaves_its_incident_and_the_others_go_on()
    {
        await using var world = await EngineWorld.StartAsync();
        await world.PublishAsync(Forked.Of("fork", continues: true, Chain.WriteAndThrow("a"), Chain.Write("b"), Chain.WriteAndThrow("c"), Chain.Ask("d")));

        var id = await world.StartAsync("fork");

        Assert.Equal(["b", "d: asked"], await world.NotesAsync());
        Assert.Equal(("Suspended", 2), ((await world.InstanceAsync(id)).SubStatus, (await world.InstanceAsync(id)).IncidentCount));
        Assert.Equal(["throw-a", "throw-c"], await world.ReadAsync(db => db.Incidents.OrderBy(i => i.ActivityId).Select(i => i.ActivityId!).ToListAsync()));
        Assert.Equal("ask-d", (await world.BookmarkAsync(id)).ActivityId);
        var journal = await world.ReadAsync(db => db.Journal.SingleAsync(j => j.InstanceId == id));
        Assert.Equal(2, Journal.Unpack(journal).Count(step => step.Event == JournalEvent.Faulted));
    }

    [Fact]
    public async Task What_waited_beside_a_step_that_faults_the_instance_is_tidied_up_in_the_same_commit()
    {
        await using var world = await EngineWorld.StartAsync();
        await world.PublishAsync(Forked.Of("fork", continues: false, Chain.Ask("a"), Chain.WriteAndThrow("b"), Chain.Ask("c")));

        var id = await world.StartAsync("fork");

        Assert.Equal("Faulted", (await world.InstanceAsync(id)).SubStatus);
        Assert.Equal(["a: asked", "ask-a cancelled"], await world.NotesAsync());
        Assert.Equal(0, await world.ReadAsync(db => db.Bookmarks.CountAsync()));
    }
}
