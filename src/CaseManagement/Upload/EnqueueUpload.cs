using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.CaseManagement.Upload;

/// <summary>Sends the result of the case to the platforms its pack names and waits for their receipts (上传). Writes the messages; the sender delivers them.</summary>
[Activity("HaoChaPing.Upload", Category = "办理", DisplayName = "上传结果", Description = "把办理结果上传上级平台，收到回执才算完成；被退回或多次失败时由人处理后重新上传。",
    Outcomes = ["Accepted", "Rejected", "Exhausted"])]
public sealed class EnqueueUpload : Activity
{
    protected override async ValueTask ExecuteAsync(ActivityContext context)
    {
        var desk = context.Get<UploadDesk>();
        await desk.QueueAsync(context);
    }

    protected override async ValueTask ResumeAsync(ActivityContext context, Resumption resumption)
    {
        // A case may wait for several platforms: it goes on when the last one has answered.
        if (await context.Get<UploadDesk>().OutcomeAsync(context, resumption.BookmarkId) is { } outcome) context.Complete(outcome);
    }

    protected override ValueTask CancelAsync(ActivityContext context) => context.Get<UploadDesk>().CancelAsync(context);
}
