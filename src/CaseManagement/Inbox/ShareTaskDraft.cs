using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>Lets those who may work on the task read one's draft and write on, or takes that back; doing it again changes nothing.</summary>
/// <param name="Id">The task.</param>
/// <param name="On">Share it, or no longer.</param>
public sealed record ShareTaskDraft(Guid Id, bool On) : IRequest<Result<DraftState>>, ITaskChange;

/// <summary>Throws one's own draft away.</summary>
/// <param name="Id">The task.</param>
public sealed record DropTaskDraft(Guid Id) : IRequest<Result<DroppedTaskDraft>>, ITaskChange;

public sealed record DroppedTaskDraft(Guid TaskId, bool WasThere);

internal sealed class ShareTaskDraftHandler(TaskAccess access, TaskDrafts drafts, CurrentUser user, TimeProvider clock) : IRequestHandler<ShareTaskDraft, Result<DraftState>>
{
    public async Task<Result<DraftState>> Handle(ShareTaskDraft request, CancellationToken cancellationToken)
    {
        var found = await access.ToWorkOnAsync(request.Id, cancellationToken);
        if (!found.Ok) return found.Refusal;
        if (await drafts.Of(request.Id).SingleOrDefaultAsync(d => d.Author == user.UserName, cancellationToken) is not { } draft) return DraftRefusals.NothingToShare;
        draft.SharedAt = request.On ? draft.SharedAt ?? clock.GetUtcNow() : null;
        return TaskDrafts.State(draft);
    }
}

internal sealed class DropTaskDraftHandler(TaskAccess access, TaskDrafts drafts, CaseDbContext db, CurrentUser user) : IRequestHandler<DropTaskDraft, Result<DroppedTaskDraft>>
{
    public async Task<Result<DroppedTaskDraft>> Handle(DropTaskDraft request, CancellationToken cancellationToken)
    {
        var found = await access.ToWorkOnAsync(request.Id, cancellationToken);
        if (!found.Ok) return found.Refusal;
        var draft = await drafts.Of(request.Id).SingleOrDefaultAsync(d => d.Author == user.UserName, cancellationToken);
        if (draft is not null) db.Remove(draft);
        return new DroppedTaskDraft(request.Id, draft is not null);
    }
}

internal static class DraftRefusals
{
    public static readonly Refusal NotFound = Refusal.NotFound("draftNotFound", "没有这份共享的草稿，可能已经收回；您写的内容可以存为自己的草稿。");
    public static readonly Refusal NothingToShare = Refusal.NotFound("draftNotFound", "还没有草稿，写下内容后再共享。");
    public static readonly Refusal ValuesRequired = Refusal.Malformed("valuesRequired", "请写明草稿的内容 values。", new FieldError("/values", "缺少这一项。"));
    public static readonly Refusal Gone = Refusal.Conflict("draftGone", "这份草稿已经删除，请刷新后再写。");

    public static Refusal Changed(string by) => Refusal.Conflict("draftChanged", $"{by}刚刚改过这份草稿，请对照两份内容，逐项选定后再保存。");

    public static Refusal TooLarge(int characters) => Refusal.TooLarge("draftTooLarge", $"草稿太长，没有存到服务器，最多 {characters / 10_000} 万字，请分成附件上传。");
}
