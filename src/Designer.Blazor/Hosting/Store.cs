using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.CaseManagement.Statistics;
using HaoChaPing.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace HaoChaPing.Designer.Blazor.Hosting;

/// <summary>Chooses the database by the settings.</summary>
internal static class Store
{
    public static IServiceCollection AddStore(this IServiceCollection services, HostSettings settings) => settings.Provider switch
    {
        HostSettings.PostgreSql => services.AddPostgreSqlStore<PostgreSqlCaseDbContext>(settings.Connection).AddCaseDbContext<PostgreSqlCaseDbContext>(),
        HostSettings.SqlServer => services.AddSqlServerStore<SqlServerCaseDbContext>(settings.Connection).AddCaseDbContext<SqlServerCaseDbContext>(),
        _ => services.AddSqliteStore<SqliteCaseDbContext>(settings.Connection).AddCaseDbContext<SqliteCaseDbContext>(),
    };

    private static IServiceCollection AddCaseDbContext<TContext>(this IServiceCollection services) where TContext : CaseDbContext => services
        .ConfigureDbContext<TContext>((scope, options) => options.AddInterceptors(FigureJournal.Instance, scope.GetRequiredService<DeskNewsInterceptor>())
            // A test holds the model to its migrations; comparing them at every start costs a third of a second.
            .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning)))
        .AddScoped<CaseDbContext>(scope => scope.GetRequiredService<TContext>());
}
