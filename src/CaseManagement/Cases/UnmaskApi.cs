using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>Opening the rater's identity for a purpose.</summary>
internal static class UnmaskApi
{
    public static void Map(IEndpointRouteBuilder app) => app
        .MapPost("/api/v1/cases/{number}/unmask", async (string number, UnmaskBody body, HttpContext context, ISender sender, CancellationToken cancellationToken) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            return (await sender.Send(new Unmask(number, body.Purpose ?? ""), cancellationToken)).ToHttp();
        })
        .RequireAct(Acts.ReadCase) // which of contactRater and piiRead is needed depends on the case
        .WithSummary("写明用途后查看评价人信息，查看会记入办理记录").WithTags("工单").Produces<RaterIdentity>().Produces<Problem>(403, "application/problem+json").Produces<Problem>(422, "application/problem+json");

    internal sealed record UnmaskBody(string? Purpose);
}
