using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Runtime;
using HaoChaPing.Workflows.Scheduling;
using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>Through which Studio's viewer hears that an instance moved.</summary>
internal sealed class InstanceHub(ObservedInstances observed, CurrentUserLoader loader, ISender sender) : Hub
{
    public const string Path = "/elsa/hubs/workflow-instance";

    /// <summary>Called by the viewer after connecting. Whoever may not see the instance hears nothing of it.</summary>
    public async Task ObserveInstanceAsync(string workflowInstanceId)
    {
        if (Context.User is null || !await loader.LoadAsync(Context.User, Context.ConnectionAborted)) return;
        var detail = await sender.Send(new GetInstance(workflowInstanceId), Context.ConnectionAborted);
        if (!detail.Ok) return;
        await Groups.AddToGroupAsync(Context.ConnectionId, workflowInstanceId, Context.ConnectionAborted);
        observed.Add(Context.ConnectionId, workflowInstanceId, detail.Value.Seen.Row.BurstCount);
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        observed.Remove(Context.ConnectionId);
        return base.OnDisconnectedAsync(exception);
    }
}

/// <summary>The instances somebody looks at on this node, each with the burst that was told last.</summary>
internal sealed class ObservedInstances
{
    private readonly ConcurrentDictionary<(string Connection, string Instance), byte> _lookers = new();
    private readonly ConcurrentDictionary<string, int> _told = new(StringComparer.Ordinal);

    public IReadOnlyList<string> All => [.. _lookers.Keys.Select(key => key.Instance).Distinct()];

    public void Add(string connection, string instance, int burst)
    {
        _told.TryAdd(instance, burst);
        _lookers[(connection, instance)] = 0;
    }

    public void Remove(string connection)
    {
        foreach (var key in _lookers.Keys.Where(key => key.Connection == connection)) _lookers.TryRemove(key, out _);
        var left = All;
        foreach (var instance in _told.Keys.Except(left)) _told.TryRemove(instance, out _);
    }

    /// <summary>True when the instance has moved since it was told last; it counts as told then.</summary>
    public bool Moved(string instance, int burst)
    {
        if (_told.TryGetValue(instance, out var told) && told == burst) return false;
        _told[instance] = burst;
        return true;
    }
}

/// <summary>Looks every second of the machine's time whether an instance that somebody looks at has moved — on whatever node — and tells them.</summary>
internal sealed class InstanceWatch(ObservedInstances observed, IHubContext<InstanceHub> hub, IServiceScopeFactory scopes, MachineClock machine, ILogger<InstanceWatch> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, machine);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                if (observed.All is { Count: > 0 } ids) await TryAsync(ids, stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    // A failed look, such as while the database is away, must not end the looking.
    private async Task TryAsync(IReadOnlyList<string> ids, CancellationToken stoppingToken)
    {
        try
        {
            await LookAsync(ids, stoppingToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.LogWarning(fault, "Expected to see whether instances moved, but they could not be read; the next look tries again.");
        }
    }

    private async Task LookAsync(IReadOnlyList<string> ids, CancellationToken stoppingToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CaseDbContext>();
        var bursts = await db.Instances.Where(i => ids.Contains(i.Id)).Select(i => new { i.Id, i.BurstCount }).ToListAsync(stoppingToken);
        foreach (var instance in bursts.Where(instance => observed.Moved(instance.Id, instance.BurstCount)))
        {
            var runs = ExecutionRecord.Of(await scope.ServiceProvider.GetRequiredService<InstanceHistory>().EntriesAsync(instance.Id, stoppingToken));
            var stats = ElsaHttp.Array(runs.GroupBy(run => run.NodeId).Select(node => ExecutionJson.Stats(node.Key, [.. node])));
            var lookers = hub.Clients.Group(instance.Id);
            await lookers.SendAsync("ActivityExecutionLogUpdatedAsync", new JsonObject { ["stats"] = stats }, stoppingToken);
            await lookers.SendAsync("WorkflowExecutionLogUpdatedAsync", new JsonObject(), stoppingToken);
            await lookers.SendAsync("WorkflowInstanceUpdatedAsync", new JsonObject { ["workflowInstanceId"] = instance.Id }, stoppingToken);
        }
    }
}
