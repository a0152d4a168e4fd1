using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using MediatR;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>Gives a claimed task back to the unit; a delegated one back to whoever delegated it.</summary>
public sealed record ReleaseTask(Guid Id) : IRequest<Result<TaskRow>>, ITaskChange;

internal sealed class ReleaseTaskHandler(TaskAccess access, TaskHands hands, DisplayNames names, CurrentUser user) : IRequestHandler<ReleaseTask, Result<TaskRow>>
{
    public async Task<Result<TaskRow>> Handle(ReleaseTask request, CancellationToken cancellationToken)
    {
        var found = await access.ToWorkOnAsync(request.Id, cancellationToken);
        if (!found.Ok) return found.Refusal;
        var task = found.Value.Task;
        if (!user.ActsAs(task.Assignee)) return TaskRefusals.NotHeld;

        var facts = await access.FactsOfAsync(task, cancellationToken);
        if (task.DelegatedBy is { } owner) (facts["toUser"], facts["toName"]) = (owner, await names.OfAsync(owner, cancellationToken));
        return await hands.PutAsync(found.Value, task.DelegatedBy, null, "taskReleased", facts, cancellationToken);
    }
}
