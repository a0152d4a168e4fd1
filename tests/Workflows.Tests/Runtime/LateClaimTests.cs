using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HaoChaPing.Workflows.Tests.Runtime;

/// <summary>A writer that gets a stream's lock just after another one has run what it came for.</summary>
[Trait("Store", "Sqlite")]
public sealed class LateClaimTests
{
    [Fact]
    public async Task A_writer_that_came_too_late_for_a_command_does_not_take_the_next_of_the_stream_before_its_turn()
    {
        await using var world = await EngineWorld.StartAsync(services => services.AddSingleton<StoreDialect>(scope => new LateForOne(new SqliteDialect(scope.GetRequiredService<WakeOnCommit>()), "s1")));
        await world.CommitAsync(queue =>
        {
            foreach (var (text, stream) in new[] { ("first", "s1"), ("second", "s2"), ("third", "s1") })
                queue.At(world.Clock.Now, stream, "note", new JsonObject { ["text"] = text }, Cause.System);
        });

        await world.DrainAsync();

        Assert.Equal(["first", "second", "third"], await world.NotesAsync());
    }

    /// <summary>Lets another writer run a stream's first command between the look for it and the lock, once; as a store with locked streams does.</summary>
    private sealed class LateForOne(StoreDialect inner, string streamId) : StoreDialect
    {
        private bool _was;

        public override int CommandsPerCommit => inner.CommandsPerCommit;
        public override int Writers => inner.Writers;
        public override bool LocksStreams => inner.LocksStreams;
        public override bool IsOutage(Exception error) => inner.IsOutage(error);
        public override bool IsLostRace(Exception error) => inner.IsLostRace(error);
        public override Task<StoreTransaction> BeginAsync(WorkflowDbContext db, string? streamId, CancellationToken cancellationToken) => inner.BeginAsync(db, streamId, cancellationToken);
        public override Task HoldAsync(WorkflowDbContext db, string name, CancellationToken cancellationToken) => inner.HoldAsync(db, name, cancellationToken);
        public override Task<IAsyncDisposable> StartAloneAsync(WorkflowDbContext db, CancellationToken cancellationToken) => inner.StartAloneAsync(db, cancellationToken);

        public override async Task<StoreTransaction?> ClaimAsync(WorkflowDbContext db, Claim wanted, CancellationToken cancellationToken)
        {
            if (_was) return await inner.ClaimAsync(db, wanted, cancellationToken);
            _was = true;
            var claimed = await db.Commands.Where(c => c.StreamId == streamId).OrderBy(c => c.DueAt).ThenBy(c => c.Id).FirstAsync(cancellationToken);
            await using (var other = await inner.BeginAsync(db, streamId, cancellationToken))
            {
                db.Add(new Note { Text = JsonNode.Parse(claimed.Payload)!["text"]!.GetValue<string>() });
                db.Remove(claimed);
                await other.CommitAsync(cancellationToken);
            }

            return new Claimed(await inner.BeginAsync(db, streamId, cancellationToken), streamId, claimed.Id);
        }
    }

    private sealed class Claimed(StoreTransaction inner, string stream, long command) : StoreTransaction
    {
        public override string? Stream => stream;
        public override long? ClaimedCommand => command;
        public override Task JoinAsync(WorkflowDbContext other, CancellationToken cancellationToken) => inner.JoinAsync(other, cancellationToken);
        public override Task CommitAsync(CancellationToken cancellationToken) => inner.CommitAsync(cancellationToken);
        public override ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
