using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>The routes by which services and ratings come in.</summary>
internal static class IntakeApi
{
    private const long LargestBulk = 64 * 1024 * 1024;
    private const long LargestSingle = 256 * 1024;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/api/v1/services", async (ServiceBody body, ISender sender) =>
                (await sender.Send(new ReceiveService(body))).ToHttp(r => r.Known ? Results.Ok(r) : Results.Created($"/api/v1/services/{r.Id}", r)))
            .RequireAct(Acts.SubmitIntake).LimitBody(LargestSingle)
            .Produces<ServiceReceipt>(201).Produces<ServiceReceipt>();
        app.MapPost("/api/v1/ratings", async (RatingBody body, ISender sender) =>
                (await sender.Send(new ReceiveRating(body))).ToHttp(r => r.Known ? Results.Ok(r) : Results.Created($"/api/v1/ratings/{r.Id}", r)))
            .RequireAct(Acts.SubmitIntake).LimitBody(LargestSingle)
            .Produces<RatingReceipt>(201).Produces<RatingReceipt>();
        app.MapGet("/api/v1/ratings/{id:guid}", async (Guid id, ISender sender) => (await sender.Send(new GetRating(id))).ToHttp())
            .Produces<RatingView>();
        app.MapGet("/api/v1/ratings", async (ISender sender, CancellationToken cancellationToken, string? region = null, string? status = null, string? source = null, string? service = null, int page = 1, int pageSize = 50) =>
                (await sender.Send(new ListRatings(region, status, source, service, page, pageSize), cancellationToken)).ToHttp())
            .Produces<PageOf<RatingRow>>();
        app.MapGet("/api/v1/services/{id:guid}", async (Guid id, ISender sender) => (await sender.Send(new GetService(id))).ToHttp()).Produces<ServiceView>();
        app.MapGet("/api/v1/catalogue/{region}", async (string region, ISender sender) => (await sender.Send(new GetCatalogue(region))).ToHttp())
            .RequireAct(Acts.PackEdit).Produces<CatalogueView>();
        app.MapPut("/api/v1/catalogue/{region}", async (string region, CatalogueBody body, ISender sender) => (await sender.Send(new PutCatalogue(region, body.Version, body.Items))).ToHttp())
            .RequireAct(Acts.PackEdit).LimitBody(LargestBulk).Produces<CatalogueReceipt>().Produces<Problem>(422, "application/problem+json");
        app.MapPost("/api/v1/complaints", async (ComplaintBody body, ISender sender) =>
                (await sender.Send(new ReceiveComplaint(body))).ToHttp(r => r.Known ? Results.Ok(r) : Results.Created($"/api/v1/complaints?region={body.Region}", r)))
            .RequireAct(Acts.SubmitIntake).LimitBody(LargestSingle).WithSummary("投诉；规则包规定的地方生成工单")
            .Produces<ComplaintReceipt>(201).Produces<ComplaintReceipt>().Produces<Problem>(422, "application/problem+json");
        app.MapGet("/api/v1/complaints", async (ISender sender, CancellationToken cancellationToken, string? region = null, string? unit = null, int page = 1, int pageSize = 50) =>
                (await sender.Send(new ListComplaints(region, unit, page, pageSize), cancellationToken)).ToHttp())
            .RequireAct(Acts.ReadCase).Produces<PageOf<ComplaintRow>>();
        MapBulk(app, "/api/v1/services/bulk", lines => new ReceiveServiceLines(lines));
        MapBulk(app, "/api/v1/ratings/bulk", lines => new ReceiveRatingLines(lines));
    }

    internal sealed record CatalogueBody(IReadOnlyList<CatalogueItemBody> Items, string? Version = null);

    private static void MapBulk(IEndpointRouteBuilder app, string route, Func<IReadOnlyList<BulkLine>, IRequest<Result<IReadOnlyList<BulkAnswer>>>> chunk) => app
        .MapPost(route, async (HttpContext http, ISender sender) => await BulkCall.AnswerAsync(http, sender, chunk))
        .RequireAct(Acts.SubmitIntake).LimitBody(LargestBulk)
        .Accepts<string>("application/x-ndjson", "application/json", "text/plain").Produces<BulkAnswer>(200, "application/x-ndjson");
}
