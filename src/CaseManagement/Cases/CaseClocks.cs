using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>The citizen's clock of several cases at once, for lists.</summary>
public sealed class CaseClocks(CaseDbContext db, DeadlineDesk deadlines, TimeProvider clock)
{
    public async Task<IReadOnlyDictionary<string, DeadlineRow>> OfAsync(IEnumerable<string> caseNumbers, CancellationToken cancellationToken)
    {
        var numbers = caseNumbers.Distinct().ToList();
        var rows = await db.Deadlines.AsNoTracking().Where(d => d.TaskId == null && d.Status != "cancelled" && numbers.Contains(d.CaseNumber)).ToListAsync(cancellationToken);
        return rows.GroupBy(d => d.CaseNumber).ToDictionary(g => g.Key, g => g.OrderBy(d => d.AnchorAt).Last());
    }

    /// <summary>By task the clock its due is of: its own where it has one, else the citizen's.</summary>
    public async Task<IReadOnlyDictionary<Guid, DeadlineRow>> OfTasksAsync(IReadOnlyList<TaskItem> tasks, CancellationToken cancellationToken)
    {
        var cases = await OfAsync(tasks.Select(t => t.CaseNumber), cancellationToken);
        var ids = tasks.Select(t => (Guid?)t.Id).ToList();
        var own = (await db.Deadlines.AsNoTracking().Where(d => ids.Contains(d.TaskId) && d.Status != "cancelled").ToListAsync(cancellationToken)).ToLookup(d => d.TaskId);
        return tasks.Select(t => (t.Id, Clock: own[t.Id].FirstOrDefault(d => d.DueAt == t.DueAt) ?? cases.GetValueOrDefault(t.CaseNumber))).Where(t => t.Clock is not null).ToDictionary(t => t.Id, t => t.Clock!);
    }

    /// <summary>How the deadline stands now; null without one.</summary>
    public DueCount? Count(DeadlineRow? deadline) => deadline is null ? null : deadlines.Count(deadline, clock.GetUtcNow());
}
