using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>The same act on several tasks, and the list as a file.</summary>
internal static class TaskBulkApi
{
    private const string Problems = "application/problem+json";

    private static readonly Refusal Unknown = Refusal.Malformed("unknownAct", "批量操作有 claim 认领、release 释放、reassign 转交。", new FieldError("/act", "可选：claim、release、reassign。"));
    private static readonly Refusal TooMany = Refusal.Malformed("tooManyRows", $"一次 1 至 {EachTask.Most} 件，请分几次办理。", new FieldError("/ids", $"1 至 {EachTask.Most} 个编号。"));

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/api/v1/tasks/bulk", BulkAsync)
            .RequireAct(Acts.ReadCase).WithSummary("批量认领、释放、转交：逐件提交、逐件答复").WithTags("待办").Produces<RowResults>().Produces<Problem>(400, Problems);
        app.MapGet("/api/v1/tasks/export", async (
                string? view, string? sort, string? kind, string? @class, DateTimeOffset? dueBefore, string? q, string? dueGroup, string? ids, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new ExportTasks(new ListTasks(view ?? "mine", Sort: sort, Kind: kind, Class: @class, DueBefore: dueBefore, Query: q, DueGroup: dueGroup) { Ids = Ids(ids) }), cancellationToken))
                .ToHttp(file => Results.File(file, "text/csv; charset=utf-8", "待办.csv")))
            .RequireAct(Acts.ReadCase).WithSummary("待办列表导出为 CSV；ids 只取所选的任务").WithTags("待办").Produces(200, contentType: "text/csv").Produces<Problem>(400, Problems).Produces<Problem>(422, Problems);
    }

    private static async Task<IResult> BulkAsync(BulkBody body, ISender sender, CancellationToken cancellationToken)
    {
        if (body.Ids is not { Count: > 0 and <= EachTask.Most } ids) return TooMany.ToHttp();
        Func<Guid, Task<Result<TaskRow>>>? act = body.Act switch
        {
            "claim" => id => sender.Send(new ClaimTask(id), cancellationToken),
            "release" => id => sender.Send(new ReleaseTask(id), cancellationToken),
            "reassign" => id => sender.Send(new ReassignTask(id, body.To, body.Reason), cancellationToken),
            _ => null,
        };
        return act is null ? Unknown.ToHttp() : Results.Ok(await EachTask.DoAsync(ids.Distinct(), act, row => row.CaseNumber));
    }

    // What is no id names no task.
    private static IReadOnlyList<Guid>? Ids(string? text) => string.IsNullOrEmpty(text) ? null : [.. text.Split(',').Select(part => Guid.TryParse(part, out var id) ? id : Guid.Empty)];

    /// <param name="Act"><c>claim</c>, <c>release</c>, <c>reassign</c>.</param>
    /// <param name="Ids">The tasks.</param>
    /// <param name="To">Account name of the colleague, for <c>reassign</c>.</param>
    /// <param name="Reason">Why, for <c>reassign</c>.</param>
    internal sealed record BulkBody(string? Act = null, IReadOnlyList<Guid>? Ids = null, string? To = null, string? Reason = null);
}
