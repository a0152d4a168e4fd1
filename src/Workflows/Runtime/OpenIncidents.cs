using HaoChaPing.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.Workflows.Runtime;

/// <summary>Closes incidents when somebody has dealt with what they tell.</summary>
internal sealed class OpenIncidents(WorkflowDbContext db, TimeProvider clock)
{
    /// <summary>Settles the incidents of these nodes of an instance.</summary>
    public async Task SettleAsync(string instanceId, IReadOnlyCollection<string> nodeIds, WorkflowCommand by, CancellationToken cancellationToken)
    {
        if (nodeIds.Count == 0) return;
        foreach (var incident in await OpenAsync(instanceId, cancellationToken))
            if (incident.ActivityNodeId is { } nodeId && nodeIds.Contains(nodeId)) Settle(incident, by);
    }

    /// <summary>Settles whatever is open: the instance is over.</summary>
    public async Task SettleAllAsync(string instanceId, WorkflowCommand by, CancellationToken cancellationToken)
    {
        foreach (var incident in await OpenAsync(instanceId, cancellationToken)) Settle(incident, by);
    }

    /// <summary>Settles what a failed command left.</summary>
    public async Task SettleCommandAsync(long commandId, WorkflowCommand by, CancellationToken cancellationToken)
    {
        foreach (var incident in await db.Incidents.Where(i => i.CommandId == commandId && i.ResolvedAt == null).ToListAsync(cancellationToken)) Settle(incident, by);
    }

    private Task<List<WorkflowIncident>> OpenAsync(string instanceId, CancellationToken cancellationToken) =>
        db.Incidents.Where(i => i.InstanceId == instanceId && i.ResolvedAt == null).ToListAsync(cancellationToken);

    private void Settle(WorkflowIncident incident, WorkflowCommand by) =>
        (incident.Resolution, incident.ResolvedAt, incident.ResolvedBy, incident.ResolvedReason) = (by.Kind, clock.GetUtcNow(), by.Actor, by.Reason);
}
