using HaoChaPing.CaseManagement.Cases;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>The groups an inbox is read in: overdue, due today, soon, later (design.md §5).</summary>
public sealed class DueGroups(CaseClocks clocks, TimeProvider clock)
{
    public const string Overdue = "overdue";
    public const string Today = "today";
    public const string Soon = "soon";
    public const string Later = "later";

    public static readonly IReadOnlyList<string> All = [Overdue, Today, Soon, Later];

    /// <summary>The group 3 个工作日内: how an inbox is laid out, nothing of the law.</summary>
    private const int SoonDays = 3;

    private sealed record Days(string Group, DateOnly? LastDay, int Count);

    public async Task<IReadOnlyDictionary<string, int>> CountAsync(IQueryable<TaskItem> tasks, CancellationToken cancellationToken) =>
        (await DaysAsync(tasks, cancellationToken)).GroupBy(d => d.Group).ToDictionary(g => g.Key, g => g.Sum(d => d.Count));

    /// <summary>The tasks of one group.</summary>
    public async Task<IQueryable<TaskItem>> InAsync(IQueryable<TaskItem> tasks, string group, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (group == Overdue) return tasks.Where(t => t.DueAt < now);
        var days = (await DaysAsync(tasks, cancellationToken)).Where(d => d.Group == group).Select(d => d.LastDay).ToList();
        return tasks.Where(t => (t.DueAt == null || t.DueAt >= now) && days.Contains(t.LastDay));
    }

    // Tasks with the same last day stand in the same group: one of them is counted in working days for all.
    private async Task<IReadOnlyList<Days>> DaysAsync(IQueryable<TaskItem> tasks, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var days = await tasks.GroupBy(t => new { t.LastDay, Late = t.DueAt < now }).Select(g => new { g.Key.LastDay, g.Key.Late, Count = g.Count(), CaseNumber = g.Min(t => t.CaseNumber)! }).ToListAsync(cancellationToken);
        var due = await clocks.OfAsync(days.Select(d => d.CaseNumber), cancellationToken);
        return days.ConvertAll(d => new Days(d.Late ? Overdue : GroupOf(clocks.Count(due.GetValueOrDefault(d.CaseNumber))), d.LastDay, d.Count));
    }

    private static string GroupOf(DueCount? count) => count switch
    {
        { State: "overdue" } => Overdue,
        { State: "today" } => Today,
        { State: "running", WorkingDays: <= SoonDays } => Soon,
        _ => Later,
    };
}
