using HaoChaPing.CaseManagement.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>Sizes of the inbox views and groups, for the tabs and tiles.</summary>
public sealed record CountTasks : IRequest<Result<TaskCounts>>;

public sealed record TaskCounts(int Mine, int Unit, int Unclaimed, int Overdue, int MineOverdue, int MineToday, int MineSoon, int MineLater)
{
    /// <summary>Of the cases the user watches.</summary>
    public int Watching { get; init; }

    /// <summary>Given to a colleague by the user.</summary>
    public int Delegated { get; init; }

    /// <summary>Held by those the user stands in for.</summary>
    public int Acting { get; init; }
}

internal sealed class CountTasksHandler(TaskLists lists, DueGroups groups, CurrentUser user) : IRequestHandler<CountTasks, Result<TaskCounts>>
{
    public async Task<Result<TaskCounts>> Handle(CountTasks request, CancellationToken cancellationToken)
    {
        var mine = await groups.CountAsync(View("mine"), cancellationToken);
        return new TaskCounts(
            mine.Values.Sum(), await View("unit").CountAsync(cancellationToken), await View("unclaimed").CountAsync(cancellationToken), await View("overdue").CountAsync(cancellationToken),
            mine.GetValueOrDefault(DueGroups.Overdue), mine.GetValueOrDefault(DueGroups.Today), mine.GetValueOrDefault(DueGroups.Soon), mine.GetValueOrDefault(DueGroups.Later))
        {
            Watching = await View("watching").CountAsync(cancellationToken),
            Delegated = await View("delegated").CountAsync(cancellationToken),
            Acting = user.Substitutions.Count == 0 ? 0 : await View("acting").CountAsync(cancellationToken),
        };
    }

    private IQueryable<TaskItem> View(string view) => lists.InView(view)!;
}
