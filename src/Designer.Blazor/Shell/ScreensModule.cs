using HaoChaPing.Designer.Blazor.Intake;
using HaoChaPing.Designer.Blazor.Statistics;
using Microsoft.AspNetCore.Diagnostics;

namespace HaoChaPing.Designer.Blazor.Shell;

/// <summary>The screens' composition.</summary>
public static class ScreensModule
{
    private const int LargestMessage = 1 << 20;

    public static IServiceCollection AddScreens(this IServiceCollection services)
    {
        // A full page of rows travels with the page and comes back with the first message of the circuit: more than the 32 KB of the default.
        services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(hub => hub.MaximumReceiveMessageSize = LargestMessage);
        services.AddCascadingAuthenticationState();
        services.AddAuthorization();
        services.AddScoped<ScopedSender>();
        services.AddScoped<Pulse>();
        services.AddScoped<Toaster>();
        services.AddSingleton<ChartPackage>();
        services.AddSingleton<StrangerLimits>();
        return services;
    }

    /// <summary>Maps pages, styles and scripts. What has no page answers with words.</summary>
    public static WebApplication MapScreens(this WebApplication app)
    {
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use((context, next) =>
        {
            if (!IsPage(context.Request) && context.Features.Get<IStatusCodePagesFeature>() is { } words) words.Enabled = false;
            return next(context);
        });
        app.MapStaticAssets().AllowAnonymous();
        ChartPackage.Map(app);
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
        return app;
    }

    private static bool IsPage(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal) &&
        !request.Path.StartsWithSegments("/api") && !request.Path.StartsWithSegments("/elsa") && !request.Path.StartsWithSegments("/elsa-studio");
}
