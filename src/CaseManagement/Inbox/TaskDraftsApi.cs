using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>What has been typed into a task's form and not handed in.</summary>
internal static class TaskDraftsApi
{
    private const string Problems = "application/problem+json";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/tasks/{id:guid}/drafts", async (Guid id, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new GetTaskDrafts(id), cancellationToken)).ToHttp())
            .OfDraft("自己的草稿和同事共享的草稿").Produces<TaskDraftList>();
        app.MapPut("/api/v1/tasks/{id:guid}/draft", async (Guid id, DraftBody body, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new SaveTaskDraft(id, body.Values, body.Revision, body.Author), cancellationToken)).ToHttp())
            .OfDraft("保存草稿；author 写同事的账号，就是接着写其共享的草稿。revision 不是最新的则不覆盖").Produces<DraftState>();
        app.MapPost("/api/v1/tasks/{id:guid}/draft/share", async (Guid id, ShareBody body, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new ShareTaskDraft(id, body.On), cancellationToken)).ToHttp())
            .OfDraft("与可以办理这件任务的同事共享草稿，或收回").Produces<DraftState>();
        app.MapDelete("/api/v1/tasks/{id:guid}/draft", async (Guid id, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new DropTaskDraft(id), cancellationToken)).ToHttp())
            .OfDraft("删除自己的草稿").Produces<DroppedTaskDraft>();
    }

    private static RouteHandlerBuilder OfDraft(this RouteHandlerBuilder route, string summary) => route
        .RequireAct(Acts.ReadCase).WithSummary(summary).WithTags("待办").Produces<Problem>(403, Problems).Produces<Problem>(404, Problems).Produces<Problem>(409, Problems);

    /// <param name="Values">What has been typed, by field.</param>
    /// <param name="Revision">The revision last seen; 0 for the first.</param>
    /// <param name="Author">Whose shared draft; null for one's own.</param>
    internal sealed record DraftBody(JsonObject? Values = null, int Revision = 0, string? Author = null);

    /// <param name="On">Share it, or take it back.</param>
    internal sealed record ShareBody(bool On = true);
}
