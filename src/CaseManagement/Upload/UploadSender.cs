using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Runtime;
using HaoChaPing.Workflows.Scheduling;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HaoChaPing.CaseManagement.Upload;

/// <summary>Delivers queued messages to the upper platform. The answer and the case's resumption are one commit; a crash before it only means sending the same key again.</summary>
public sealed class UploadSender : BackgroundService
{
    private const int AtOnce = 4;
    private const int Glance = 4 * AtOnce; // a case may have several messages; one of each is taken
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly ConcurrentDictionary<string, Task<bool>> _underWay = []; // by case number: the messages of one case go in their order
    private readonly IServiceScopeFactory _scopes;
    private readonly UpperPlatformClient _platform;
    private readonly UploadSettings _settings;
    private readonly StoreDialect _store;
    private readonly MachineClock _machine;
    private readonly ILogger<UploadSender> _log;

    internal UploadSender(IServiceScopeFactory scopes, UpperPlatformClient platform, UploadSettings settings, StoreDialect store, MachineClock machine, ILogger<UploadSender> log) =>
        (_scopes, _platform, _settings, _store, _machine, _log) = (scopes, platform, settings, store, machine, log);

    /// <summary>Sends every message due by the machine's clock, once each, and returns how many it started when all have been answered.</summary>
    public async Task<int> SendDueAsync(CancellationToken cancellationToken)
    {
        for (var sent = 0; ;)
        {
            var wasIdle = _underWay.IsEmpty; // what ends amid the look was not seen by it
            var started = await StartDueAsync(cancellationToken);
            sent += started;
            var underWay = _underWay.Values;
            if (underWay.Count == 0 && started == 0 && wasIdle) return sent;
            if (underWay.Count > 0 && !await await Task.WhenAny(underWay).WaitAsync(cancellationToken)) return sent;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look, _machine);
        var tick = NextTickAsync(timer, stoppingToken);
        try
        {
            while (true)
            {
                var ended = await Task.WhenAny([tick, .. _underWay.Values]);
                // After a fault of the store the next look has time until the next tick.
                if (!await ended) continue;
                if (ended == tick) tick = NextTickAsync(timer, stoppingToken);
                await LookAsync(stoppingToken);
            }
        }
        finally
        {
            await ((Task)Task.WhenAll(_underWay.Values)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // they end with the same token
        }
    }

    private static async Task<bool> NextTickAsync(PeriodicTimer timer, CancellationToken stoppingToken) => await timer.WaitForNextTickAsync(stoppingToken);

    private async Task LookAsync(CancellationToken stoppingToken)
    {
        try
        {
            await StartDueAsync(stoppingToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // The messages are still queued: the next look finds them.
            _log.LogError(fault, "Expected to read the due messages, but the store failed.");
        }
    }

    /// <summary>Starts as many deliveries as there are free places. One that hangs holds its own place and its own case, nobody else's.</summary>
    private async Task<int> StartDueAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            var free = AtOnce - _underWay.Count;
            if (free <= 0) return 0;
            var due = (await DueAsync(cancellationToken)).DistinctBy(u => u.CaseNumber).Take(free).ToList();
            foreach (var item in due) Start(item, cancellationToken);
            return due.Count;
        }
        finally { _one.Release(); }
    }

    private async Task<List<UploadItem>> DueAsync(CancellationToken cancellationToken)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var (now, busy) = (_machine.GetUtcNow(), _underWay.Keys.ToList());
        return await scope.ServiceProvider.GetRequiredService<CaseDbContext>().Set<UploadItem>().AsNoTracking()
            .Where(u => u.Status == "queued" && u.NextAttemptAt <= now && !busy.Contains(u.CaseNumber))
            .OrderBy(u => u.NextAttemptAt).ThenBy(u => u.Id).Take(Glance).ToListAsync(cancellationToken);
    }

    private void Start(UploadItem item, CancellationToken cancellationToken)
    {
        var begin = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _underWay[item.CaseNumber] = RunAsync(begin.Task);
        begin.SetResult(); // not before it stands in the list that it leaves when it is done

        async Task<bool> RunAsync(Task begun)
        {
            await begun;
            try
            {
                await DeliverAsync(item, cancellationToken);
                return true;
            }
            catch (OperationCanceledException)
            {
                return true; // whoever asked for it gave up; the message is still queued
            }
            catch (Exception fault)
            {
                // The message is still queued: it is sent again under the same key.
                _log.LogError(fault, "Expected to settle message {Id} of case {Case}, but the store failed.", item.Id, item.CaseNumber);
                return false;
            }
            finally { _underWay.TryRemove(item.CaseNumber, out _); }
        }
    }

    private async Task DeliverAsync(UploadItem item, CancellationToken cancellationToken)
    {
        if (!await TakeAsync(item, cancellationToken)) return;
        var result = await _platform.SendAsync(item, cancellationToken);
        await using var scope = _scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CaseDbContext>();
        await using var transaction = await _store.BeginAsync(db, item.CaseNumber, cancellationToken);
        // Another delivery of the same answer, or a case that no longer waits: nothing to do twice.
        if (await db.Set<UploadItem>().SingleAsync(u => u.Id == item.Id, cancellationToken) is not { Status: "queued" } queued) return;
        queued.Attempts++;
        if (Settle(queued, result, scope.ServiceProvider.GetRequiredService<TimeProvider>()) is { } happened)
        {
            var @case = await db.Cases.SingleAsync(c => c.Number == queued.CaseNumber, cancellationToken);
            scope.ServiceProvider.GetRequiredService<CaseTimeline>().Append(@case, Signature.System, happened.Type, happened.Data);
            scope.ServiceProvider.GetRequiredService<WorkflowQueue>().Resume(queued.CaseNumber, queued.InstanceId, queued.BookmarkId, null, JsonValue.Create(queued.Id.ToString()), Cause.System);
        }
        await transaction.CommitAsync(cancellationToken);
        _log.LogInformation("Message {Id} of case {Case} to {Target}: {Status} after {Attempts} attempts.", queued.Id, queued.CaseNumber, queued.Target, queued.Status, queued.Attempts);
    }

    /// <summary>Where several nodes look for messages, one of them takes each: it becomes due again only when that node could not bring the answer home.</summary>
    private async Task<bool> TakeAsync(UploadItem item, CancellationToken cancellationToken)
    {
        if (!_store.LocksStreams) return true;
        await using var scope = _scopes.CreateAsyncScope();
        DateTimeOffset? until = _machine.GetUtcNow() + 2 * _settings.Timeout;
        return await scope.ServiceProvider.GetRequiredService<CaseDbContext>().Set<UploadItem>()
            .Where(u => u.Id == item.Id && u.Status == "queued" && u.NextAttemptAt == item.NextAttemptAt)
            .ExecuteUpdateAsync(set => set.SetProperty(u => u.NextAttemptAt, until), cancellationToken) == 1;
    }

    /// <summary>Moves the item to what the answer means; answers the event of the case when its wait is over.</summary>
    private (string Type, JsonObject Data)? Settle(UploadItem item, SendingResult result, TimeProvider business)
    {
        var data = new JsonObject { ["uploadId"] = item.Id.ToString(), ["target"] = item.Target, ["attempts"] = item.Attempts };
        item.NextAttemptAt = null;
        switch (result)
        {
            case SendingResult.Accepted accepted:
                (item.Status, item.ReceiptId, item.ReceiptAt, item.Error) = ("accepted", accepted.ReceiptId, business.GetUtcNow(), null);
                data["receiptId"] = accepted.ReceiptId;
                return ("uploadAccepted", data);
            case SendingResult.Rejected rejected:
                (item.Status, item.Error) = ("rejected", rejected.Reason);
                data["reason"] = rejected.Reason;
                return ("uploadRejected", data);
            case SendingResult.Failed failed when item.Attempts <= _settings.Delays.Count:
                (item.Error, item.NextAttemptAt) = (failed.Error, _machine.GetUtcNow() + _settings.Delays[item.Attempts - 1]);
                return null;
            case SendingResult.Failed failed:
                (item.Status, item.Error) = ("failed", failed.Error);
                data["reason"] = failed.Error;
                return ("uploadFailed", data);
            default: throw new NotSupportedException($"Expected a known sending result, but got {result}.");
        }
    }

    public override void Dispose()
    {
        _one.Dispose();
        base.Dispose();
    }
}
