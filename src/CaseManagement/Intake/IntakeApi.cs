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
    private const string Problems = "application/problem+json";
    private const long LargestBulk = 64 * 1024 * 1024;
    private const long LargestSingle = 256 * 1024;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/api/v1/services", async (ServiceBody body, ISender sender) =>
                (await sender.Send(new ReceiveService(body))).ToHttp(r => r.Known ? Results.Ok(r) : Results.Created($"/api/v1/services/{r.Id}", r)))
            .RequireAct(Acts.SubmitIntake).LimitBody(LargestSingle)
            .WithSummary("办件；同一件重复报送答复原回执").WithTags("报送")
            .Produces<ServiceReceipt>(201).Produces<ServiceReceipt>().Produces<Problem>(400, Problems).Produces<Problem>(403, Problems).Produces<Problem>(409, Problems).Produces<Problem>(413, Problems).Produces<Problem>(422, Problems);
        app.MapPost("/api/v1/ratings", async (RatingBody body, ISender sender) =>
                (await sender.Send(new ReceiveRating(body))).ToHttp(r => r.Known ? Results.Ok(r) : Results.Created($"/api/v1/ratings/{r.Id}", r)))
            .RequireAct(Acts.SubmitIntake).LimitBody(LargestSingle)
            .WithSummary("评价；差评生成工单").WithTags("报送")
            .Produces<RatingReceipt>(201).Produces<RatingReceipt>().Produces<Problem>(400, Problems).Produces<Problem>(403, Problems).Produces<Problem>(404, Problems).Produces<Problem>(409, Problems).Produces<Problem>(413, Problems).Produces<Problem>(422, Problems);
        app.MapGet("/api/v1/ratings/{id:guid}", async (Guid id, ISender sender) => (await sender.Send(new GetRating(id))).ToHttp())
            .WithSummary("一条评价").WithTags("报送").Produces<RatingView>().Produces<Problem>(403, Problems).Produces<Problem>(404, Problems);
        app.MapGet("/api/v1/ratings", async (ISender sender, CancellationToken cancellationToken, string? region = null, string? status = null, string? source = null, string? service = null, int page = 1, int pageSize = 50) =>
                (await sender.Send(new ListRatings(region, status, source, service, page, pageSize), cancellationToken)).ToHttp())
            .WithSummary("评价列表").WithTags("报送").Produces<PageOf<RatingRow>>().Produces<Problem>(400, Problems).Produces<Problem>(403, Problems);
        app.MapGet("/api/v1/services/{id:guid}", async (Guid id, ISender sender) => (await sender.Send(new GetService(id))).ToHttp())
            .WithSummary("一件办件").WithTags("报送").Produces<ServiceView>().Produces<Problem>(403, Problems).Produces<Problem>(404, Problems);
        app.MapGet("/api/v1/catalogue/{region}", async (string region, ISender sender) => (await sender.Send(new GetCatalogue(region))).ToHttp())
            .RequireAct(Acts.PackEdit).WithSummary("地区的事项清单").WithTags("报送").Produces<CatalogueView>().Produces<Problem>(403, Problems).Produces<Problem>(422, Problems);
        app.MapPut("/api/v1/catalogue/{region}", async (string region, CatalogueBody body, ISender sender) => (await sender.Send(new PutCatalogue(region, body.Version, body.Items))).ToHttp())
            .RequireAct(Acts.PackEdit).LimitBody(LargestBulk).WithSummary("整份更新地区的事项清单").WithTags("报送").Produces<CatalogueReceipt>().Produces<Problem>(400, Problems).Produces<Problem>(403, Problems).Produces<Problem>(413, Problems).Produces<Problem>(422, Problems);
        app.MapPost("/api/v1/complaints", async (ComplaintBody body, ISender sender) =>
                (await sender.Send(new ReceiveComplaint(body))).ToHttp(r => r.Known ? Results.Ok(r) : Results.Created($"/api/v1/complaints?region={body.Region}", r)))
            .RequireAct(Acts.SubmitIntake).LimitBody(LargestSingle).WithSummary("投诉；规则包规定的地方生成工单").WithTags("报送")
            .Produces<ComplaintReceipt>(201).Produces<ComplaintReceipt>().Produces<Problem>(400, Problems).Produces<Problem>(403, Problems).Produces<Problem>(413, Problems).Produces<Problem>(422, Problems);
        app.MapGet("/api/v1/complaints", async (ISender sender, CancellationToken cancellationToken, string? region = null, string? unit = null, int page = 1, int pageSize = 50) =>
                (await sender.Send(new ListComplaints(region, unit, page, pageSize), cancellationToken)).ToHttp())
            .RequireAct(Acts.ReadCase).WithSummary("投诉列表").WithTags("报送").Produces<PageOf<ComplaintRow>>().Produces<Problem>(400, Problems).Produces<Problem>(403, Problems);
        app.MapGet("/api/v1/services/{id:guid}/rating-link", async (Guid id, HttpRequest request, ISender sender, CancellationToken cancellationToken, string? channel = null) =>
                (await sender.Send(new GetRatingLink(id, string.IsNullOrWhiteSpace(channel) ? null : channel, $"{request.Scheme}://{request.Host}"), cancellationToken)).ToHttp())
            .RequireAct(Acts.SubmitIntake).WithSummary("一次性评价链接和二维码，印在回执上或推送给办事人").WithTags("报送").Produces<RatingLinkView>().Produces<Problem>(403, Problems).Produces<Problem>(404, Problems).Produces<Problem>(422, Problems);
        MapBulk(app, "/api/v1/services/bulk", "批量办件，每行一件，逐行答复", lines => new ReceiveServiceLines(lines));
        MapBulk(app, "/api/v1/ratings/bulk", "批量评价，每行一条，逐行答复", lines => new ReceiveRatingLines(lines));
    }

    internal sealed record CatalogueBody(IReadOnlyList<CatalogueItemBody> Items, string? Version = null);

    private static void MapBulk(IEndpointRouteBuilder app, string route, string summary, Func<IReadOnlyList<BulkLine>, IRequest<Result<IReadOnlyList<BulkAnswer>>>> chunk) => app
        .MapPost(route, async (HttpContext http, ISender sender) => await BulkCall.AnswerAsync(http, sender, chunk))
        .RequireAct(Acts.SubmitIntake).LimitBody(LargestBulk)
        .Accepts<string>("application/x-ndjson", "application/json", "text/plain").Produces<BulkAnswer>(200, "application/x-ndjson")
        .WithSummary(summary).WithTags("报送").Produces<Problem>(400, Problems).Produces<Problem>(403, Problems).Produces<Problem>(413, Problems);
}
