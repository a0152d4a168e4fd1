using HaoChaPing.CaseManagement.Common;
using MediatR;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>Takes an unclaimed task. Refused when somebody else holds it (<c>alreadyClaimed</c>, 409).</summary>
public sealed record ClaimTask(Guid Id) : IRequest<Result<TaskRow>>, ITaskChange;

internal sealed class ClaimTaskHandler(TaskAccess access, TaskRows rows, TaskHands hands, CurrentUser user) : IRequestHandler<ClaimTask, Result<TaskRow>>
{
    public async Task<Result<TaskRow>> Handle(ClaimTask request, CancellationToken cancellationToken)
    {
        var found = await access.ToWorkOnAsync(request.Id, cancellationToken);
        if (!found.Ok) return found.Refusal;
        var task = found.Value.Task;
        if (await access.HeldByAnotherAsync(task, cancellationToken) is { } held) return held;
        if (task.Assignee is not null) return await rows.OneAsync(found.Value, cancellationToken); // claiming again what one holds changes nothing

        // Claimed in somebody's stead it is theirs: it stays with them when they are back.
        return await hands.PutAsync(found.Value, access.ActingFor(task) ?? user.UserName, null, "taskClaimed", await access.FactsOfAsync(task, cancellationToken), cancellationToken);
    }
}
