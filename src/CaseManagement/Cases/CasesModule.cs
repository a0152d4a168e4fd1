using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>The composition of cases, their history and their files.</summary>
internal static class CasesModule
{
    public static IServiceCollection AddCases(this IServiceCollection services) => services
        .AddScoped<IDefinitionCheck, ClosedLoopCheck>().AddScoped<IInstanceRule, CaseInstanceRule>()
        .AddScoped<CaseAccess>().AddScoped<CaseTimeline>().AddScoped<CaseOpening>().AddScoped<MaliciousRegister>().AddScoped<ClosedLoop>().AddScoped<RunningCase>().AddScoped<CaseMove>()
        .AddScoped<CaseAnchors>().AddScoped<CaseClock>().AddScoped<CaseDeadlines>().AddScoped<CaseClocks>().AddScoped<RatingWords>().AddScoped<CaseWords>().AddSingleton<AttachmentStore>()
        .AddCaseAct<ReclassifyAct>().AddCaseAct<LaterDayAct>().AddCaseAct<ReassignAct>().AddCaseAct<CommentAct>();
}
