using HaoChaPing.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.Workflows.Runtime;

/// <summary>What went wrong, the newest first, a page at a time.</summary>
public sealed class IncidentList(WorkflowDbContext db)
{
    private const int MostPerPage = 200;

    public Task<IncidentPage> ReadAsync(IncidentFilter filter, CancellationToken cancellationToken) => ReadAsync(filter, db.Incidents.AsNoTracking(), cancellationToken);

    /// <summary>The same among those of <paramref name="visible"/> only, such as what the asking user may see.</summary>
    public async Task<IncidentPage> ReadAsync(IncidentFilter filter, IQueryable<WorkflowIncident> visible, CancellationToken cancellationToken)
    {
        var size = Math.Clamp(filter.PageSize, 1, MostPerPage);
        var page = Math.Max(filter.Page, 0);
        var found = from incident in Filtered(visible, filter)
                    join instance in db.Instances on incident.InstanceId equals instance.Id into instances
                    from instance in instances.DefaultIfEmpty() // none when the start itself failed, or for a command of no instance
                    where filter.DefinitionId == null || instance!.DefinitionId == filter.DefinitionId
                    select new { incident, DefinitionId = instance == null ? null : instance.DefinitionId, SubStatus = instance == null ? null : instance.SubStatus };
        var total = await found.CountAsync(cancellationToken);
        var rows = await found.OrderByDescending(row => row.incident.At).ThenByDescending(row => row.incident.Id).Skip(page * size).Take(size)
            .Select(row => new IncidentRow(
                row.incident.Id, row.incident.StreamId, row.incident.InstanceId, row.DefinitionId, row.SubStatus, row.incident.ActivityId, row.incident.ActivityNodeId,
                row.incident.ActivityType, row.incident.Message, row.incident.CommandId, row.incident.At,
                row.incident.Resolution, row.incident.ResolvedAt, row.incident.ResolvedBy, row.incident.ResolvedReason))
            .ToListAsync(cancellationToken);
        return new IncidentPage(rows, total);
    }

    private static IQueryable<WorkflowIncident> Filtered(IQueryable<WorkflowIncident> incidents, IncidentFilter filter)
    {
        if (filter.StreamId is not null) incidents = incidents.Where(i => i.StreamId == filter.StreamId);
        if (filter.InstanceId is not null) incidents = incidents.Where(i => i.InstanceId == filter.InstanceId);
        if (filter.OpenOnly) incidents = incidents.Where(i => i.ResolvedAt == null);
        return incidents;
    }
}

/// <summary>Which incidents to list; pages count from 0.</summary>
public sealed record IncidentFilter(
    string? StreamId = null, string? InstanceId = null, string? DefinitionId = null, bool OpenOnly = true, int Page = 0, int PageSize = 50);

public sealed record IncidentPage(IReadOnlyList<IncidentRow> Rows, int Total);

/// <summary>One incident, with what became of it.</summary>
public sealed record IncidentRow(
    string Id, string StreamId, string? InstanceId, string? DefinitionId, string? SubStatus, string? ActivityId, string? ActivityNodeId, string? ActivityType,
    string Message, long? CommandId, DateTimeOffset At, string? Resolution, DateTimeOffset? ResolvedAt, string? ResolvedBy, string? ResolvedReason);
