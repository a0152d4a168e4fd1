using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>Which open tasks the user sees in a view: behind the list, its figures, its export and the next task alike.</summary>
public sealed class TaskLists(CaseDbContext db, TaskAccess access, DueGroups groups, OrdinanceCatalog ordinances, CurrentUser user, TimeProvider clock)
{
    /// <summary>The tasks a list asks for; its page is for the caller.</summary>
    public async Task<Result<FoundTasks>> FindAsync(ListTasks request, CancellationToken cancellationToken)
    {
        if (await UnknownAsync(request, cancellationToken) is { } refusal) return refusal;
        if (InView(request.View) is not { } view) return UnknownView;
        var found = Filtered(view, request);
        if (request.DueGroup is { Length: > 0 } group)
        {
            if (!DueGroups.All.Contains(group)) return UnknownGroup;
            found = await groups.InAsync(found, group, cancellationToken);
        }
        if (Sorted(found, request.Sort) is not { } sorted) return UnknownSort;
        return new FoundTasks(found, sorted.Select(t => new TaskOfCase(t, db.Cases.Single(c => c.Number == t.CaseNumber))));
    }

    /// <summary>The open tasks of a view; null for a view that does not exist.</summary>
    public IQueryable<TaskItem>? InView(string view)
    {
        var now = clock.GetUtcNow();
        var (open, seen) = (db.Tasks.AsNoTracking().Where(t => t.Status == "open"), user.Sees<TaskItem>(Acts.ReadCase, t => t.UnitPath));
        var me = user.UserName;
        var away = user.Substitutions.Select(s => s.UserName).ToList();
        return view switch
        {
            // What I hold; what nobody holds and I may take; everything open of the units I read.
            "mine" => open.Where(access.Candidates()).Where(t => t.Assignee == me || (t.Assignee != null && away.Contains(t.Assignee))),
            "acting" => open.Where(access.Candidates()).Where(t => t.Assignee != null && away.Contains(t.Assignee)),
            "unclaimed" => open.Where(access.Candidates()).Where(t => t.Assignee == null),
            "unit" => open.Where(seen.Or(access.Candidates())),
            "watching" => open.Where(seen.Or(access.Candidates())).Where(t => db.Set<Watch>().Any(w => w.UserName == me && w.CaseNumber == t.CaseNumber)),
            "delegated" => open.Where(t => t.DelegatedBy == me),
            "overdue" => open.Where(seen.Or(access.Candidates())).Where(t => t.DueAt < now),
            _ => null,
        };
    }

    private IQueryable<TaskItem> Filtered(IQueryable<TaskItem> tasks, ListTasks request)
    {
        if (request.Ids is { } ids) tasks = tasks.Where(t => ids.Contains(t.Id));
        if (request.Kind is { Length: > 0 } kind) tasks = tasks.Where(t => t.Kind == kind);
        if (request.DueBefore is { } before) tasks = tasks.Where(t => t.DueAt < before);
        if (request.Class is { Length: > 0 } @class) tasks = tasks.Where(t => db.Cases.Any(c => c.Number == t.CaseNumber && c.Class == @class));
        foreach (var word in Paging.WordsOf(request.Query))
            tasks = tasks.Where(t => t.CaseNumber.Contains(word) || db.Cases.Any(c => c.Number == t.CaseNumber && c.Subject.Contains(word)) || db.Units.Any(u => u.Code == t.UnitCode && u.Name.Contains(word)));
        return tasks;
    }

    /// <summary>The most urgent first. Tasks without a due come last: they wait for nobody's clock.</summary>
    public static IQueryable<TaskItem> ByDue(IQueryable<TaskItem> tasks) =>
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

    private static readonly Refusal UnknownView = Paging.Unknown("view", "视图", "mine", "unit", "unclaimed", "overdue", "watching", "delegated", "acting");
    private static readonly Refusal UnknownGroup = Paging.Unknown("dueGroup", "分组", [.. DueGroups.All]);
    private static readonly Refusal UnknownSort = Paging.Unknown("sort", "排序", "due", "-due", "created", "-created");
}

/// <summary>What a list asks for, to be counted and to be read.</summary>
/// <param name="Tasks">The tasks.</param>
/// <param name="Works">The same in the order asked for, each with its case.</param>
public sealed record FoundTasks(IQueryable<TaskItem> Tasks, IQueryable<TaskOfCase> Works);
