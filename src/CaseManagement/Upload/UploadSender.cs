using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HaoChaPing.CaseManagement.Upload;

/// <summary>Delivers queued messages to the upper platform. The answer and the case's resumption are one commit; a crash before it only means sending the same key again.</summary>
public sealed class UploadSender : BackgroundService
{
    private const int Batch = 50;
    private const int AtOnce = 4;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly IServiceScopeFactory _scopes;
    private readonly UpperPlatformClient _platform;
    private readonly UploadSettings _settings;
    private readonly StoreDialect _store;
    private readonly MachineClock _machine;
    private readonly ILogger<UploadSender> _log;

    internal UploadSender(IServiceScopeFactory scopes, UpperPlatformClient platform, UploadSettings settings, StoreDialect store, MachineClock machine, ILogger<UploadSender> log) =>
        (_scopes, _platform, _settings, _store, _machine, _log) = (scopes, platform, settings, store, machine, log);

    /// <summary>Sends every message due by the machine's clock, once each, and returns how many were sent.</summary>
    public async Task<int> SendDueAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            var sent = 0;
            for (var due = await DueAsync(cancellationToken); due.Count > 0; due = await DueAsync(cancellationToken))
            {
                await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, DeliverAsync);
                sent += due.Count;
            }
            return sent;
        }
        finally { _one.Release(); }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look, _machine);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SendDueAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // The messages are still queued: the next look finds them.
                _log.LogError(fault, "Expected to send the due messages, but the store failed.");
            }
        }
    }

    private async Task<List<UploadItem>> DueAsync(CancellationToken cancellationToken)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var now = _machine.GetUtcNow();
        return await scope.ServiceProvider.GetRequiredService<CaseDbContext>().Set<UploadItem>().AsNoTracking()
            .Where(u => u.Status == "queued" && u.NextAttemptAt <= now).OrderBy(u => u.NextAttemptAt).Take(Batch).ToListAsync(cancellationToken);
    }

    private async ValueTask DeliverAsync(UploadItem item, CancellationToken cancellationToken)
    {
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
