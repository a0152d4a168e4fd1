using HaoChaPing.Workflows.Scheduling;
using Microsoft.Extensions.DependencyInjection;

namespace HaoChaPing.CaseManagement.Statistics;

/// <summary>The slice's composition.</summary>
internal static class StatisticsModule
{
    public static IServiceCollection AddStatistics(this IServiceCollection services) => services
        .AddScoped<FigureFold>().AddScoped<IDueSweep>(scope => scope.GetRequiredService<FigureFold>()).AddScoped<FigureReader>().AddScoped<FigureDesk>().AddScoped<CaseFigures>();
}
