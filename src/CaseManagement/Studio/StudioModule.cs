using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.Workflows.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>The composition of Elsa's API, through which Elsa Studio and other programs reach definitions and instances.</summary>
internal static class StudioModule
{
    public static IServiceCollection AddStudio(this IServiceCollection services) => services
        .AddScoped<InstanceAccess>().AddScoped<MigrationScope>().AddScoped<StandingCases>().AddScoped<DefinitionJson>().AddScoped<FormPorts>().AddScoped<InputChoices>().AddScoped<StepWords>().AddScoped<InstanceDoor>().AddScoped<IStreamCommandHandler, AlterationJobs>()
        .AddSingleton<ObservedInstances>().AddHostedService<InstanceWatch>().AddSignalR().Services;

    public static void Map(IEndpointRouteBuilder app)
    {
        DefinitionsApi.Map(app);
        DefinitionFilesApi.Map(app);
        InstancesApi.Map(app);
        ExecutionsApi.Map(app);
        StartApi.Map(app);
        OperationsApi.Map(app);
        AlterationsApi.Map(app);
        EngineApi.Map(app);
        MigrationsApi.Map(app);
        HeatMapApi.Map(app);
        DescriptorsApi.Map(app);
        SubgraphApi.Map(app);
        TestsApi.Map(app);
        app.MapHub<InstanceHub>(InstanceHub.Path).RequireAct(Acts.WorkflowRead);
    }
}
