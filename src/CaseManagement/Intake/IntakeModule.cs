using HaoChaPing.CaseManagement.Common;
using HaoChaPing.Workflows.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>The slice's composition.</summary>
internal static class IntakeModule
{
    public static IServiceCollection AddIntake(this IServiceCollection services) => services
        .AddScoped<IntakePlace>().AddScoped<ServiceDesk>().AddScoped<RatedServiceDesk>().AddScoped<RatingDesk>().AddScoped<BulkIntake>().AddScoped<RatingWindow>()
        .AddScoped<RatingEntry>().AddScoped<RatingFrequencies>().AddScoped<RatingStore>().AddScoped<Catalogue>().AddScoped<CatalogueAccess>().AddScoped<CatalogueGaps>().AddScoped<HeldRatings>()
        .AddScoped<RatingTokens>().AddScoped<RatingPapers>().AddScoped<MyRatings>().AddScoped<BulkDesks>().AddScoped<ImportAccess>().AddSingleton<ImportFiles>().AddSingleton<ImportWake>()
        .AddSingleton(services => new ImportWorker(services.GetRequiredService<IServiceScopeFactory>(), services.GetRequiredService<ImportFiles>(), services.GetRequiredService<ImportWake>(), services.GetRequiredService<MachineClock>(), services.GetRequiredService<ILogger<ImportWorker>>()))
        .AddHostedService(services => services.GetRequiredService<ImportWorker>())
        .AddSingleton<NoticesSeen>().AddScoped<IDueSweep, ProvisionalWindows>().AddScoped<IDueSweep, ExpiredWindows>().AddScoped<IDueSweep, DueReminders>();
}
