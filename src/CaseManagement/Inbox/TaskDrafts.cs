using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>A draft as those who may read it see it.</summary>
/// <param name="Author">Account name of whoever began it.</param>
/// <param name="AuthorName">What colleagues call them.</param>
/// <param name="Values">What has been typed, by field.</param>
/// <param name="Revision">Goes along with the next save, which refuses to write over what was not seen.</param>
/// <param name="SavedAt">When it was last saved.</param>
/// <param name="SavedBy">By whom.</param>
/// <param name="SavedByName">What colleagues call them.</param>
/// <param name="SharedAt">Since when it is shared; null while it is private.</param>
public sealed record TaskDraftView(string Author, string AuthorName, JsonObject Values, int Revision, DateTimeOffset SavedAt, string SavedBy, string SavedByName, DateTimeOffset? SharedAt);

/// <summary>How a draft stands after a save, a share or its taking back.</summary>
public sealed record DraftState(Guid TaskId, string Author, int Revision, DateTimeOffset SavedAt, DateTimeOffset? SharedAt);

/// <summary>The drafts of tasks: sealed, read by their author and, when shared, by whoever may work on the task. No event: they are nobody's work yet.</summary>
public sealed class TaskDrafts(CaseDbContext db, PersonalData personalData, DisplayNames names)
{
    /// <summary>All drafts of a task.</summary>
    public IQueryable<TaskDraft> Of(Guid taskId) => db.Set<TaskDraft>().Where(d => d.TaskId == taskId);

    /// <summary>The task is done, given away or gone, and nobody will hand these in: they go in the same commit.</summary>
    public Task DropAsync(Guid taskId, CancellationToken cancellationToken) => Of(taskId).ExecuteDeleteAsync(cancellationToken);

    public string Sealed(JsonObject values) => personalData.Seal(values.ToJsonString(EventHash.Json))!;

    public async Task<TaskDraftView> ViewAsync(TaskDraft draft, CancellationToken cancellationToken) => new(
        draft.Author, await names.OfAsync(draft.Author, cancellationToken), JsonNode.Parse(personalData.Open(draft.Sealed)!)!.AsObject(), draft.Revision,
        draft.SavedAt, draft.SavedBy, await names.OfAsync(draft.SavedBy, cancellationToken), draft.SharedAt);

    public static DraftState State(TaskDraft draft) => new(draft.TaskId, draft.Author, draft.Revision, draft.SavedAt, draft.SharedAt);
}
