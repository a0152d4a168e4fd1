using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HaoChaPing.Workflows.Tests.Runtime;

/// <summary>The store's promises: durable, one writer, nothing left by a transaction that was not committed.</summary>
[Trait("Store", "Both")]
public sealed class StoreTests
{
    [Fact, Trait("Store", "Sqlite")]
    public async Task Every_connection_flushes_its_commits_to_the_disk_and_checks_references()
    {
        await using var world = await EngineWorld.StartAsync();

        var settings = await world.ReadAsync(db => db.Database
            .SqlQuery<string>($"SELECT journal_mode || ' ' || synchronous || ' ' || foreign_keys AS Value FROM pragma_journal_mode, pragma_synchronous, pragma_foreign_keys")
            .SingleAsync());

        Assert.Equal("wal 2 1", settings); // 2 is FULL
    }

    [Fact]
    public async Task A_transaction_that_is_not_committed_leaves_nothing_in_the_store_and_nothing_in_the_context()
    {
        await using var world = await EngineWorld.StartAsync();

        await world.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<TestDbContext>();
            await using (await services.GetRequiredService<StoreDialect>().BeginAsync(db, "s1", default))
            {
                db.Notes.Add(new Note { Text = "saved" });
                await db.SaveChangesAsync();
                db.Notes.Add(new Note { Text = "staged" });
            }

            Assert.Empty(db.ChangeTracker.Entries());
            return await db.SaveChangesAsync();
        });

        Assert.Empty(await world.NotesAsync());
    }

    [Fact, Trait("Store", "Sqlite")]
    public async Task The_second_writer_waits_for_the_first_and_gets_its_turn_even_when_the_first_gives_up()
    {
        await using var world = await EngineWorld.StartAsync();

        await world.InScopeAsync(async first => await world.InScopeAsync(async second =>
        {
            var dialect = first.GetRequiredService<StoreDialect>();
            var held = await dialect.BeginAsync(first.GetRequiredService<WorkflowDbContext>(), "s1", default);
            var waiting = dialect.BeginAsync(second.GetRequiredService<WorkflowDbContext>(), "s2", default);
            Assert.False(waiting.IsCompleted);

            await held.DisposeAsync();
            await held.DisposeAsync(); // twice is once: the turn is not given away a second time

            await using var granted = await waiting;
            using var impatient = new CancellationTokenSource();
            var third = dialect.BeginAsync(first.GetRequiredService<WorkflowDbContext>(), "s3", impatient.Token);
            Assert.False(third.IsCompleted);
            await impatient.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => third);
            return true;
        }));
    }

    [Fact]
    public async Task A_reader_sees_the_last_commit_while_a_writer_is_at_work()
    {
        await using var world = await EngineWorld.StartAsync();

        await world.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<TestDbContext>();
            await using var transaction = await services.GetRequiredService<StoreDialect>().BeginAsync(db, "s1", default);
            db.Notes.Add(new Note { Text = "new" });
            await db.SaveChangesAsync();
            Assert.Empty(await world.NotesAsync());

            await transaction.CommitAsync(default);
            Assert.Equal(["new"], await world.NotesAsync());
            return true;
        });
    }

    [Fact]
    public async Task Only_a_commit_that_added_commands_wakes_the_dispatcher_and_many_wake_it_once()
    {
        await using var world = await EngineWorld.StartAsync();
        Task<bool> Woken() => world.InScopeAsync(services => services.GetRequiredService<WakeOnCommit>().WaitAsync(TimeSpan.Zero, default));

        await world.CommitAsync(_ => { });
        Assert.False(await Woken());

        await world.CommitAsync(queue => queue.Signal("s1", "any", null, Cause.System));
        await world.CommitAsync(queue => queue.Signal("s1", "any", null, Cause.System));
        Assert.True(await Woken());
        Assert.False(await Woken());
    }
}
