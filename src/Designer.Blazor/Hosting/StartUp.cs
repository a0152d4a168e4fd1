using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.Designer.Blazor.Hosting;

/// <summary>Everything that has to stand before the first request and before the dispatcher: the schema, the clock, the definitions, the organisation.</summary>
internal sealed class StartUp(
    IServiceScopeFactory scopes, HostSettings settings, StoreDialect store, DemoClock clock, OrdinanceCatalog catalog, ServingLock serving, StartLog log, ILogger<StartUp> logger) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        serving.Take();
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CaseDbContext>();
        await using var alone = await StoreStart.AloneAsync(store, db, cancellationToken);
        await db.Database.MigrateAsync(cancellationToken);
        if (settings.Demo) await clock.RestoreAsync(cancellationToken);
        await scope.ServiceProvider.GetRequiredService<OrdinanceStart>().RunAsync(settings.Definitions, settings.Demo, cancellationToken);
        await scope.ServiceProvider.GetRequiredService<DefinitionsStart>().RunAsync(settings.Definitions, cancellationToken);
        await scope.ServiceProvider.GetRequiredService<OrganisationStart>().RunAsync(catalog.CurrentPacks, settings.Demo, cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        log.Over();
        // And with it what was kept back, also where only warnings are shown.
        logger.Log(log.Kept.Count > 0 ? LogLevel.Warning : LogLevel.Information, "The server has started.");
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
