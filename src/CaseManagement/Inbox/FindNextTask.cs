using HaoChaPing.CaseManagement.Common;
using HaoChaPing.Workflows.Runtime;
using HaoChaPing.Workflows.Scheduling;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>Where to go after a task was handed in: on with the same case when its next step is one's own or free to take, else the next of the inbox. Null when there is none.</summary>
/// <param name="CaseNumber">The case of the task.</param>
/// <param name="Done">The task that was handed in.</param>
public sealed record FindNextTask(string CaseNumber, Guid Done) : IRequest<Result<NextTask>>;

/// <summary>The task to go on with.</summary>
public sealed record NextTask(Guid? Id);

internal sealed class FindNextTaskHandler(TaskLists lists, Dispatcher dispatcher, MachineClock machine) : IRequestHandler<FindNextTask, Result<NextTask>>
{
    /// <summary>The workflow advances within two seconds of the commit (api.md); longer nobody waits.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<Result<NextTask>> Handle(FindNextTask request, CancellationToken cancellationToken)
    {
        await LetAdvanceAsync(cancellationToken);
        var (mine, free) = (View("mine", request), View("unclaimed", request));
        return new NextTask(
            await FirstAsync(mine.Where(t => t.CaseNumber == request.CaseNumber), cancellationToken)
            ?? await FirstAsync(free.Where(t => t.CaseNumber == request.CaseNumber), cancellationToken)
            ?? await FirstAsync(mine, cancellationToken));
    }

    private async Task LetAdvanceAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, machine);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await dispatcher.DrainAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // What was begun is rolled back and begun again by the sweeper; only this page stops waiting.
        }
    }

    private IQueryable<TaskItem> View(string view, FindNextTask request) =>
        lists.InView(view)!.Where(t => t.Id != request.Done);

    private static Task<Guid?> FirstAsync(IQueryable<TaskItem> tasks, CancellationToken cancellationToken) =>
        TaskLists.ByDue(tasks).Select(t => (Guid?)t.Id).FirstOrDefaultAsync(cancellationToken);
}
