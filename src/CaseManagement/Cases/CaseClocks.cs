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

    /// <summary>How the deadline stands now; null without one.</summary>
    public DueCount? Count(DeadlineRow? deadline) => deadline is null ? null : deadlines.Count(deadline, clock.GetUtcNow());
}
