using HaoChaPing.CaseManagement.Common;
using MediatR;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>The inbox: open tasks the user is a candidate for or holds, within the user's units.</summary>
/// <param name="View"><c>mine</c>, <c>unit</c>, <c>unclaimed</c>, <c>overdue</c>.</param>
/// <param name="Page">From 1.</param>
/// <param name="PageSize">1 to 200.</param>
/// <param name="Sort"><c>due</c> (default), <c>-due</c>, <c>created</c>, <c>-created</c>.</param>
/// <param name="Kind">Only this task kind.</param>
/// <param name="Class">Only cases of this class.</param>
/// <param name="DueBefore">Only tasks due before this instant.</param>
/// <param name="Query">Words of the case number, the item or the unit.</param>
public sealed record ListTasks(string View = "mine", int Page = 1, int PageSize = 50, string? Sort = null, string? Kind = null, string? Class = null, DateTimeOffset? DueBefore = null, string? Query = null)
    : IRequest<Result<PageOf<TaskRow>>>;

/// <summary>A row of the inbox; also the head of a task (api.md).</summary>
public sealed record TaskRow(
    Guid Id, string CaseNumber, string Kind, string Title, string Unit, string UnitName, string? Assignee, string? AssigneeName, string Status,
    DateTimeOffset CreatedAt, DateTimeOffset? Due, DateOnly? LastDay, bool Overdue, IReadOnlyList<TaskOutcome> Outcomes,
    string Subject, string Quote, string Level, string? Class, string Step, DueCount? Remaining);

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

/// <summary>Sizes of the inbox views and groups, for the tabs and tiles.</summary>
public sealed record CountTasks : IRequest<Result<TaskCounts>>;

public sealed record TaskCounts(int Mine, int Unit, int Unclaimed, int Overdue, int MineOverdue, int MineToday, int MineSoon, int MineLater);
