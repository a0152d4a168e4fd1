using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Upload;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HaoChaPing.CaseManagement;

/// <summary>The business's composition.</summary>
public static class CaseManagementModule
{
    public static IServiceCollection AddCaseManagement(this IServiceCollection services) => services
        .AddUseCases()
        .AddSignIn()
        .AddScoped<CaseAccess>()
        .AddScoped<CaseTimeline>()
        .AddUpload();

    /// <summary>Maps every route of the business.</summary>
    public static IEndpointRouteBuilder MapCaseManagementApi(this IEndpointRouteBuilder app)
    {
        SignInApi.Map(app);
        UnmaskApi.Map(app);
        return app;
    }
}
