using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>The inbox: open tasks the user is a candidate for or holds, within the user's units.</summary>
/// <param name="View"><c>mine</c> (held by the user), <c>unclaimed</c> (the user may take it), <c>unit</c> (all of the user's units), <c>overdue</c> (late ones of these).</param>
/// <param name="Page">From 1.</param>
/// <param name="PageSize">1 to 200.</param>
/// <param name="Sort"><c>due</c> (default), <c>-due</c>, <c>created</c>, <c>-created</c>.</param>
/// <param name="Kind">Only this task kind.</param>
/// <param name="Class">Only cases of this class.</param>
/// <param name="DueBefore">Only tasks due before this instant.</param>
/// <param name="Query">Words of the case number, the item or the unit.</param>
/// <param name="DueGroup">Only <c>overdue</c>, <c>today</c>, <c>soon</c> or <c>later</c>.</param>
public sealed record ListTasks(string View = "mine", int Page = 1, int PageSize = 50, string? Sort = null, string? Kind = null, string? Class = null, DateTimeOffset? DueBefore = null, string? Query = null, string? DueGroup = null)
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

internal sealed class ListTasksHandler(CaseDbContext db, TaskAccess access, TaskRows rows, DueGroups groups, CurrentUser user, TimeProvider clock) : IRequestHandler<ListTasks, Result<PageOf<TaskRow>>>
{
    public async Task<Result<PageOf<TaskRow>>> Handle(ListTasks request, CancellationToken cancellationToken)
    {
        if (Paging.Refused(request.Page, request.PageSize) is { } refusal) return refusal;
        if (InView(db.Tasks.AsNoTracking(), request.View, access, user, clock.GetUtcNow()) is not { } view) return UnknownView;
        var found = Filtered(view, request);
        if (request.DueGroup is { Length: > 0 } group)
        {
            if (!DueGroups.All.Contains(group)) return UnknownGroup;
            found = await groups.InAsync(found, group, cancellationToken);
        }
        var total = await found.CountAsync(cancellationToken);
        if (Sorted(found, request.Sort) is not { } sorted) return UnknownSort;
        var page = await sorted.Skip((request.Page - 1) * request.PageSize).Take(request.PageSize)
            .Select(t => new TaskOfCase(t, db.Cases.Single(c => c.Number == t.CaseNumber))).ToListAsync(cancellationToken);
        return new PageOf<TaskRow>(await rows.OfAsync(page, cancellationToken), request.Page, request.PageSize, total);
    }

    /// <summary>The open tasks of a view; null for a view that does not exist.</summary>
    internal static IQueryable<TaskItem>? InView(IQueryable<TaskItem> tasks, string view, TaskAccess access, CurrentUser user, DateTimeOffset now)
    {
        var (open, seen) = (tasks.Where(t => t.Status == "open"), user.Sees<TaskItem>(Acts.ReadCase, t => t.UnitPath));
        var me = user.UserName;
        return view switch
        {
            // What I hold; what nobody holds and I may take; everything open of the units I read.
            "mine" => open.Where(access.Candidates()).Where(t => t.Assignee == me),
            "unclaimed" => open.Where(access.Candidates()).Where(t => t.Assignee == null),
            "unit" => open.Where(seen.Or(access.Candidates())),
            "overdue" => open.Where(seen.Or(access.Candidates())).Where(t => t.DueAt < now),
            _ => null,
        };
    }

    private IQueryable<TaskItem> Filtered(IQueryable<TaskItem> tasks, ListTasks request)
    {
        if (request.Kind is { Length: > 0 } kind) tasks = tasks.Where(t => t.Kind == kind);
        if (request.DueBefore is { } before) tasks = tasks.Where(t => t.DueAt < before);
        if (request.Class is { Length: > 0 } @class) tasks = tasks.Where(t => db.Cases.Any(c => c.Number == t.CaseNumber && c.Class == @class));
        foreach (var word in Paging.WordsOf(request.Query))
            tasks = tasks.Where(t => t.CaseNumber.Contains(word) || db.Cases.Any(c => c.Number == t.CaseNumber && c.Subject.Contains(word)) || db.Units.Any(u => u.Code == t.UnitCode && u.Name.Contains(word)));
        return tasks;
    }

    // Tasks without a due come last: they wait for nobody's clock.
    private static IQueryable<TaskItem>? Sorted(IQueryable<TaskItem> tasks, string? sort) => sort switch
    {
        null or "" or "due" => tasks.OrderBy(t => t.DueAt == null).ThenBy(t => t.DueAt).ThenBy(t => t.CreatedAt).ThenBy(t => t.CaseNumber).ThenBy(t => t.Id),
        "-due" => tasks.OrderBy(t => t.DueAt == null).ThenByDescending(t => t.DueAt).ThenBy(t => t.CreatedAt).ThenBy(t => t.CaseNumber).ThenBy(t => t.Id),
        "created" => tasks.OrderBy(t => t.CreatedAt).ThenBy(t => t.CaseNumber).ThenBy(t => t.Id),
        "-created" => tasks.OrderByDescending(t => t.CreatedAt).ThenByDescending(t => t.CaseNumber).ThenBy(t => t.Id),
        _ => null,
    };

    private static readonly Refusal UnknownView = Refusal.Malformed("unknownView", "没有这个视图，请用 mine、unit、unclaimed 或 overdue。", new FieldError("/view", "可选：mine、unit、unclaimed、overdue。"));
    private static readonly Refusal UnknownGroup = Refusal.Malformed("unknownDueGroup", "没有这个分组，请用 overdue、today、soon 或 later。", new FieldError("/dueGroup", "可选：overdue、today、soon、later。"));
    private static readonly Refusal UnknownSort = Refusal.Malformed("unknownSort", "不能这样排序，请用 due、-due、created 或 -created。", new FieldError("/sort", "可选：due、-due、created、-created。"));
}
