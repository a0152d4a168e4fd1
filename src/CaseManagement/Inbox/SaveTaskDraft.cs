using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>Keeps what has been typed into a task's form so far.</summary>
/// <param name="Id">The task.</param>
/// <param name="Values">By field: texts as typed, lists of choices, files with id, name and size.</param>
/// <param name="Revision">The revision the writer has before them; 0 where there is none.</param>
/// <param name="Author">Whose shared draft it is; null for one's own.</param>
public sealed record SaveTaskDraft(Guid Id, JsonObject? Values, int Revision, string? Author = null) : IRequest<Result<DraftState>>, ITaskChange;

internal sealed class SaveTaskDraftHandler(TaskAccess access, TaskDrafts drafts, DisplayNames names, CaseDbContext db, CurrentUser user, TimeProvider clock) : IRequestHandler<SaveTaskDraft, Result<DraftState>>
{
    /// <summary>Many times what a form takes; more is no form being filled in.</summary>
    private const int LongestDraft = 200_000;

    public async Task<Result<DraftState>> Handle(SaveTaskDraft request, CancellationToken cancellationToken)
    {
        var found = await access.ToWorkOnAsync(request.Id, cancellationToken);
        if (!found.Ok) return found.Refusal;
        if (request.Values is null) return DraftRefusals.ValuesRequired;
        if (request.Values.ToJsonString(EventHash.Json).Length > LongestDraft) return DraftRefusals.TooLarge(LongestDraft);
        var author = request.Author ?? user.UserName;
        var draft = await drafts.Of(request.Id).SingleOrDefaultAsync(d => d.Author == author && (d.SharedAt != null || author == user.UserName), cancellationToken);
        if (draft is null && author != user.UserName) return DraftRefusals.NotFound;
        if (request.Revision != (draft?.Revision ?? 0)) return draft is null ? DraftRefusals.Gone : DraftRefusals.Changed(await names.OfAsync(draft.SavedBy, cancellationToken));
        if (draft is null) db.Add(draft = new TaskDraft { TaskId = request.Id, Author = author, Sealed = "", SavedAt = clock.GetUtcNow(), SavedBy = user.UserName });
        (draft.Sealed, draft.SavedAt, draft.SavedBy, draft.Revision) = (drafts.Sealed(request.Values), clock.GetUtcNow(), user.UserName, draft.Revision + 1);
        return TaskDrafts.State(draft);
    }
}
