using HaoChaPing.Workflows.Scheduling;
using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace HaoChaPing.Workflows.Tests.Runtime;

/// <summary>The background loop of the host.</summary>
[Trait("Store", "Both")]
public sealed class SweeperTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task What_a_crash_left_behind_and_what_is_committed_later_runs_without_being_asked()
    {
        await using var world = await EngineWorld.StartAsync(services => services.AddSingleton<Heard>().AddScoped<IStreamCommandHandler, HeardHandler>());
        await world.CommitAsync(queue => Say(queue, world, "left behind"));
        await world.RestartAsync();

        await world.InScopeAsync(async services =>
        {
            var heard = services.GetRequiredService<Heard>();
            var sweeper = services.GetServices<IHostedService>().OfType<DueCommandSweeper>().Single();
            await sweeper.StartAsync(default);
            Assert.Equal("left behind", await heard.NextAsync().WaitAsync(Patience));

            await world.CommitAsync(queue => Say(queue, world, "later"));
            Assert.Equal("later", await heard.NextAsync().WaitAsync(Patience));

            await world.DrainAsync(); // heard is not yet committed: the writer's turn comes after that
            await sweeper.StopAsync(default).WaitAsync(Patience);
            return true;
        });
        Assert.Equal(0, await world.ReadAsync(db => db.Commands.CountAsync()));
    }

    private static void Say(WorkflowQueue queue, EngineWorld world, string text) =>
        queue.At(world.Clock.Now, "s1", "say", new JsonObject { ["text"] = text }, Cause.System);
}

/// <summary>What the handler was told, for a test that waits for it.</summary>
public sealed class Heard
{
    private readonly System.Threading.Channels.Channel<string> _texts = System.Threading.Channels.Channel.CreateUnbounded<string>();

    public void Add(string text) => _texts.Writer.TryWrite(text);
    public Task<string> NextAsync() => _texts.Reader.ReadAsync().AsTask();
}

public sealed class HeardHandler(Heard heard) : IStreamCommandHandler
{
    public string Kind => "say";

    public Task HandleAsync(WorkflowCommand command, CancellationToken cancellationToken)
    {
        heard.Add(JsonNode.Parse(command.Payload)!["text"]!.GetValue<string>());
        return Task.CompletedTask;
    }
}
