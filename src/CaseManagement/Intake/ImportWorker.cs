using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Scheduling;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>Tells the worker of this node that an import was started.</summary>
internal sealed class ImportWake : IDisposable
{
    private readonly SemaphoreSlim _signal = new(0, 1);

    public void Pulse()
    {
        try { _signal.Release(); }
        catch (SemaphoreFullException) { /* it is awake already */ }
    }

    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => _signal.WaitAsync(atMost, cancellationToken);

    public void Dispose() => _signal.Dispose();
}

/// <summary>Takes imports in, one after the other and a batch for each commit; the daily work goes on between the batches. Whatever was stopped is taken up where it stood.</summary>
public sealed class ImportWorker : BackgroundService
{
    private const int LinesPerCommit = 100;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Orphaned = TimeSpan.FromDays(1);
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly IServiceScopeFactory _scopes;
    private readonly ImportFiles _files;
    private readonly ImportWake _wake;
    private readonly MachineClock _machine;
    private readonly ILogger<ImportWorker> _log;

    internal ImportWorker(IServiceScopeFactory scopes, ImportFiles files, ImportWake wake, MachineClock machine, ILogger<ImportWorker> log) =>
        (_scopes, _files, _wake, _machine, _log) = (scopes, files, wake, machine, log);

    /// <summary>Takes in all that waits, and returns when nothing is left.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            while (await NextAsync(cancellationToken) is { } id) await RunAsync(id, null, cancellationToken);
        }
        finally { _one.Release(); }
    }

    /// <summary>Takes in one import to its end, or as far as somebody else does not.</summary>
    /// <param name="id">The import.</param>
    /// <param name="seen">Told how far it is after each batch.</param>
    /// <param name="cancellationToken">Stops between two batches, or takes the present one back.</param>
    /// <param name="batches">Stops after so many.</param>
    public async Task RunAsync(Guid id, Action<ImportView>? seen, CancellationToken cancellationToken, int batches = int.MaxValue)
    {
        if (await OneAsync(id, cancellationToken) is not { Status: ImportTerms.Queued or ImportTerms.Running } import) return;
        if (!_files.Has(id))
        {
            await StopAsync(import, ImportRefusals.FileGone, cancellationToken);
            return;
        }
        using var lines = new ImportLines(_files.Open(id), import.Encoding, import.Format);
        var columns = import.Format == ImportTerms.Csv ? ImportColumns.Of(import.Kind, lines.Next()!.Cells!).Value : null;
        for (var passed = 0; passed < import.Done; passed++) lines.Next();
        for (var (done, taken) = (import.Done, 0); done < import.Total && taken < batches; taken++)
        {
            var some = new List<ImportLine>(LinesPerCommit);
            while (some.Count < LinesPerCommit && lines.Next() is { } line) some.Add(line);
            if (await TakeAsync(import, new TakeImportBatch(id, done, some, columns), cancellationToken) is not { } now) return;
            seen?.Invoke(now);
            done = now.Done;
            if (now.Status == ImportTerms.Finished) _files.Forget(id);
        }
    }

    /// <summary>Stays with one import until it has ended, whoever takes in its lines.</summary>
    public async Task FollowAsync(Guid id, Action<ImportView> seen, CancellationToken cancellationToken)
    {
        while (await OneAsync(id, cancellationToken) is { Status: ImportTerms.Queued or ImportTerms.Running })
        {
            await RunAsync(id, seen, cancellationToken);
            await _wake.WaitAsync(Beat, cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var first = true; !stoppingToken.IsCancellationRequested; first = false)
        {
            try
            {
                if (first) await ClearAsync(stoppingToken);
                await DrainAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // Its count stands where the last commit left it: the next look goes on from there.
                _log.LogError(fault, "Expected to take in the waiting imports, but it failed; it is tried again.");
            }
            try { await _wake.WaitAsync(Look, stoppingToken); }
            catch (OperationCanceledException) { return; }
        }
    }

    private async Task<Guid?> NextAsync(CancellationToken cancellationToken)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var waiting = await scope.ServiceProvider.GetRequiredService<CaseDbContext>().Set<Import>().AsNoTracking()
            .Where(i => i.Status == ImportTerms.Queued || i.Status == ImportTerms.Running).OrderBy(i => i.StartedAt).ThenBy(i => i.Id).Select(i => new { i.Id }).FirstOrDefaultAsync(cancellationToken);
        return waiting?.Id;
    }

    private async Task<Import?> OneAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var scope = _scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<CaseDbContext>().Set<Import>().AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, cancellationToken);
    }

    /// <summary>Null when the import goes on elsewhere or not at all.</summary>
    private async Task<ImportView?> TakeAsync(Import import, TakeImportBatch batch, CancellationToken cancellationToken)
    {
        await using var scope = _scopes.CreateAsyncScope();
        if (!await ImportUser.BecomeAsync(scope.ServiceProvider, import, cancellationToken))
        {
            await StopAsync(import, ImportRefusals.Withdrawn, cancellationToken);
            return null;
        }
        return (await scope.ServiceProvider.GetRequiredService<ISender>().Send(batch, cancellationToken)).Value;
    }

    private async Task StopAsync(Import import, string remark, CancellationToken cancellationToken)
    {
        await using var scope = _scopes.CreateAsyncScope();
        ConsoleOperator.Act(scope.ServiceProvider.GetRequiredService<CurrentUser>(), Acts.Import);
        await scope.ServiceProvider.GetRequiredService<ISender>().Send(new StopImport(import.Id, remark), cancellationToken);
        _files.Forget(import.Id);
    }

    // A stop between an import's end and its file's, or amid an upload, leaves a file that nobody needs.
    private async Task ClearAsync(CancellationToken cancellationToken)
    {
        var files = _files.All();
        if (files.Count == 0) return;
        await using var scope = _scopes.CreateAsyncScope();
        var ids = files.Select(f => f.Id).ToList();
        var states = await scope.ServiceProvider.GetRequiredService<CaseDbContext>().Set<Import>().AsNoTracking().Where(i => ids.Contains(i.Id)).ToDictionaryAsync(i => i.Id, i => i.Status, cancellationToken);
        foreach (var (id, writtenAt) in files)
            if (states.TryGetValue(id, out var status) ? status is ImportTerms.Finished or ImportTerms.Stopped : _machine.GetUtcNow() - writtenAt > Orphaned) _files.Forget(id);
    }

    public override void Dispose()
    {
        _one.Dispose();
        base.Dispose();
    }
}

/// <summary>In whose name the lines of an import come in: as the channel systems they were exported from, for what its starter may import for — by now, not when it began.</summary>
internal static class ImportUser
{
    public static async Task<bool> BecomeAsync(IServiceProvider services, Import import, CancellationToken cancellationToken)
    {
        var user = services.GetRequiredService<CurrentUser>();
        if (import.StartedById == Guid.Empty) ConsoleOperator.Act(user, Acts.Import);
        else if (!await services.GetRequiredService<CurrentUserLoader>().LoadAbsentAsync(import.StartedById, cancellationToken)) return false;
        var grants = user.Grants.Where(g => g.Acts.Contains(Acts.Import)).Select(g => new Grant(PlatformRoles.Channel, g.Path, new HashSet<string> { Acts.Import, Acts.SubmitIntake })).ToList();
        user.Become(user.Id, user.UserName, user.DisplayName, user.UnitCode, user.UnitPath, grants, user.Channel);
        return grants.Count > 0;
    }
}
