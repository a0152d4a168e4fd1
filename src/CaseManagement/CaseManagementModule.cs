using HaoChaPing.CaseManagement.Accountability;
using HaoChaPing.CaseManagement.Analysis;
using HaoChaPing.CaseManagement.Appeals;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Coordination;
using HaoChaPing.CaseManagement.Dispatch;
using HaoChaPing.CaseManagement.Extensions;
using HaoChaPing.CaseManagement.FollowUp;
using HaoChaPing.CaseManagement.Forms;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Intake;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Places;
using HaoChaPing.CaseManagement.Publication;
using HaoChaPing.CaseManagement.Rectification;
using HaoChaPing.CaseManagement.Registry;
using HaoChaPing.CaseManagement.Statistics;
using HaoChaPing.CaseManagement.Studio;
using HaoChaPing.CaseManagement.Supervision;
using HaoChaPing.CaseManagement.Upload;
using HaoChaPing.CaseManagement.Verification;
using MediatR;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HaoChaPing.CaseManagement;

/// <summary>The business's composition.</summary>
public static class CaseManagementModule
{
    public static IServiceCollection AddCaseManagement(this IServiceCollection services) => services
        // Files are written before and read after the transaction, which nobody shall wait for.
        .AddTransient<IPipelineBehavior<StoreAttachment, Result<AttachmentView>>, WriteUpload>()
        .AddTransient<IPipelineBehavior<OpenAttachment, Result<AttachmentContent>>, ReadFile>()
        .AddTransient<IPipelineBehavior<StartImport, Result<ImportView>>, CheckImport>()
        .AddTransient(typeof(IPipelineBehavior<,>), typeof(ReloadCatalog<,>))
        .AddUseCases()
        .AddSignIn()
        .AddCases()
        .AddInbox()
        .AddScoped<ITaskRule, DispatchRule>().AddScoped<ITaskRule, VerificationRule>().AddScoped<ITaskRule, RectificationRule>()
        .AddExtensions()
        .AddAppeals()
        .AddCoordination()
        .AddFollowUp()
        .AddSupervision()
        .AddAccountability()
        .AddIntake()
        .AddScoped<RegistryAccess>().AddCaseAct<RegisterMaliciousAct>()
        .AddOrdinances()
        .AddStatistics()
        .AddPublication()
        .AddUpload()
        .AddForms()
        .AddStudio();

    /// <summary>Maps every route of the business.</summary>
    public static IEndpointRouteBuilder MapCaseManagementApi(this IEndpointRouteBuilder app)
    {
        SignInApi.Map(app);
        AbsenceApi.Map(app);
        OrdinanceApi.Map(app);
        PackApi.Map(app);
        CalendarApi.Map(app);
        UnmaskApi.Map(app);
        CasesApi.Map(app);
        AttachmentsApi.Map(app);
        TasksApi.Map(app);
        ExtensionApi.Map(app);
        AppealApi.Map(app);
        CaseActsApi.Map(app);
        CoordinationApi.Map(app);
        FollowUpApi.Map(app);
        SupervisionApi.Map(app);
        AccountabilityApi.Map(app);
        AnalysisApi.Map(app);
        IntakeApi.Map(app);
        ImportsApi.Map(app);
        FormsApi.Map(app);
        PlacesApi.Map(app);
        StatisticsApi.Map(app);
        PublicationApi.Map(app);
        StudioModule.Map(app);
        RegistryApi.Map(app);
        return app;
    }
}
