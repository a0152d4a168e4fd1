using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>One's own draft of a task and those that colleagues share, for whoever may work on it.</summary>
/// <param name="Id">The task.</param>
public sealed record GetTaskDrafts(Guid Id) : IRequest<Result<TaskDraftList>>;

/// <summary>What there is to go on with.</summary>
/// <param name="Own">Null while one has typed nothing.</param>
/// <param name="Shared">Of colleagues, the latest first.</param>
public sealed record TaskDraftList(TaskDraftView? Own, IReadOnlyList<TaskDraftView> Shared);

internal sealed class GetTaskDraftsHandler(TaskAccess access, TaskDrafts drafts, CurrentUser user) : IRequestHandler<GetTaskDrafts, Result<TaskDraftList>>
{
    public async Task<Result<TaskDraftList>> Handle(GetTaskDrafts request, CancellationToken cancellationToken)
    {
        var found = await access.ToWorkOnAsync(request.Id, cancellationToken);
        if (!found.Ok) return found.Refusal;
        TaskDraftView? own = null;
        var shared = new List<TaskDraftView>();
        foreach (var draft in await drafts.Of(request.Id).AsNoTracking().Where(d => d.Author == user.UserName || d.SharedAt != null).OrderByDescending(d => d.SavedAt).ToListAsync(cancellationToken))
        {
            var view = await drafts.ViewAsync(draft, cancellationToken);
            if (draft.Author == user.UserName) own = view; else shared.Add(view);
        }
        return new TaskDraftList(own, shared);
    }
}
