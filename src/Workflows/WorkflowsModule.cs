using System.Reflection;
using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Runtime;
using HaoChaPing.Workflows.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HaoChaPing.Workflows;

/// <summary>The engine's composition.</summary>
public static class WorkflowsModule
{
    /// <summary>
    /// Adds the engine. The host adds its store beside it, such as <c>services.AddSqliteStore&lt;SqliteCaseDbContext&gt;(connectionString)</c>,
    /// which makes <c>WorkflowDbContext</c> resolve to the host's own context.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="activities">Assemblies with activities besides the engine's own.</param>
    public static IServiceCollection AddWorkflows(this IServiceCollection services, params Assembly[] activities)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<MachineClock>();
        services.TryAddSingleton<WakeOnCommit>();
        services.TryAddScoped<WorkflowQueue>();
        services.TryAddSingleton(new ActivityCatalog(activities));
        services.TryAddSingleton<WorkflowExecutor>();
        services.TryAddScoped<DefinitionValidator>();
        services.TryAddSingleton<DefinitionCache>();
        services.TryAddScoped<DefinitionCatalog>();
        services.TryAddScoped<IPublishedWorkflows>(scope => scope.GetRequiredService<DefinitionCatalog>());
        services.TryAddScoped<DefinitionVersions>();
        services.TryAddScoped<InstanceRemoval>();
        services.TryAddScoped<InstanceHistory>();
        services.TryAddScoped<TriggerIndex>();
        services.TryAddScoped<BurstAftermath>();
        services.TryAddScoped<Activation>();
        services.TryAddScoped<InstanceRunner>();
        services.TryAddScoped<StepFaults>();
        services.TryAddScoped<CommandExecution>();
        services.TryAddScoped<FailedCommands>();
        services.TryAddScoped<OpenIncidents>();
        services.TryAddScoped<IncidentList>();
        services.TryAddScoped<InstanceOperations>();
        services.TryAddScoped<InstanceMigration>();
        services.TryAddScoped<CommandBatch>();
        services.TryAddSingleton<Dispatcher>();
        services.TryAddSingleton(scope => new JournalRetention(scope.GetRequiredService<IServiceScopeFactory>(), scope.GetRequiredService<TimeProvider>()));
        services.AddHostedService<DueCommandSweeper>();
        services.AddHostedService<JournalSweeper>();
        return services;
    }
}
