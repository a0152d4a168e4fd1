using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.Workflows.Runtime;

/// <summary>Puts an instance onto another version of its definition.</summary>
internal sealed partial class InstanceRunner
{
    private async Task MigrateAsync(WorkflowInstance instance, InstanceOperation.Migrate operation, WorkflowCommand command, CancellationToken cancellationToken)
    {
        var state = WorkflowState.FromJson(instance.State);
        var (from, to) = (await definitions.ByVersionIdAsync(instance.DefinitionVersionId, cancellationToken), await operations.TargetAsync(instance, operation, cancellationToken));
        var incidentNodes = state.Incidents.Select(incident => incident.NodeId).ToList();
        var now = command.DueAt > instance.UpdatedAt ? command.DueAt : instance.UpdatedAt;
        var burst = await executor.MigrateAsync(from, to!, state, operation, services, now, command.Actor, cancellationToken);
        (instance.DefinitionVersionId, instance.Version) = (state.DefinitionVersionId, state.Version);
        await RenameAsync(instance, state, incidentNodes, cancellationToken);
        await StageAsync(instance, to!, state, burst, command, now, cancellationToken);
    }

    // Rows that name a step name its place in the version the instance runs on.
    private async Task RenameAsync(WorkflowInstance instance, WorkflowState state, List<string> incidentNodes, CancellationToken cancellationToken)
    {
        var bookmarks = state.Bookmarks.ToDictionary(bookmark => bookmark.Id, StringComparer.Ordinal);
        foreach (var row in await db.Bookmarks.Where(b => b.InstanceId == instance.Id).ToListAsync(cancellationToken))
            if (bookmarks.TryGetValue(row.Id, out var bookmark)) (row.ActivityId, row.ActivityNodeId) = (bookmark.ActivityId, bookmark.NodeId);
        var renamed = incidentNodes.Zip(state.Incidents).Where(pair => pair.First != pair.Second.NodeId).Select(pair => (Was: pair.First, Is: pair.Second)).ToList();
        if (renamed.Count == 0) return;
        foreach (var row in await db.Incidents.Where(i => i.InstanceId == instance.Id && i.ResolvedAt == null).ToListAsync(cancellationToken))
            if (renamed.Find(pair => pair.Was == row.ActivityNodeId) is { Is: { } incident }) (row.ActivityId, row.ActivityNodeId) = (incident.ActivityId, incident.NodeId);
    }
}
