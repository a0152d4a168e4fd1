using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>The composition of Elsa's API, through which Elsa Studio and other programs reach definitions and instances.</summary>
internal static class StudioModule
{
    public static IServiceCollection AddStudio(this IServiceCollection services) => services
        .AddScoped<InstanceAccess>().AddScoped<DefinitionJson>().AddScoped<InstanceDoor>();

    public static void Map(IEndpointRouteBuilder app)
    {
        DefinitionsApi.Map(app);
        DefinitionFilesApi.Map(app);
        InstancesApi.Map(app);
        ExecutionsApi.Map(app);
        StartApi.Map(app);
        OperationsApi.Map(app);
    }
}
