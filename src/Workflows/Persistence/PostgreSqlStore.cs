using HaoChaPing.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace HaoChaPing.Workflows.Persistence;

/// <summary>Registration of the store on a PostgreSQL server, for one node or several.</summary>
public static class PostgreSqlStore
{
    // A frozen node's transaction gives its stream back after this; a burst never idles that long between two statements.
    private static readonly TimeSpan IdleInTransaction = TimeSpan.FromSeconds(3);
    // Whoever waits for a stream waits for one transaction of another writer, at worst for a frozen one.
    private static readonly TimeSpan WaitForLock = TimeSpan.FromSeconds(10);

    /// <summary>Puts the product's tables into a PostgreSQL database. <typeparamref name="TContext"/> is the host's context, as with SQLite.</summary>
    public static IServiceCollection AddPostgreSqlStore<TContext>(this IServiceCollection services, string connectionString) where TContext : WorkflowDbContext
    {
        services.AddSingleton(_ => NpgsqlDataSource.Create(Settled(connectionString)));
        ContextLoan.Add<TContext>(services, (scope, options) => options.UseNpgsql(scope.GetRequiredService<NpgsqlDataSource>()).AddInterceptors(scope.GetRequiredService<StreamRows>()));
        return services.AddRowLocks<PostgreSqlDialect>().AddHostedService<PostgreSqlWakeUp>();
    }

    internal static IServiceCollection AddRowLocks<TDialect>(this IServiceCollection services) where TDialect : RowLockDialect
    {
        services.TryAddSingleton<WakeOnCommit>();
        services.TryAddSingleton<RowLockDialect, TDialect>();
        services.TryAddSingleton<StoreDialect>(scope => scope.GetRequiredService<RowLockDialect>());
        services.TryAddSingleton<StreamRows>();
        return services;
    }

    /// <summary>The given connection string with what every connection of ours needs.</summary>
    internal static string Settled(string connectionString)
    {
        var settled = new NpgsqlConnectionStringBuilder(connectionString);
        settled.Options = $"{settled.Options} -c idle_in_transaction_session_timeout={IdleInTransaction.TotalMilliseconds} -c lock_timeout={WaitForLock.TotalMilliseconds}".Trim();
        if (!connectionString.Contains("Max Auto Prepare", StringComparison.OrdinalIgnoreCase)) settled.MaxAutoPrepare = 200;
        if (!connectionString.Contains("Application Name", StringComparison.OrdinalIgnoreCase)) settled.ApplicationName = "haochaping";
        settled.NoResetOnClose = true; // no connection keeps anything between two uses
        return settled.ToString();
    }
}
