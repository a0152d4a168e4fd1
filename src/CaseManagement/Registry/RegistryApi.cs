using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HaoChaPing.CaseManagement.Registry;

/// <summary>The routes of the register of malicious raters.</summary>
internal static class RegistryApi
{
    private const string Route = "/api/v1/malicious-register";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Route, async (ISender sender, CancellationToken cancellationToken, string? region = null, bool? removed = null, int page = 1, int pageSize = 50) =>
                (await sender.Send(new ListMaliciousRaters(region, removed, page, pageSize), cancellationToken)).ToHttp())
            .RequireAct(Acts.ReadCase).WithSummary("恶意评价人员信息库").WithTags("监督").Produces<PageOf<MaliciousRaterRow>>(); // who keeps or audits it depends on the place
        app.MapPost(Route, async (MaliciousEntryBody body, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new EnterMaliciousRater(body.Case, body.Evidence), cancellationToken)).ToHttp(e => Results.Created($"{Route}/{e.Id}", e)))
            .RequireAct(Acts.RegisterMalicious).WithSummary("依据复核决定列入信息库").WithTags("监督").Produces<MaliciousEntry>(201).Produces<Problem>(422, "application/problem+json");
        app.MapPost(Route + "/{id:guid}/remove", async (Guid id, RemovalBody body, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new RemoveMaliciousRater(id, body.Reason), cancellationToken)).ToHttp())
            .RequireAct(Acts.RegisterMalicious).WithSummary("移出信息库").WithTags("监督").Produces<MaliciousEntry>().Produces<Problem>(422, "application/problem+json");
    }

    internal sealed record MaliciousEntryBody(string Case, string? Evidence = null);

    internal sealed record RemovalBody(string? Reason = null);
}
