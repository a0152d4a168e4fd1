using HaoChaPing.Workflows.Scheduling;
using Microsoft.Extensions.DependencyInjection;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>The slice's composition.</summary>
internal static class IntakeModule
{
    public static IServiceCollection AddIntake(this IServiceCollection services) => services
        .AddScoped<IntakePlace>().AddScoped<ServiceDesk>().AddScoped<RatedServiceDesk>().AddScoped<RatingDesk>().AddScoped<BulkIntake>().AddScoped<RatingWindow>()
        .AddScoped<RatingEntry>().AddScoped<RatingFrequencies>().AddScoped<RatingStore>().AddScoped<Catalogue>().AddScoped<CatalogueAccess>().AddScoped<CatalogueGaps>().AddScoped<HeldRatings>()
        .AddSingleton<NoticesSeen>().AddScoped<IDueSweep, ProvisionalWindows>().AddScoped<IDueSweep, ExpiredWindows>().AddScoped<IDueSweep, DueReminders>();
}
