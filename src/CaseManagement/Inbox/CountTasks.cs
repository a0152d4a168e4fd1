using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>Sizes of the inbox views and groups, for the tabs and tiles.</summary>
public sealed record CountTasks : IRequest<Result<TaskCounts>>;

public sealed record TaskCounts(int Mine, int Unit, int Unclaimed, int Overdue, int MineOverdue, int MineToday, int MineSoon, int MineLater);

internal sealed class CountTasksHandler(CaseDbContext db, TaskAccess access, CaseClocks clocks, CurrentUser user, TimeProvider clock) : IRequestHandler<CountTasks, Result<TaskCounts>>
{
    /// <summary>The group 3 个工作日内 of the inbox (design.md §5).</summary>
    private const int Soon = 3;

    public async Task<Result<TaskCounts>> Handle(CountTasks request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var groups = await GroupsAsync(View("mine", now), now, cancellationToken);
        return new TaskCounts(
            groups.Values.Sum(), await View("unit", now).CountAsync(cancellationToken), await View("unclaimed", now).CountAsync(cancellationToken), await View("overdue", now).CountAsync(cancellationToken),
            groups.GetValueOrDefault("overdue"), groups.GetValueOrDefault("today"), groups.GetValueOrDefault("soon"), groups.GetValueOrDefault("later"));
    }

    private IQueryable<TaskItem> View(string view, DateTimeOffset now) => ListTasksHandler.InView(db.Tasks.AsNoTracking(), view, access, user, now)!;

    private async Task<Dictionary<string, int>> GroupsAsync(IQueryable<TaskItem> tasks, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Cases with the same last day stand in the same group: one of them is counted in working days for all.
        var days = await tasks.GroupBy(t => new { t.LastDay, Late = t.DueAt < now }).Select(g => new { g.Key.LastDay, g.Key.Late, Count = g.Count(), CaseNumber = g.Min(t => t.CaseNumber)! }).ToListAsync(cancellationToken);
        var due = await clocks.OfAsync(days.Select(d => d.CaseNumber), cancellationToken);
        return days.GroupBy(d => d.Late ? "overdue" : GroupOf(clocks.Count(due.GetValueOrDefault(d.CaseNumber))))
            .ToDictionary(g => g.Key, g => g.Sum(d => d.Count));
    }

    private static string GroupOf(DueCount? count) => count switch
    {
        { State: "overdue" or "today" } => count.State,
        { State: "running", WorkingDays: <= Soon } => "soon",
        _ => "later",
    };
}
