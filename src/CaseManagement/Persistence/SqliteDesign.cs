using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace HaoChaPing.CaseManagement.Persistence;

/// <summary>Gives the migrations tool a context without starting the host (docs/decisions/0003).</summary>
internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteCaseDbContext>
{
    public SqliteCaseDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteCaseDbContext>().UseSqlite("Data Source=design.db").Options);
}
