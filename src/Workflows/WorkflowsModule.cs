using Microsoft.Extensions.DependencyInjection;

namespace HaoChaPing.Workflows;

/// <summary>The engine's composition.</summary>
public static class WorkflowsModule
{
    public static IServiceCollection AddWorkflows(this IServiceCollection services) => services;
}
