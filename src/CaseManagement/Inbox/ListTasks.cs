using HaoChaPing.CaseManagement.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>The inbox: open tasks the user is a candidate for or holds, within the user's units.</summary>
/// <param name="View"><c>mine</c> (held by the user or those the user stands in for), <c>unclaimed</c> (the user may take it), <c>unit</c> (all of the user's units), <c>overdue</c> (late ones of these), <c>watching</c> (of the cases the user watches), <c>delegated</c> (given to a colleague by the user), <c>acting</c> (held by those the user stands in for).</param>
/// <param name="Page">From 1.</param>
/// <param name="PageSize">1 to 200.</param>
/// <param name="Sort"><c>due</c> (default), <c>-due</c>, <c>created</c>, <c>-created</c>.</param>
/// <param name="Kind">Only this task kind.</param>
/// <param name="Class">Only cases of this class.</param>
/// <param name="DueBefore">Only tasks due before this instant.</param>
/// <param name="Query">Words of the case number, the item or the unit.</param>
/// <param name="DueGroup">Only <c>overdue</c>, <c>today</c>, <c>soon</c> or <c>later</c>.</param>
public sealed record ListTasks(string View = "mine", int Page = 1, int PageSize = 50, string? Sort = null, string? Kind = null, string? Class = null, DateTimeOffset? DueBefore = null, string? Query = null, string? DueGroup = null)
    : IRequest<Result<PageOf<TaskRow>>>
{
    /// <summary>Only these of them; null for all.</summary>
    public IReadOnlyList<Guid>? Ids { get; init; }

    /// <summary>Read from a place instead of by page number, as pages of the screen are: the first page where neither place is named.</summary>
    public bool Walks { get; init; }

    /// <summary>The page after this place (<see cref="TaskCursor"/>).</summary>
    public string? After { get; init; }

    /// <summary>The page before this place.</summary>
    public string? Before { get; init; }
}

/// <summary>A row of the inbox; also the head of a task (api.md).</summary>
public sealed record TaskRow(
    Guid Id, string CaseNumber, string Kind, string Title, string Unit, string UnitName, string? Assignee, string? AssigneeName, string Status,
    DateTimeOffset CreatedAt, DateTimeOffset? Due, DateOnly? LastDay, bool Overdue, IReadOnlyList<TaskOutcome> Outcomes,
    string Subject, string Quote, string Level, string? Class, string Step, DueCount? Remaining)
{
    /// <summary>Who gave it to the assignee to be done in their stead; null when nobody did.</summary>
    public string? DelegatedBy { get; init; }

    /// <summary>What colleagues call them.</summary>
    public string? DelegatedByName { get; init; }
}

/// <summary>One possible outcome of a task; the first moves the case forward.</summary>
public sealed record TaskOutcome(string Name, string Label);

/// <summary>How a deadline stands today in working days: what the inbox leads with (design.md §6).</summary>
/// <param name="State"><c>running</c>, <c>today</c>, <c>overdue</c>, <c>suspended</c>.</param>
/// <param name="WorkingDays">Working days left after today, or past the last day when overdue.</param>
/// <param name="Used">Working days gone, today included.</param>
/// <param name="Total">Working days of the whole limit.</param>
/// <param name="Provisional">A holiday notice is still missing.</param>
/// <param name="LastDayIsMakeUp">The last day is a make-up working day (调休上班).</param>
public sealed record DueCount(string State, int WorkingDays, int Used, int Total, bool Provisional, bool LastDayIsMakeUp);

internal sealed class ListTasksHandler(TaskLists lists, TaskWalk walk, TaskRows rows) : IRequestHandler<ListTasks, Result<PageOf<TaskRow>>>
{
    public async Task<Result<PageOf<TaskRow>>> Handle(ListTasks request, CancellationToken cancellationToken)
    {
        if (Paging.Refused(request.Page, request.PageSize) is { } refusal) return refusal;
        var found = await lists.FindAsync(request, cancellationToken);
        if (!found.Ok) return found.Refusal;
        if (request.Walks) return await WalkedAsync(found.Value.Tasks, request, cancellationToken);
        var total = await found.Value.Tasks.CountAsync(cancellationToken);
        var page = await found.Value.Works.Skip((request.Page - 1) * request.PageSize).Take(request.PageSize).ToListAsync(cancellationToken);
        return new PageOf<TaskRow>(await rows.OfAsync(page, cancellationToken), request.Page, request.PageSize, total);
    }

    private async Task<PageOf<TaskRow>> WalkedAsync(IQueryable<TaskItem> tasks, ListTasks request, CancellationToken cancellationToken)
    {
        var walked = await walk.ReadAsync(tasks, request, cancellationToken);
        var items = await rows.OfAsync(walked.Works, cancellationToken);
        return new PageOf<TaskRow>(items, 1, request.PageSize, walked.Total, walked.TotalIsExact)
        {
            Previous = walked.HasPrevious ? TaskCursor.Of(items[0]) : null, Next = walked.HasNext && items.Count > 0 ? TaskCursor.Of(items[^1]) : null,
        };
    }
}
