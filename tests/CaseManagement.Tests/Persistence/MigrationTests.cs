using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Persistence;

[Trait("Store", "Both")]
public sealed class MigrationTests
{
    public static TheoryData<string> Providers => ["Sqlite", "PostgreSql", "SqlServer"];

    [Theory, MemberData(nameof(Providers))]
    public void The_migrations_of_each_database_bring_the_whole_model(string provider)
    {
        using var db = Context(provider);

        Assert.False(db.Database.HasPendingModelChanges(), "Expected no model change without a migration: run the commands in docs/decisions/0005.");
    }

    [Fact]
    public async Task A_new_database_is_made_by_migrations_alone()
    {
        await using var world = await World.StartAsync();

        var applied = await world.Read(async db => (await db.Database.GetAppliedMigrationsAsync()).ToList());

        Assert.EndsWith("_Initial", applied[0], StringComparison.Ordinal);
    }

    // No SQL Server can be had: what would be sent to one is kept as a file, so that a change of it shows up in review.
    [Fact]
    public void The_script_for_SQL_Server_is_the_approved_one()
    {
        using var db = Context("SqlServer");

        var script = db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent).ReplaceLineEndings("\n");

        Approved.Is("sqlserver.approved.sql", script);
    }

    private static CaseDbContext Context(string provider) => provider switch
    {
        "Sqlite" => new SqliteCaseDbContext(new DbContextOptionsBuilder<SqliteCaseDbContext>().UseSqlite("Data Source=:memory:").Options),
        "PostgreSql" => new PostgreSqlCaseDbContext(new DbContextOptionsBuilder<PostgreSqlCaseDbContext>().UseNpgsql("Host=none").Options),
        _ => new SqlServerCaseDbContext(new DbContextOptionsBuilder<SqlServerCaseDbContext>().UseSqlServer("Server=none").Options),
    };
}
