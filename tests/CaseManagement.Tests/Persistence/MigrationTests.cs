using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Persistence;

public sealed class MigrationTests
{
    [Fact]
    public void The_migrations_of_SQLite_bring_the_whole_model()
    {
        using var db = new SqliteCaseDbContext(new DbContextOptionsBuilder<SqliteCaseDbContext>().UseSqlite("Data Source=:memory:").Options);

        Assert.False(db.Database.HasPendingModelChanges(), "Expected no model change without a migration: run the command in docs/decisions/0003.");
    }

    [Fact]
    public async Task A_new_database_is_made_by_migrations_alone()
    {
        await using var world = await World.StartAsync();

        var applied = await world.Read(async db => (await db.Database.GetAppliedMigrationsAsync()).ToList());

        Assert.EndsWith("_Initial", applied[0], StringComparison.Ordinal);
    }
}
