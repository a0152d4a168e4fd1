using HaoChaPing.Workflows.Runtime;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HaoChaPing.Workflows.Persistence;

/// <summary>Registration of the embedded store.</summary>
public static class SqliteStore
{
    /// <summary>
    /// Puts the product's tables into one SQLite file. <typeparamref name="TContext"/> is the host's context; within a scope
    /// <see cref="WorkflowDbContext"/> resolves to the same object, so the engine and the business share one transaction.
    /// </summary>
    public static IServiceCollection AddSqliteStore<TContext>(this IServiceCollection services, string connectionString) where TContext : WorkflowDbContext
    {
        ContextLoan.Add<TContext>(services, (_, options) => options.UseSqliteStore(connectionString));
        services.TryAddSingleton<WakeOnCommit>();
        services.TryAddSingleton<StoreDialect, SqliteDialect>();
        return services;
    }

    /// <summary>The same settings for a context made by hand, as by a design-time factory or a tool.</summary>
    public static DbContextOptionsBuilder UseSqliteStore(this DbContextOptionsBuilder options, string connectionString) =>
        options.UseSqlite(connectionString).AddInterceptors(SqliteConnectionSettings.Instance, SqliteStatements.Instance);

    /// <summary>Whether SQLite gets at the file with what it needs beside it. What else may be wrong with the file is not asked.</summary>
    public static bool CanBeOpened(string connectionString)
    {
        try
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT count(*) FROM sqlite_master";
            command.ExecuteScalar();
            return true;
        }
        catch (SqliteException e)
        {
            return e.SqliteErrorCode is not (8 or 14); // READONLY, CANTOPEN
        }
    }

    /// <summary>A process that died while it migrated leaves EF's mark behind, at which every later start would wait for ever. There is one process, so nobody else can be migrating.</summary>
    internal static async Task ForgetBrokenMigrationAsync(WorkflowDbContext db, CancellationToken cancellationToken)
    {
        var marked = await db.Database.SqlQuery<int>($"SELECT count(*) AS Value FROM sqlite_master WHERE name = '__EFMigrationsLock'").SingleAsync(cancellationToken);
        if (marked > 0) await db.Database.ExecuteSqlAsync($"DELETE FROM __EFMigrationsLock", cancellationToken);
    }
}
