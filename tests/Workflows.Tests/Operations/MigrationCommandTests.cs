using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Runtime;
using HaoChaPing.Workflows.Tests.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HaoChaPing.Workflows.Tests.Operations;

/// <summary>A migration as a command: what its rows say afterwards, and that children and timers find their instance still.</summary>
public sealed class MigrationCommandTests
{
    [Fact]
    public async Task An_instance_its_bookmarks_and_its_open_incident_name_their_places_in_the_new_version()
    {
        await using var world = await EngineWorld.StartAsync();
        var first = await world.PublishAsync(Forked.Of("fork", continues: true, Chain.Ask("a"), Chain.WriteAndThrow("b")));
        var id = await world.StartAsync("fork");
        var second = await world.PublishAsync(Forked.Of("fork", continues: true, Chain.Ask("a2"), Chain.Write("b2")));
        var steps = new StepMapping[] { new("ask-a", "ask-a2"), new("throw-b", "write-b2") };

        Assert.Equal("activityMissing", await world.OperateAsync(id, new InstanceOperation.Migrate(2)));
        Assert.Equal("versionUnknown", await world.OperateAsync(id, new InstanceOperation.Migrate(3)));
        var preview = await PreviewAsync(world, id, new InstanceOperation.Migrate(2, Steps: steps));
        Assert.Equal([("ask-a", "ask-a2"), ("throw-b", "write-b2")], preview.Steps.Select(step => (step.From.Id, step.To!.Id)));
        Assert.Null(await world.OperateAsync(id, new InstanceOperation.Migrate(2, Steps: steps), "the office has moved"));

        var instance = await world.InstanceAsync(id);
        Assert.Equal((first.Id, second.Id, 2, "Suspended"), (first.Id, instance.DefinitionVersionId, instance.Version, instance.SubStatus));
        Assert.Equal("ask-a2", (await world.BookmarkAsync(id)).ActivityId);
        Assert.Equal("write-b2", await world.ReadAsync(db => db.Incidents.Select(i => i.ActivityId).SingleAsync()));
        var entry = await world.ReadAsync(db => db.Journal.SingleAsync(j => j.InstanceId == id && j.Sequence == 2));
        Assert.Equal(("instance.migrate", "supervisor", "the office has moved", "1 → 2; ask-a → ask-a2; throw-b → write-b2"), (entry.Cause, entry.Actor, entry.Reason, entry.Text));
        Assert.Equal("alreadyOnVersion", await world.OperateAsync(id, new InstanceOperation.Migrate(2)));

        Assert.Null(await world.OperateAsync(id, new InstanceOperation.Retry()));
        await world.AnswerAsync(id, "yes");
        Assert.Equal("Finished", (await world.InstanceAsync(id)).Status);
        Assert.NotNull(await world.ReadAsync(db => db.Incidents.Select(i => i.ResolvedAt).SingleAsync()));
    }

    [Fact]
    public async Task A_child_and_a_timer_that_were_waited_for_come_back_to_the_new_version()
    {
        await using var world = await EngineWorld.StartAsync();
        await world.PublishAsync("child", Chain.Ask("child"));
        var dispatch = Chain.Activity("Elsa.DispatchWorkflow", "call", ("workflowDefinitionId", "child"), ("waitForCompletion", "true"));
        var wait = Chain.Activity("Elsa.Delay", "wait", ("timeSpan", "1.00:00:00"));
        await world.PublishAsync("parent", dispatch, wait, Chain.Write("end"));
        var parent = await world.StartAsync("parent");
        var child = await world.ReadAsync(db => db.Instances.SingleAsync(i => i.ParentInstanceId == parent));
        await world.PublishAsync("parent", Chain.Write("never"), dispatch, Chain.Write("added"), wait, Chain.Write("end"));

        Assert.Null(await world.OperateAsync(parent, new InstanceOperation.Migrate(2)));
        Assert.Equal(1, (await world.InstanceAsync(child.Id)).Version);
        await world.AnswerAsync(child.Id, "yes");
        Assert.Equal(["added"], await OwnNotesAsync(world));

        await world.PublishAsync("parent", dispatch, wait, Chain.Write("end"), Chain.Write("tail"));
        Assert.Null(await world.OperateAsync(parent, new InstanceOperation.Migrate(3)));
        world.Clock.Now += TimeSpan.FromHours(23);
        Assert.Null(await world.OperateAsync(parent, new InstanceOperation.Migrate(2, Steps: [new StepMapping("wait", Anew: true)])));
        world.Clock.Now += TimeSpan.FromHours(23);
        await world.DrainAsync();
        Assert.Equal(["added"], await OwnNotesAsync(world));
        world.Clock.Now += TimeSpan.FromHours(1);
        await world.DrainAsync();
        Assert.Equal(["added", "end"], await OwnNotesAsync(world));
        Assert.Equal(0, await world.ReadAsync(db => db.Commands.CountAsync()));
    }

    private static async Task<IEnumerable<string>> OwnNotesAsync(EngineWorld world) => (await world.NotesAsync()).Where(note => !note.StartsWith("child", StringComparison.Ordinal));

    private static Task<MigrationPreview> PreviewAsync(EngineWorld world, string id, InstanceOperation.Migrate operation) => world.InScopeAsync(async services =>
        await services.GetRequiredService<InstanceMigration>().PreviewAsync(await services.GetRequiredService<WorkflowDbContext>().Instances.AsNoTracking().SingleAsync(i => i.Id == id), operation, CancellationToken.None));
}
