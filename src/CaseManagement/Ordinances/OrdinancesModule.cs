using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.Workflows.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>The composition of rule packs, calendars and deadlines.</summary>
internal static class OrdinancesModule
{
    public static IServiceCollection AddOrdinances(this IServiceCollection services) => services
        .AddSingleton<OrdinanceCatalog>().AddSingleton<DeadlineCalculator>().AddSingleton<DueCounter>()
        .AddScoped<WorkflowBindings>().AddScoped<BoundWorkflows>().AddScoped<OrdinanceStart>().AddScoped<HolidayImport>().AddScoped<PackConfirmations>().AddScoped<PackAccess>().AddScoped<NewPlace>().AddScoped<DeadlineDesk>().AddScoped<DeadlineOfCommand>()
        .AddScoped<IStreamCommandHandler, DeadlineWarning>().AddScoped<IStreamCommandHandler, DeadlineExpiry>().AddScoped<IStreamCommandHandler, DeadlineRecomputation>();
}
