using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HaoChaPing.Workflows.Tests.Runtime;

/// <summary>What another writer does between a dispatcher's look for work and the lock it is given.</summary>
[Trait("Store", "Sqlite")]
public sealed class OtherWriterTests
{
    [Fact]
    public async Task A_writer_that_came_too_late_for_a_command_does_not_take_the_next_of_the_stream_before_its_turn()
    {
        await using var world = await StartAsync(async (look, inner, db) =>
        {
            if (look > 1) return null;
            var claimed = await db.Commands.OrderBy(c => c.Id).FirstAsync();
            await using (var other = await inner.BeginAsync(db, claimed.StreamId, default))
            {
                db.Add(new Note { Text = JsonNode.Parse(claimed.Payload)!["text"]!.GetValue<string>() });
                db.Remove(claimed);
                await other.CommitAsync(default);
            }

            return new Claimed(await inner.BeginAsync(db, claimed.StreamId, default), claimed.StreamId, claimed.Id);
        });
        await world.CommitAsync(queue =>
        {
            Say(queue, world, "s1", "first");
            Say(queue, world, "s2", "second");
            Say(queue, world, "s1", "third");
        });

        await world.DrainAsync();

        Assert.Equal(["first", "second", "third"], await world.NotesAsync());
    }

    [Fact]
    public async Task A_drain_also_runs_what_another_writer_staged_while_it_waited_for_its_turn()
    {
        EngineWorld? world = null;
        await using (world = await StartAsync(async (look, _, _) =>
        {
            if (look != 2) return null; // its last look, if nothing came of it
            world!.Clock.Now += TimeSpan.FromMilliseconds(1);
            await world.CommitAsync(queue => Say(queue, world, "s1", "meanwhile"));
            return null;
        }))
        {
            await world.DrainAsync();

            Assert.Equal(["meanwhile"], await world.NotesAsync());
        }
    }

    private static Task<EngineWorld> StartAsync(Func<int, StoreDialect, WorkflowDbContext, Task<StoreTransaction?>> meanwhile) => EngineWorld.StartAsync(services =>
        services.AddSingleton<StoreDialect>(scope => new Interrupted(new SqliteDialect(scope.GetRequiredService<WakeOnCommit>()), meanwhile)));

    private static void Say(WorkflowQueue queue, EngineWorld world, string stream, string text) =>
        queue.At(world.Clock.Now, stream, "note", new JsonObject { ["text"] = text }, Cause.System);

    /// <summary>A store in which something happens during the dispatcher's first, second … look for work. It may also say which lock the look led to.</summary>
    private sealed class Interrupted(StoreDialect inner, Func<int, StoreDialect, WorkflowDbContext, Task<StoreTransaction?>> meanwhile) : StoreDialect
    {
        private int _looks;

        public override int CommandsPerCommit => inner.CommandsPerCommit;
        public override int Writers => inner.Writers;
        public override bool LocksStreams => inner.LocksStreams;
        public override bool IsOutage(Exception error) => inner.IsOutage(error);
        public override bool IsLostRace(Exception error) => inner.IsLostRace(error);
        public override Task<StoreTransaction> BeginAsync(WorkflowDbContext db, string? streamId, CancellationToken cancellationToken) => inner.BeginAsync(db, streamId, cancellationToken);
        public override async Task<StoreTransaction?> ClaimAsync(WorkflowDbContext db, Claim wanted, CancellationToken cancellationToken) =>
            await meanwhile(++_looks, inner, db) ?? await inner.ClaimAsync(db, wanted, cancellationToken);
        public override Task HoldAsync(WorkflowDbContext db, string name, CancellationToken cancellationToken) => inner.HoldAsync(db, name, cancellationToken);
        public override Task<IAsyncDisposable> StartAloneAsync(WorkflowDbContext db, CancellationToken cancellationToken) => inner.StartAloneAsync(db, cancellationToken);
    }

    /// <summary>A stream's lock, taken for a command that was due when it was looked for; as a store gives it that locks streams.</summary>
    private sealed class Claimed(StoreTransaction inner, string stream, long command) : StoreTransaction
    {
        public override string? Stream => stream;
        public override long? ClaimedCommand => command;
        public override Task CommitAsync(CancellationToken cancellationToken) => inner.CommitAsync(cancellationToken);
        public override ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
