using HaoChaPing.CaseManagement.Common;
using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Scheduling;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace HaoChaPing.CaseManagement.Upload;

/// <summary>The slice's composition: the sender and its way out.</summary>
internal static class UploadModule
{
    public static IServiceCollection AddUpload(this IServiceCollection services)
    {
        services.AddSingleton(provider => UploadSettings.Read(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<UpperPlatformClient>().AddSingleton(Sender).AddScoped<UploadDesk>().AddScoped<UploadMessage>();
        services.AddHostedService(provider => provider.GetRequiredService<UploadSender>());
        services.AddHttpClient(UpperPlatformClient.ClientName)
            .ConfigureHttpClient((provider, client) =>
            {
                client.Timeout = provider.GetRequiredService<UploadSettings>().Timeout;
                client.MaxResponseContentBufferSize = 64 * 1024;
            })
            // A redirected POST would arrive as something else, or somewhere else.
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }).RemoveAllLoggers();
        return services;
    }

    private static UploadSender Sender(IServiceProvider services) => new(
        services.GetRequiredService<IServiceScopeFactory>(), services.GetRequiredService<UpperPlatformClient>(), services.GetRequiredService<UploadSettings>(),
        services.GetRequiredService<StoreDialect>(), services.GetRequiredService<MachineClock>(), services.GetRequiredService<ILogger<UploadSender>>());
}
