using HaoChaPing.CaseManagement;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Designer.Blazor.Designer;
using HaoChaPing.Designer.Blazor.Hosting;
using HaoChaPing.Designer.Blazor.Hosting.Demo;
using HaoChaPing.Designer.Blazor.Publication;
using HaoChaPing.Designer.Blazor.Shell;
using HaoChaPing.Workflows;
using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Scheduling;

namespace HaoChaPing.Designer.Blazor;

/// <summary>The only composition of the product: the program, the tests, the crash host and the benchmarks all start from here.</summary>
public static class HaoChaPingHost
{
    /// <summary>Builds the application, not yet started. Settings come from the environment or as <c>--HCP_DATA=…</c>.</summary>
    /// <param name="args">Command line.</param>
    /// <param name="adjust">What a test replaces at the borders of the process, such as the machine's clock.</param>
    /// <param name="serves">False for an administrative act beside a server or without one: it makes neither folder nor database.</param>
    public static WebApplication Create(string[] args, Action<WebApplicationBuilder>? adjust = null, bool serves = true)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args, ApplicationName = typeof(HaoChaPingHost).Assembly.GetName().Name, ContentRootPath = AppContext.BaseDirectory,
        });
        var settings = HostSettings.Read(builder.Configuration, serves);
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.UseUrls(settings.Urls);
        OneLineConsole.Add(builder.Logging, settings.Demo);
        builder.WebHost.ConfigureKestrel(KestrelLimits.Set);
        builder.Services.AddSingleton(settings)
            .AddSingleton<BusinessClock>().AddSingleton<TimeProvider>(services => services.GetRequiredService<BusinessClock>())
            .AddStore(settings)
            // First of the hosted services: the others find the database in its present shape.
            .AddSingleton<ServingLock>().AddSingleton<StartLog>().AddSingleton<DemoClock>().AddSingleton<StartGate>().AddScoped<DefinitionsStart>().AddHostedService<StartUp>()
            .AddWorkflows(typeof(CaseManagementModule).Assembly).AddCaseManagement();
        if (settings.Demo) builder.Services.AddSingleton<DemoPeople>().AddSingleton<DemoHandling>().AddHostedService<DemoContent>();
        builder.Services.AddCaseManagementHttp().AddScreens().AddDesigner().AddApiDescription();
        adjust?.Invoke(builder);

        var app = builder.Build();
        if (settings.Demo) StartGate.Use(app);
        else app.Services.GetRequiredService<StartGate>().Open();
        app.UseCaseManagementHttp();
        app.UsePublicCache();
        app.MapScreens();
        app.MapDesigner();
        app.MapHealth();
        app.MapOpenApi().AllowAnonymous();
        app.MapCaseManagementApi();
        if (settings.Demo) DemoClockApi.Map(app);
        return app;
    }
}
