using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>Reports a task of <c>Elsa.RunTask</c> as done. Tasks of a case are completed in the inbox, with their form.</summary>
internal sealed record CompleteEngineTask(string TaskId, JsonNode? Result) : IRequest<Result<CompletedEngineTask>>, IChange;

/// <summary>What was queued: whether it was done is known when nothing is due any more.</summary>
/// <param name="InstanceId">The instance that goes on.</param>
/// <param name="BookmarkId">Where it waits.</param>
/// <param name="Actor">Who reported the task.</param>
/// <param name="Rows">Rows the instance's journal had then.</param>
internal sealed record CompletedEngineTask(string InstanceId, string BookmarkId, string Actor, int Rows);

internal sealed class CompleteEngineTaskHandler(CaseDbContext db, WorkflowQueue queue, InstanceAccess access, CurrentUser user) : IRequestHandler<CompleteEngineTask, Result<CompletedEngineTask>>
{
    private const string RunTask = "Elsa.RunTask";

    public async Task<Result<CompletedEngineTask>> Handle(CompleteEngineTask request, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.WorkflowEdit)) return HttpRefusals.NotAllowed;
        if (await db.Bookmarks.SingleOrDefaultAsync(b => b.Id == request.TaskId, cancellationToken) is not { } bookmark) return await UnknownAsync(request.TaskId, cancellationToken);
        if (await access.Visible().SingleOrDefaultAsync(i => i.Id == bookmark.InstanceId, cancellationToken) is not { } instance) return StudioRefusals.TaskNotFound;
        if (bookmark.ActivityType != RunTask) return bookmark.ActivityType.StartsWith("HaoChaPing.", StringComparison.Ordinal) ? StudioRefusals.TaskOfACase : StudioRefusals.TaskNotFound;
        if (await db.Commands.AnyAsync(c => c.InstanceId == bookmark.InstanceId && c.FailedAt != null, cancellationToken)) return StudioRefusals.Blocked;
        // Taken already, only not executed yet.
        if (await db.Commands.AnyAsync(c => c.InstanceId == bookmark.InstanceId && c.Kind == "resume" && c.FailedAt == null && c.Payload.Contains("\"" + bookmark.Id + "\""), cancellationToken)) return StudioRefusals.TaskDone;
        queue.Resume(bookmark.StreamId, bookmark.InstanceId, bookmark.Id, null, request.Result?.DeepClone(), new Cause(user.UserName));
        return new CompletedEngineTask(instance.Id, bookmark.Id, user.UserName, instance.BurstCount);
    }

    // A task's id begins with its instance's: what an instance has handed out and has no more, is done.
    private async Task<Refusal> UnknownAsync(string taskId, CancellationToken cancellationToken)
    {
        var instanceId = taskId.Contains('-', StringComparison.Ordinal) ? taskId[..taskId.LastIndexOf('-')] : taskId;
        return await access.Visible().AnyAsync(i => i.Id == instanceId, cancellationToken) ? StudioRefusals.TaskDone : StudioRefusals.TaskNotFound;
    }
}
