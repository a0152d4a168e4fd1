using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace HaoChaPing.Workflows.Tests.Runtime;

/// <summary>How many instances of a workflow run at once.</summary>
[Trait("Store", "Both")]
public sealed class ActivationTests
{
    [Theory]
    [InlineData("", 4)]
    [InlineData("Elsa.Workflows.ActivationValidators.AllowAlwaysStrategy, Elsa.Workflows.Core", 4)]
    [InlineData("Elsa.Workflows.Runtime.ActivationValidators.SingletonStrategy, Elsa.Workflows.Runtime", 1)]
    [InlineData("Elsa.Workflows.Runtime.ActivationValidators.CorrelationStrategy, Elsa.Workflows.Runtime", 2)] // of "a" another workflow runs
    [InlineData("Elsa.Workflows.Runtime.ActivationValidators.CorrelatedSingletonStrategy, Elsa.Workflows.Runtime", 3)]
    public async Task As_many_run_at_once_as_the_strategy_allows_although_all_are_started_together(string strategy, int running)
    {
        await using var world = await EngineWorld.StartAsync();
        await world.PublishAsync("other", Chain.Ask("other"));
        await PublishAsync(world, "only", strategy, Chain.Ask("question"));
        await world.CommitAsync(queue => queue.Start("other", null, [], Cause.System, correlationId: "a"));
        await world.DrainAsync();

        await world.CommitAsync(queue =>
        {
            foreach (var correlation in new[] { "a", "b", "b", "c" }) queue.Start("only", null, [], Cause.System, correlation);
        });
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(world.DrainAsync)));

        Assert.Equal(running, await world.ReadAsync(db => db.Instances.CountAsync(i => i.DefinitionId == "only")));
        Assert.Equal(0, await world.ReadAsync(db => db.Commands.CountAsync()));
    }

    [Fact]
    public async Task When_the_one_has_ended_the_next_may_start()
    {
        await using var world = await EngineWorld.StartAsync();
        await PublishAsync(world, "only", "SingletonStrategy", Chain.Ask("question"));

        var first = await world.StartAsync("only");
        await world.StartAsync("only");
        await world.AnswerAsync(first, "yes");
        var third = await world.StartAsync("only");

        Assert.Equal(new HashSet<string> { first, third }, (await world.ReadAsync(db => db.Instances.Select(i => i.Id).ToListAsync())).ToHashSet());
    }

    [Fact]
    public async Task A_parent_that_waits_for_a_child_that_may_not_start_goes_on()
    {
        await using var world = await EngineWorld.StartAsync();
        await PublishAsync(world, "only", "SingletonStrategy", Chain.Ask("question"));
        await world.PublishAsync("parent", Chain.Activity("Elsa.DispatchWorkflow", "dispatch", ("workflowDefinitionId", "only"), ("waitForCompletion", "True")), Chain.Write("went on"));
        await world.StartAsync("only");

        var parent = await world.StartAsync("parent");

        Assert.Equal(nameof(SubStatus.Finished), (await world.InstanceAsync(parent)).SubStatus);
        Assert.Equal("went on", (await world.NotesAsync())[^1]);
    }

    private static Task<WorkflowDefinitionVersion> PublishAsync(EngineWorld world, string id, string strategy, params JsonObject[] chain)
    {
        var definition = JsonNode.Parse(Chain.Of(id, chain))!.AsObject();
        definition["options"] = new JsonObject { ["activationStrategyType"] = strategy };
        return world.PublishAsync(definition.ToJsonString());
    }
}
