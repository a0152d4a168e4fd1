using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>Sizes of the inbox views and groups, for the tabs and tiles.</summary>
public sealed record CountTasks : IRequest<Result<TaskCounts>>;

public sealed record TaskCounts(int Mine, int Unit, int Unclaimed, int Overdue, int MineOverdue, int MineToday, int MineSoon, int MineLater)
{
    /// <summary>Given to a colleague by the user.</summary>
    public int Delegated { get; init; }
}

internal sealed class CountTasksHandler(CaseDbContext db, TaskAccess access, DueGroups groups, CurrentUser user, TimeProvider clock) : IRequestHandler<CountTasks, Result<TaskCounts>>
{
    public async Task<Result<TaskCounts>> Handle(CountTasks request, CancellationToken cancellationToken)
    {
        var mine = await groups.CountAsync(View("mine"), cancellationToken);
        return new TaskCounts(
            mine.Values.Sum(), await View("unit").CountAsync(cancellationToken), await View("unclaimed").CountAsync(cancellationToken), await View("overdue").CountAsync(cancellationToken),
            mine.GetValueOrDefault(DueGroups.Overdue), mine.GetValueOrDefault(DueGroups.Today), mine.GetValueOrDefault(DueGroups.Soon), mine.GetValueOrDefault(DueGroups.Later)) { Delegated = await View("delegated").CountAsync(cancellationToken) };
    }

    private IQueryable<TaskItem> View(string view) => ListTasksHandler.InView(db.Tasks.AsNoTracking(), view, access, user, clock.GetUtcNow())!;
}
