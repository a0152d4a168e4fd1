using System.Linq.Expressions;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>Reads a list of tasks from one place onwards or backwards: by the keys of its order and their index, so that the last page of a million rows costs what the first does.</summary>
public sealed class TaskWalk(CaseDbContext db)
{
    /// <summary>Nobody counts further: beyond, the total says so (api.md).</summary>
    private const int CountedUpTo = 10_000;

    /// <summary>One page with the places where its neighbours begin.</summary>
    /// <param name="tasks">The tasks of the list, in no order.</param>
    /// <param name="request">Its order, and from where.</param>
    /// <param name="cancellationToken">Gives up reading.</param>
    public async Task<WalkedTasks> ReadAsync(IQueryable<TaskItem> tasks, ListTasks request, CancellationToken cancellationToken)
    {
        var (after, before) = (TaskCursor.Read(request.After), TaskCursor.Read(request.Before));
        var (sort, size) = (request.Sort ?? "due", request.PageSize);
        var counted = await tasks.OrderBy(t => t.CreatedAt).Take(CountedUpTo + 1).CountAsync(cancellationToken);
        var back = before is not null;
        var rows = await PartsAsync(tasks, sort, back ? before : after, back, size + 1, cancellationToken);
        // Everything before or after was done meanwhile, or the way back ends in the middle of a page: the first page, as it is now.
        if (back ? rows.Count <= size : rows.Count == 0 && after is not null)
        {
            (back, after) = (false, null);
            rows = await PartsAsync(tasks, sort, null, false, size + 1, cancellationToken);
        }
        var more = rows.Count > size;
        var page = rows.Take(size).ToList();
        if (back) page.Reverse();
        return new WalkedTasks(page, Math.Min(counted, CountedUpTo), counted <= CountedUpTo, HasPrevious: back ? more : after is not null, HasNext: back || more);
    }

    // Tasks without a due come after those with one, whichever way these are ordered. Each part is read in the order of an index.
    private async Task<List<TaskOfCase>> PartsAsync(IQueryable<TaskItem> tasks, string sort, TaskCursor? at, bool back, int count, CancellationToken cancellationToken)
    {
        if (sort is "created" or "-created") return await RowsAsync(Ordered(at is null ? tasks : tasks.Where(Beyond(sort, at, back)), sort, back), count, cancellationToken);
        var (timed, untimed) = (tasks.Where(t => t.DueAt != null), tasks.Where(t => t.DueAt == null));
        var inTimed = at is null || at.DueAt is not null;
        List<TaskOfCase> rows = [];
        if (back && inTimed) return await RowsAsync(Ordered(timed.Where(Beyond(sort, at!, back)), sort, back), count, cancellationToken);
        if (back)
        {
            rows.AddRange(await RowsAsync(Ordered(untimed.Where(Tail(at!, back)), "created", back), count, cancellationToken));
            if (rows.Count < count) rows.AddRange(await RowsAsync(Ordered(timed, sort, back), count - rows.Count, cancellationToken));
            return rows;
        }
        if (inTimed) rows.AddRange(await RowsAsync(Ordered(at is null ? timed : timed.Where(Beyond(sort, at, back)), sort, back), count, cancellationToken));
        if (rows.Count < count) rows.AddRange(await RowsAsync(Ordered(inTimed ? untimed : untimed.Where(Tail(at!, back)), "created", back), count - rows.Count, cancellationToken));
        return rows;
    }

    private Task<List<TaskOfCase>> RowsAsync(IQueryable<TaskItem> ordered, int count, CancellationToken cancellationToken) =>
        ordered.Take(count).Select(t => new TaskOfCase(t, db.Cases.Single(c => c.Number == t.CaseNumber))).ToListAsync(cancellationToken);

    // The orders of TaskLists; a page backwards is read from its end.
    private static IQueryable<TaskItem> Ordered(IQueryable<TaskItem> tasks, string sort, bool back) => (sort, back) switch
    {
        ("due", false) => tasks.OrderBy(t => t.DueAt).ThenBy(t => t.CreatedAt).ThenBy(t => t.CaseNumber).ThenBy(t => t.Id),
        ("due", true) => tasks.OrderByDescending(t => t.DueAt).ThenByDescending(t => t.CreatedAt).ThenByDescending(t => t.CaseNumber).ThenByDescending(t => t.Id),
        ("-due", false) => tasks.OrderByDescending(t => t.DueAt).ThenBy(t => t.CreatedAt).ThenBy(t => t.CaseNumber).ThenBy(t => t.Id),
        ("-due", true) => tasks.OrderBy(t => t.DueAt).ThenByDescending(t => t.CreatedAt).ThenByDescending(t => t.CaseNumber).ThenByDescending(t => t.Id),
        ("-created", false) => tasks.OrderByDescending(t => t.CreatedAt).ThenByDescending(t => t.CaseNumber).ThenBy(t => t.Id),
        ("-created", true) => tasks.OrderBy(t => t.CreatedAt).ThenBy(t => t.CaseNumber).ThenByDescending(t => t.Id),
        (_, false) => tasks.OrderBy(t => t.CreatedAt).ThenBy(t => t.CaseNumber).ThenBy(t => t.Id),
        (_, true) => tasks.OrderByDescending(t => t.CreatedAt).ThenByDescending(t => t.CaseNumber).ThenByDescending(t => t.Id),
    };

    // Databases compare numbers of cases by bytes (decision 5); string.CompareOrdinal is not translated.
#pragma warning disable CA1309
    // The first comparison by itself bounds what an index is read for.
    private static Expression<Func<TaskItem, bool>> Beyond(string sort, TaskCursor at, bool back)
    {
        var (due, created, number, id) = (at.DueAt, at.CreatedAt, at.CaseNumber, at.Id);
        return (sort, back) switch
        {
            ("created", _) => Tail(at, back),
            ("-created", false) => t => t.CreatedAt <= created && (t.CreatedAt < created || string.Compare(t.CaseNumber, number) < 0 || (t.CaseNumber == number && t.Id.CompareTo(id) > 0)),
            ("-created", true) => t => t.CreatedAt >= created && (t.CreatedAt > created || string.Compare(t.CaseNumber, number) > 0 || (t.CaseNumber == number && t.Id.CompareTo(id) < 0)),
            ("due", false) or ("-due", true) => Filters.And<TaskItem>(t => t.DueAt >= due, Filters.Or(t => t.DueAt > due, Tail(at, back))),
            _ => Filters.And<TaskItem>(t => t.DueAt <= due, Filters.Or(t => t.DueAt < due, Tail(at, back))),
        };
    }

    private static Expression<Func<TaskItem, bool>> Tail(TaskCursor at, bool back)
    {
        var (created, number, id) = (at.CreatedAt, at.CaseNumber, at.Id);
        return back
            ? t => t.CreatedAt <= created && (t.CreatedAt < created || string.Compare(t.CaseNumber, number) < 0 || (t.CaseNumber == number && t.Id.CompareTo(id) < 0))
            : t => t.CreatedAt >= created && (t.CreatedAt > created || string.Compare(t.CaseNumber, number) > 0 || (t.CaseNumber == number && t.Id.CompareTo(id) > 0));
    }
#pragma warning restore CA1309
}

/// <summary>A page that was walked to.</summary>
public sealed record WalkedTasks(IReadOnlyList<TaskOfCase> Works, int Total, bool TotalIsExact, bool HasPrevious, bool HasNext);
