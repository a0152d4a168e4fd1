using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HaoChaPing.Workflows.Tests.Runtime;

/// <summary>What is said to SQLite: found by an index, and understood once for as long as a connection is open.</summary>
[Trait("Store", "Sqlite")]
public sealed class SqliteStatementTests
{
    [Fact]
    public async Task Whatever_a_burst_asks_is_found_by_an_index_and_comes_in_its_order()
    {
        var said = new Said();
        await using var world = await EngineWorld.StartAsync(services => services.ConfigureDbContext<TestDbContext>(options => options.AddInterceptors(said)));
        await world.PublishAsync("asks", Chain.Ask("why"));
        said.Queries.Clear();

        var id = await world.StartAsync("asks");
        await world.AnswerAsync(id, "Done");
        await world.Dispatcher.NextDueAsync(default);

        Assert.Equal("Finished", (await world.InstanceAsync(id)).Status);
        Assert.Contains(said.Queries, query => query.Contains("UNION ALL", StringComparison.Ordinal));
        foreach (var query in said.Queries)
            Assert.All(await PlanAsync(world, query), step => Assert.False(IsSlow(step), $"{step} in {query}"));
    }

    [Fact]
    public async Task A_statement_that_is_used_again_is_still_prepared_and_gone_when_its_connection_is_closed()
    {
        await using var world = await EngineWorld.StartAsync();

        await world.ReadAsync(async db =>
        {
            await db.Database.OpenConnectionAsync();
            for (var i = 0; i < 5; i++) await NotesAsync(db);
            Assert.Equal(1, await PreparedAsync(db));
            await db.Database.CloseConnectionAsync();

            await db.Database.OpenConnectionAsync();
            Assert.Equal(0, await PreparedAsync(db));
            return await NotesAsync(db);
        });
    }

    [Fact]
    public async Task The_same_statement_may_be_used_while_its_rows_are_read()
    {
        await using var world = await WithNotesAsync("a", "b", "c");

        var pairs = await world.ReadAsync(async db =>
        {
            await db.Database.OpenConnectionAsync();
            await NotesAsync(db);
            await NotesAsync(db);
            var seen = new List<string>();
            await foreach (var note in Notes(db).AsAsyncEnumerable()) seen.Add($"{note} {string.Join(' ', await NotesAsync(db))}");
            return seen;
        });

        Assert.Equal(["a a b c", "b a b c", "c a b c"], pairs);
    }

    [Fact]
    public async Task A_statement_that_failed_may_be_used_again_and_sees_what_changed_in_between()
    {
        await using var world = await WithNotesAsync("a");

        await world.ReadAsync(async db =>
        {
            await db.Database.OpenConnectionAsync();
            foreach (var id in new[] { 2, 3 }) await AddAsync(db, id);
            await Assert.ThrowsAsync<SqliteException>(() => AddAsync(db, 3));
            await db.Database.ExecuteSqlAsync($"ALTER TABLE Notes ADD COLUMN Added INTEGER");
            return await AddAsync(db, 4);
        });

        Assert.Equal(["a", "note 2", "note 3", "note 4"], await world.NotesAsync());
    }

    private static Task<int> AddAsync(TestDbContext db, int id) => db.Database.ExecuteSqlAsync($"INSERT INTO Notes (Id, Text) VALUES ({id}, {$"note {id}"})");

    private static IQueryable<string> Notes(TestDbContext db) => db.Notes.OrderBy(n => n.Id).Select(n => n.Text);

    private static Task<List<string>> NotesAsync(TestDbContext db) => Notes(db).ToListAsync();

    private static async Task<int> PreparedAsync(TestDbContext db)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = """SELECT count(*) FROM sqlite_stmt WHERE sql LIKE 'SELECT "n"."Text"%'""";
        return Convert.ToInt32(await command.ExecuteScalarAsync(), null);
    }

    private static async Task<EngineWorld> WithNotesAsync(params string[] texts)
    {
        var world = await EngineWorld.StartAsync();
        await world.ReadAsync(async db =>
        {
            db.AddRange(texts.Select(text => new Note { Text = text }));
            return await db.SaveChangesAsync();
        });
        return world;
    }

    // What is scanned row by row: a table, or an index of it from end to end. The rows of an inner query are few.
    private static bool IsSlow(string step) => step.Contains("TEMP B-TREE", StringComparison.Ordinal)
        || step.StartsWith("SCAN", StringComparison.Ordinal) && (step.Contains("INDEX", StringComparison.Ordinal) || step == "SCAN w");

    private static async Task<List<string>> PlanAsync(EngineWorld world, string query)
    {
        await using var connection = new SqliteConnection(world.ConnectionString);
        await connection.OpenAsync();
        await using var explain = connection.CreateCommand();
        explain.CommandText = $"EXPLAIN QUERY PLAN {query}";
        foreach (Match name in Regex.Matches(query, @"@\w+"))
            if (!explain.Parameters.Contains(name.Value)) explain.Parameters.AddWithValue(name.Value, 1);
        var steps = new List<string>();
        await using var rows = await explain.ExecuteReaderAsync();
        while (await rows.ReadAsync()) steps.Add(rows.GetString(3));
        return steps;
    }

    private sealed class Said : DbCommandInterceptor
    {
        public HashSet<string> Queries { get; } = new(StringComparer.Ordinal);

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (command.CommandText.StartsWith("SELECT", StringComparison.Ordinal)) Queries.Add(command.CommandText);
            return ValueTask.FromResult(result);
        }
    }
}
