using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>Whose hands a task is in: delegate, take back, reassign, hand over.</summary>
internal static class TaskHandsApi
{
    private const string Problems = "application/problem+json";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/tasks/{id:guid}/colleagues", async (Guid id, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new ListColleagues(id), cancellationToken)).ToHttp())
            .OfTask("可以办理这件任务的同事及其在办件数").Produces<PageOf<Colleague>>();
        app.MapPost("/api/v1/tasks/{id:guid}/delegate", async (Guid id, HandsBody body, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new DelegateTask(id, body.To, body.Reason), cancellationToken)).ToHttp())
            .OfTask("委派同事代办，可以收回；办结时注明代谁办理").Produces<TaskRow>().Produces<Problem>(422, Problems);
        app.MapPost("/api/v1/tasks/{id:guid}/take-back", async (Guid id, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new TakeBackTask(id), cancellationToken)).ToHttp())
            .OfTask("收回委派").Produces<TaskRow>();
        app.MapPost("/api/v1/tasks/{id:guid}/reassign", async (Guid id, HandsBody body, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new ReassignTask(id, body.To, body.Reason), cancellationToken)).ToHttp())
            .OfTask("转交同事办理：期限不重新计算").Produces<TaskRow>().Produces<Problem>(422, Problems);
        MapStaff(app);
    }

    // Who keeps the organisation sees no case and hands work over all the same: the use cases check for whom.
    private static void MapStaff(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/staff", async (string? q, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new ListStaff(q), cancellationToken)).ToHttp())
            .WithSummary("由您安排工作的人员及其在办件数").WithTags("人员").Produces<PageOf<Colleague>>();
        app.MapGet("/api/v1/staff/{userName}/work", async (string userName, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new ListWorkOf(userName), cancellationToken)).ToHttp())
            .OfStaff("一位人员手中没有办完的任务").Produces<PageOf<OpenWork>>();
        app.MapPost("/api/v1/staff/{userName}/hand-over", HandOverAsync)
            .OfStaff("移交一位人员的全部在办任务，逐件答复；不写接收人则退回单位待认领").Produces<RowResults>().Produces<Problem>(422, Problems);
    }

    private static async Task<IResult> HandOverAsync(string userName, HandsBody body, ISender sender, CancellationToken cancellationToken)
    {
        var work = await sender.Send(new ListWorkOf(userName), cancellationToken);
        if (!work.Ok) return work.Refusal.ToHttp();
        if (CaseRefusals.ReasonIn(body.Reason) is null) return CaseRefusals.ReasonRequired.ToHttp();
        return Results.Ok(await EachTask.DoAsync(work.Value.Items.Select(w => w.Id), id => sender.Send(new HandOverTask(id, userName, body.To, body.Reason), cancellationToken), done => done.CaseNumber));
    }

    private static RouteHandlerBuilder OfTask(this RouteHandlerBuilder route, string summary) => route
        .RequireAct(Acts.ReadCase).WithSummary(summary).WithTags("待办").Produces<Problem>(403, Problems).Produces<Problem>(404, Problems).Produces<Problem>(409, Problems);

    private static RouteHandlerBuilder OfStaff(this RouteHandlerBuilder route, string summary) => route
        .WithSummary(summary).WithTags("人员").Produces<Problem>(403, Problems).Produces<Problem>(404, Problems);

    /// <param name="To">Account name of the colleague.</param>
    /// <param name="Reason">Why.</param>
    internal sealed record HandsBody(string? To = null, string? Reason = null);
}
