using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>Acts on a case that belong to no slice of their own: class, unit, later day, notes.</summary>
internal static class CaseActsApi
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/cases/{number}/acts", async (string number, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new ListCaseActs(number), cancellationToken)).ToHttp())
            .Act(Acts.ReadCase, "现在可以对这件工单做什么；暂时不能做的附理由").Produces<CaseActList>();
        app.MapPost("/api/v1/cases/{number}/reclassify", async (string number, ReclassifyBody body, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new Reclassify(number, body.Class, body.Reason), cancellationToken)).ToHttp())
            .Act(Acts.Classify, "改变类别：期限自原收到之时重算").Produces<Reclassified>();
        app.MapPost("/api/v1/cases/{number}/reassign", async (string number, ReassignBody body, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new Reassign(number, body.Unit, body.Reason), cancellationToken)).ToHttp())
            .Act(Acts.Dispatch, "改派给另一个单位：期限不重新计算").Produces<Reassigned>();
        app.MapPost("/api/v1/cases/{number}/later-deadline", async (string number, LaterBody body, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new NameLaterDay(number, body.Reason, body.NewDue), cancellationToken)).ToHttp())
            .Act(Acts.Rectify, "说明理由，另定办结日期").Produces<LaterDay>();
        app.MapPost("/api/v1/cases/{number}/comments", async (string number, CommentBody body, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new AddComment(number, body.Text), cancellationToken)).ToCreated(c => $"/api/v1/cases/{c.CaseNumber}/comments"))
            .Act(Acts.Attach, "在工单上留言").Produces<CommentRow>(201);
        app.MapGet("/api/v1/cases/{number}/comments", async (string number, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new ListComments(number), cancellationToken)).ToHttp())
            .Act(Acts.ReadCase, "工单上的留言").Produces<PageOf<CommentRow>>();
    }

    private static RouteHandlerBuilder Act(this RouteHandlerBuilder route, string act, string summary) => route
        .RequireAct(act).WithSummary(summary).WithTags("工单")
        .Produces<Problem>(403, Problems).Produces<Problem>(404, Problems).Produces<Problem>(409, Problems).Produces<Problem>(422, Problems);

    private const string Problems = "application/problem+json";

    internal sealed record ReclassifyBody(string? Class = null, string? Reason = null);

    internal sealed record ReassignBody(string? Unit = null, string? Reason = null);

    /// <param name="Reason">Why.</param>
    /// <param name="NewDue">The new last day, <c>yyyy-MM-dd</c>.</param>
    internal sealed record LaterBody(string? Reason = null, DateOnly? NewDue = null);

    internal sealed record CommentBody(string? Text = null);
}
