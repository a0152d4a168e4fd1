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
        MapBulk(app, "/api/v1/services/bulk", lines => new ReceiveServiceLines(lines));
        MapBulk(app, "/api/v1/ratings/bulk", lines => new ReceiveRatingLines(lines));
    }

    private static void MapBulk(IEndpointRouteBuilder app, string route, Func<IReadOnlyList<BulkLine>, IRequest<Result<IReadOnlyList<BulkAnswer>>>> chunk) => app
        .MapPost(route, async (HttpContext http, ISender sender) => await BulkCall.AnswerAsync(http, sender, chunk))
        .RequireAct(Acts.SubmitIntake).LimitBody(LargestBulk)
        .Accepts<string>("application/x-ndjson", "application/json", "text/plain").Produces<BulkAnswer>(200, "application/x-ndjson");
}
