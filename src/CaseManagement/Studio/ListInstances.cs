using System.Linq.Expressions;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>A page of instances, with Elsa's filter. Empty lists mean no filter.</summary>
internal sealed record ListInstances(InstanceFilter Filter) : IRequest<Result<InstanceList>>;

/// <summary>Elsa's filter of instances, as sent.</summary>
internal sealed record InstanceFilter
{
    public int? Page { get; init; }
    public int? PageSize { get; init; }
    public string? SearchTerm { get; init; }
    public string? DefinitionId { get; init; }
    public IReadOnlyList<string>? DefinitionIds { get; init; }
    public string? DefinitionVersionId { get; init; }
    public IReadOnlyList<string>? DefinitionVersionIds { get; init; }
    public string? CorrelationId { get; init; }
    public IReadOnlyList<string>? CorrelationIds { get; init; }
    public string? Name { get; init; }
    public IReadOnlyList<string>? Names { get; init; }
    public IReadOnlyList<string>? Ids { get; init; }
    public IReadOnlyList<string>? ParentWorkflowInstanceIds { get; init; }
    public int? Version { get; init; }
    public bool? HasIncidents { get; init; }
    public bool? IsSystem { get; init; }
    public string? Status { get; init; }
    public IReadOnlyList<string>? Statuses { get; init; }
    public string? SubStatus { get; init; }
    public IReadOnlyList<string>? SubStatuses { get; init; }
    public string? OrderBy { get; init; }
    public string? OrderDirection { get; init; }
    public IReadOnlyList<TimestampFilter>? TimestampFilters { get; init; }
}

/// <summary>A condition on one of the instants of an instance.</summary>
internal sealed record TimestampFilter(string? Column, string? Operator, DateTimeOffset Timestamp);

/// <summary>The instances of a page, and how many there are.</summary>
internal sealed record InstanceList(IReadOnlyList<WorkflowInstance> Rows, int Total);

internal sealed class ListInstancesHandler(InstanceAccess access, CurrentUser user) : IRequestHandler<ListInstances, Result<InstanceList>>
{
    private const int Largest = 1000;

    public async Task<Result<InstanceList>> Handle(ListInstances request, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.WorkflowRead)) return HttpRefusals.NotAllowed;
        if (request.Filter.IsSystem == true) return new InstanceList([], 0);
        var found = Narrowed(access.Visible(), request.Filter);
        var total = await found.CountAsync(cancellationToken);
        var size = Math.Clamp(request.Filter.PageSize ?? 50, 1, Largest);
        var skipped = (int)Math.Min(Math.Max(request.Filter.Page ?? 0, 0) * (long)size, int.MaxValue);
        return new InstanceList(await Ordered(found, request.Filter).Skip(skipped).Take(size).ToListAsync(cancellationToken), total);
    }

    internal static IQueryable<WorkflowInstance> Narrowed(IQueryable<WorkflowInstance> found, InstanceFilter filter)
    {
        var definitions = Given(filter.DefinitionIds, filter.DefinitionId);
        if (definitions.Count > 0) found = found.Where(i => definitions.Contains(i.DefinitionId));
        var versions = Given(filter.DefinitionVersionIds, filter.DefinitionVersionId);
        if (versions.Count > 0) found = found.Where(i => versions.Contains(i.DefinitionVersionId));
        var statuses = Given(filter.Statuses, filter.Status);
        if (statuses.Count > 0) found = found.Where(i => statuses.Contains(i.Status));
        var subStatuses = Given(filter.SubStatuses, filter.SubStatus);
        if (subStatuses.Count > 0) found = found.Where(i => subStatuses.Contains(i.SubStatus));
        if (filter.Ids is { Count: > 0 } ids) found = found.Where(i => ids.Contains(i.Id));
        if (filter.ParentWorkflowInstanceIds is { Count: > 0 } parents) found = found.Where(i => i.ParentInstanceId != null && parents.Contains(i.ParentInstanceId));
        var correlations = Given(filter.CorrelationIds, filter.CorrelationId);
        if (correlations.Count > 0) found = found.Where(i => i.CorrelationId != null && correlations.Contains(i.CorrelationId));
        var names = Given(filter.Names, filter.Name);
        if (names.Count > 0) found = found.Where(i => i.Name != null && names.Contains(i.Name));
        if (filter.Version is { } version) found = found.Where(i => i.Version == version);
        if (filter.HasIncidents is { } incidents) found = found.Where(i => i.IncidentCount > 0 == incidents);
        foreach (var word in Paging.WordsOf(filter.SearchTerm))
            found = found.Where(i => i.Id == word || i.DefinitionId.Contains(word) || i.CorrelationId!.Contains(word) || i.Name!.Contains(word));
        return (filter.TimestampFilters ?? []).Aggregate(found, Narrowed);
    }

    private static List<string> Given(IReadOnlyList<string>? many, string? one) => [.. (many ?? []).Append(one ?? "").Where(text => text.Length > 0)];

    private static IQueryable<WorkflowInstance> Narrowed(IQueryable<WorkflowInstance> found, TimestampFilter filter)
    {
        Expression<Func<WorkflowInstance, DateTimeOffset?>> column = filter.Column?.ToUpperInvariant() switch
        {
            "UPDATEDAT" or "LASTEXECUTEDAT" => i => i.UpdatedAt,
            "FINISHEDAT" => i => i.FinishedAt,
            _ => i => i.CreatedAt,
        };
        var bound = Expression.Constant(filter.Timestamp.ToUniversalTime(), typeof(DateTimeOffset?));
        var test = filter.Operator?.ToUpperInvariant() switch
        {
            "IS" => Expression.Equal(column.Body, bound),
            "ISNOT" => Expression.NotEqual(column.Body, bound),
            "LESSTHAN" => Expression.LessThan(column.Body, bound),
            "LESSTHANOREQUAL" => Expression.LessThanOrEqual(column.Body, bound),
            "GREATERTHANOREQUAL" => Expression.GreaterThanOrEqual(column.Body, bound),
            _ => Expression.GreaterThan(column.Body, bound),
        };
        return found.Where(Expression.Lambda<Func<WorkflowInstance, bool>>(test, column.Parameters));
    }

    private static IOrderedQueryable<WorkflowInstance> Ordered(IQueryable<WorkflowInstance> found, InstanceFilter filter)
    {
        var up = "Ascending".Equals(filter.OrderDirection, StringComparison.OrdinalIgnoreCase);
        return filter.OrderBy?.ToUpperInvariant() switch
        {
            "LASTEXECUTED" => By(i => i.UpdatedAt),
            "FINISHED" => By(i => i.FinishedAt),
            "NAME" => By(i => i.Name),
            _ => By(i => i.CreatedAt),
        };

        IOrderedQueryable<WorkflowInstance> By<T>(Expression<Func<WorkflowInstance, T>> column) =>
            up ? found.OrderBy(column).ThenBy(i => i.Id) : found.OrderByDescending(column).ThenByDescending(i => i.Id);
    }
}
