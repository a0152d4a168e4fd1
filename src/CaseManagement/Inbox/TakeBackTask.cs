using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using MediatR;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>Takes back what one has delegated, as long as it is not done.</summary>
/// <param name="Id">The task.</param>
public sealed record TakeBackTask(Guid Id) : IRequest<Result<TaskRow>>, ITaskChange;

internal sealed class TakeBackTaskHandler(TaskAccess access, TaskHands hands, DisplayNames names, CurrentUser user) : IRequestHandler<TakeBackTask, Result<TaskRow>>
{
    public async Task<Result<TaskRow>> Handle(TakeBackTask request, CancellationToken cancellationToken)
    {
        var found = await access.ToWorkOnAsync(request.Id, cancellationToken);
        if (!found.Ok) return found.Refusal;
        var task = found.Value.Task;
        if (!user.ActsAs(task.DelegatedBy) || task.Assignee is not { } from) return TaskRefusals.NotDelegatedByYou;

        var facts = await access.FactsOfAsync(task, cancellationToken);
        (facts["fromUser"], facts["fromName"]) = (from, await names.OfAsync(from, cancellationToken));
        return await hands.PutAsync(found.Value, task.DelegatedBy, null, "taskTakenBack", facts, cancellationToken);
    }
}
