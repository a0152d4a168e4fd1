using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace HaoChaPing.CaseManagement.Persistence;

// They give the migrations tool a context without starting the host or reaching a server (docs/decisions/0005).

internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteCaseDbContext>
{
    public SqliteCaseDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteCaseDbContext>().UseSqlite("Data Source=design.db").Options);
}

internal sealed class PostgreSqlDesign : IDesignTimeDbContextFactory<PostgreSqlCaseDbContext>
{
    public PostgreSqlCaseDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgreSqlCaseDbContext>().UseNpgsql("Host=design").Options);
}

internal sealed class SqlServerDesign : IDesignTimeDbContextFactory<SqlServerCaseDbContext>
{
    public SqlServerCaseDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlServerCaseDbContext>().UseSqlServer("Server=design").Options);
}
