using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using MediatR;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>Gives a claimed task back to the unit.</summary>
public sealed record ReleaseTask(Guid Id) : IRequest<Result<TaskRow>>, ITaskChange;

internal sealed class ReleaseTaskHandler(TaskAccess access, TaskRows rows, CaseTimeline timeline, CurrentUser user) : IRequestHandler<ReleaseTask, Result<TaskRow>>
{
    public async Task<Result<TaskRow>> Handle(ReleaseTask request, CancellationToken cancellationToken)
    {
        var found = await access.ToWorkOnAsync(request.Id, cancellationToken);
        if (!found.Ok) return found.Refusal;
        var (task, @case) = (found.Value.Task, found.Value.Case);
        if (task.Assignee != user.UserName) return TaskRefusals.NotHeld;

        (task.Assignee, task.Revision) = (null, task.Revision + 1);
        timeline.Append(@case, new Signature(user.UserName, user.DisplayName, task.Role, user.UnitCode), "taskReleased", new JsonObject { ["task"] = task.Id, ["kind"] = task.Kind });
        return await rows.OneAsync(found.Value, cancellationToken);
    }
}
