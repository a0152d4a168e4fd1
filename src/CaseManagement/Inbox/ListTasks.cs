using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>The inbox: open tasks the user is a candidate for or holds, within the user's units.</summary>
/// <param name="View"><c>mine</c> (held by the user), <c>unclaimed</c> (the user may take it), <c>unit</c> (all of the user's units), <c>overdue</c> (late ones of these), <c>delegated</c> (given to a colleague by the user).</param>
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

internal sealed class ListTasksHandler(CaseDbContext db, TaskAccess access, TaskRows rows, DueGroups groups, OrdinanceCatalog ordinances, CurrentUser user, TimeProvider clock) : IRequestHandler<ListTasks, Result<PageOf<TaskRow>>>
{
    public async Task<Result<PageOf<TaskRow>>> Handle(ListTasks request, CancellationToken cancellationToken)
    {
        if ((Paging.Refused(request.Page, request.PageSize) ?? await UnknownAsync(request, cancellationToken)) is { } refusal) return refusal;
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
            "delegated" => open.Where(t => t.DelegatedBy == me),
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

    /// <summary>The most urgent first. Tasks without a due come last: they wait for nobody's clock.</summary>
    internal static IQueryable<TaskItem> ByDue(IQueryable<TaskItem> tasks) =>
        tasks.OrderBy(t => t.DueAt == null).ThenBy(t => t.DueAt).ThenBy(t => t.CreatedAt).ThenBy(t => t.CaseNumber).ThenBy(t => t.Id);

    private static IQueryable<TaskItem>? Sorted(IQueryable<TaskItem> tasks, string? sort) => sort switch
    {
        null or "" or "due" => ByDue(tasks),
        "-due" => tasks.OrderBy(t => t.DueAt == null).ThenByDescending(t => t.DueAt).ThenBy(t => t.CreatedAt).ThenBy(t => t.CaseNumber).ThenBy(t => t.Id),
        "created" => tasks.OrderBy(t => t.CreatedAt).ThenBy(t => t.CaseNumber).ThenBy(t => t.Id),
        "-created" => tasks.OrderByDescending(t => t.CreatedAt).ThenByDescending(t => t.CaseNumber).ThenBy(t => t.Id),
        _ => null,
    };

    // A place may draw kinds of its own: those are known by their tasks.
    private async Task<Refusal?> UnknownAsync(ListTasks request, CancellationToken cancellationToken)
    {
        if (request.Class is { Length: > 0 } @class && !ordinances.Classes.Contains(@class)) return Paging.Unknown("class", "差评类别", ordinances.Classes);
        return request.Kind is { Length: > 0 } kind && TaskKinds.All.All(k => k.Code != kind) && !await db.Tasks.AnyAsync(t => t.Kind == kind, cancellationToken)
            ? Paging.Unknown("kind", "任务类型", [.. TaskKinds.All.Select(k => k.Code)])
            : null;
    }

    private static readonly Refusal UnknownView = Paging.Unknown("view", "视图", "mine", "unit", "unclaimed", "overdue", "delegated");
    private static readonly Refusal UnknownGroup = Paging.Unknown("dueGroup", "分组", [.. DueGroups.All]);
    private static readonly Refusal UnknownSort = Paging.Unknown("sort", "排序", "due", "-due", "created", "-created");
}
