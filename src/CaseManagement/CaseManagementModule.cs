using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Rectification;
using HaoChaPing.CaseManagement.Upload;
using MediatR;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HaoChaPing.CaseManagement;

/// <summary>The business's composition.</summary>
public static class CaseManagementModule
{
    public static IServiceCollection AddCaseManagement(this IServiceCollection services) => services
        // The file of an upload is written before the transaction begins.
        .AddTransient<IPipelineBehavior<StoreAttachment, Result<AttachmentView>>, WriteUpload>()
        .AddUseCases()
        .AddSignIn()
        .AddScoped<CaseAccess>().AddScoped<CaseTimeline>().AddScoped<ClosedLoop>().AddScoped<RunningCase>()
        .AddScoped<DisplayNames>().AddSingleton<AttachmentStore>()
        .AddScoped<TaskDesk>().AddScoped<TaskUnits>().AddScoped<TaskAccess>().AddScoped<FormCatalog>().AddScoped<CaseFiles>()
        .AddScoped<ITaskRule, RectificationRule>()
        .AddOrdinances()
        .AddUpload();

    /// <summary>Maps every route of the business.</summary>
    public static IEndpointRouteBuilder MapCaseManagementApi(this IEndpointRouteBuilder app)
    {
        SignInApi.Map(app);
        UnmaskApi.Map(app);
        CasesApi.Map(app);
        AttachmentsApi.Map(app);
        return app;
    }
}
