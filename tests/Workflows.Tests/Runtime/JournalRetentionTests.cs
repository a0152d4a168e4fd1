using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Scheduling;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HaoChaPing.Workflows.Tests.Runtime;

/// <summary>How long the engine's journal is kept.</summary>
public sealed class JournalRetentionTests
{
    [Fact]
    public async Task The_journal_of_an_ended_instance_goes_after_the_days_of_its_definition_and_nothing_else_does()
    {
        await using var world = await EngineWorld.StartAsync();
        await PublishAsync(world, "short", days: 30);
        await PublishAsync(world, "kept", days: null);
        var ended = await world.StartAsync("short");
        await world.AnswerAsync(ended, "yes");
        var waiting = await world.StartAsync("short");
        var kept = await world.StartAsync("kept");
        await world.AnswerAsync(kept, "yes");
        var notes = (await world.NotesAsync()).Count;

        world.Clock.Now = world.Clock.Now.AddDays(30).AddSeconds(-1);
        Assert.Equal(0, await SweepAsync(world));
        world.Clock.Now = world.Clock.Now.AddSeconds(1);
        Assert.Equal(1, await SweepAsync(world));
        world.Clock.Now = world.Clock.Now.AddDays(1000);
        Assert.Equal(0, await SweepAsync(world));

        Assert.Equal((0, 1, 2), (await RowsAsync(world, ended), await RowsAsync(world, waiting), await RowsAsync(world, kept)));
        Assert.Equal(notes, (await world.NotesAsync()).Count);
        Assert.Equal("Finished", (await world.InstanceAsync(ended)).SubStatus);
        await world.AnswerAsync(waiting, "yes"); // an instance keeps its journal while it runs, however long
        Assert.Equal(2, await RowsAsync(world, waiting));
    }

    [Fact]
    public async Task Batches_are_small_and_all_of_them_are_swept()
    {
        await using var world = await EngineWorld.StartAsync();
        await PublishAsync(world, "short", days: 1);
        for (var i = 0; i < 7; i++) await world.AnswerAsync(await world.StartAsync("short"), "yes");
        world.Clock.Now = world.Clock.Now.AddDays(2);
        var commits = world.Death.Commits;

        Assert.Equal(7, await SweepAsync(world, perCommit: 3));

        Assert.Equal(3, world.Death.Commits - commits);
        Assert.Equal(0, await world.ReadAsync(db => db.Journal.CountAsync()));
    }

    private static Task<int> RowsAsync(EngineWorld world, string id) => world.ReadAsync(db => db.Journal.CountAsync(j => j.InstanceId == id));

    private static Task<int> SweepAsync(EngineWorld world, int perCommit = 20) => world.InScopeAsync(services =>
        new JournalRetention(services.GetRequiredService<IServiceScopeFactory>(), world.Clock, perCommit).SweepAsync(default));

    private static Task<WorkflowDefinitionVersion> PublishAsync(EngineWorld world, string definitionId, int? days)
    {
        var json = JsonNode.Parse(Chain.Of(definitionId, [Chain.Ask("a")]))!.AsObject();
        if (days is not null) json["customProperties"] = new JsonObject { ["journalRetentionDays"] = days };
        return world.PublishAsync(json.ToJsonString());
    }
}
