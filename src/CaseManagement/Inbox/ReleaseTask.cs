using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using MediatR;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>Gives a claimed task back to the unit; a delegated one back to whoever delegated it.</summary>
public sealed record ReleaseTask(Guid Id) : IRequest<Result<TaskRow>>, ITaskChange;

internal sealed class ReleaseTaskHandler(TaskAccess access, TaskRows rows, CaseTimeline timeline, DisplayNames names, CurrentUser user) : IRequestHandler<ReleaseTask, Result<TaskRow>>
{
    public async Task<Result<TaskRow>> Handle(ReleaseTask request, CancellationToken cancellationToken)
    {
        var found = await access.ToWorkOnAsync(request.Id, cancellationToken);
        if (!found.Ok) return found.Refusal;
        var (task, @case) = (found.Value.Task, found.Value.Case);
        if (task.Assignee != user.UserName) return TaskRefusals.NotHeld;

        var facts = await access.FactsOfAsync(task, cancellationToken);
        if (task.DelegatedBy is { } owner) (facts["toUser"], facts["toName"]) = (owner, await names.OfAsync(owner, cancellationToken));
        (task.Assignee, task.DelegatedBy, task.Revision) = (task.DelegatedBy, null, task.Revision + 1);
        timeline.Append(@case, access.SignatureOf(task), "taskReleased", facts);
        return await rows.OneAsync(found.Value, cancellationToken);
    }
}
