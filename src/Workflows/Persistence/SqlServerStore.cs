using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HaoChaPing.Workflows.Persistence;

/// <summary>Registration of the store on a SQL Server. Nodes find each other's commands by their sweeps.</summary>
public static class SqlServerStore
{
    /// <summary>Puts the product's tables into a SQL Server database. <typeparamref name="TContext"/> is the host's context, as with SQLite.</summary>
    public static IServiceCollection AddSqlServerStore<TContext>(this IServiceCollection services, string connectionString) where TContext : WorkflowDbContext
    {
        ContextLoan.Add<TContext>(services, (scope, options) => options.UseSqlServer(connectionString).AddInterceptors(scope.GetRequiredService<StreamRows>()));
        return services.AddRowLocks<SqlServerDialect>();
    }
}
