using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HaoChaPing.CaseManagement.Analysis;

/// <summary>The routes of common issues.</summary>
internal static class AnalysisApi
{
    private const string Route = "/api/v1/common-issues";
    private const string Problems = "application/problem+json";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Route, async (ISender sender, CancellationToken cancellationToken, string? region = null, string? status = null, int page = 1, int pageSize = 50) =>
                (await sender.Send(new ListCommonIssues(region, status, page, pageSize), cancellationToken)).ToHttp())
            .RequireAct(Acts.ReadCase).WithSummary("共性问题").WithTags("监督").Produces<PageOf<CommonIssueRow>>();
        app.MapPost(Route, async (IssueBody body, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new OpenCommonIssue(body.Title, body.Unit, body.DueOn, body.Cases), cancellationToken)).ToCreated(_ => Route))
            .RequireAct(Acts.Urge).WithSummary("把几件工单的同类问题列为共性问题，限期解决").WithTags("监督").Produces<CommonIssueRow>(201).Produces<Problem>(403, Problems).Produces<Problem>(422, Problems);
        app.MapPost(Route + "/{id:guid}/close", async (Guid id, SolutionBody body, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new CloseCommonIssue(id, body.Solution, body.GuideVersion), cancellationToken)).ToHttp())
            .RequireAct(Acts.Urge).WithSummary("共性问题销号").WithTags("监督").Produces<CommonIssueRow>().Produces<Problem>(404, Problems).Produces<Problem>(409, Problems).Produces<Problem>(422, Problems);
        app.MapGet(Route + "/double-zero", async (string region, ISender sender, CancellationToken cancellationToken) => (await sender.Send(new GetDoubleZero(region), cancellationToken)).ToHttp())
            .RequireAct(Acts.ReadCase).WithSummary("双归零：未办结差评件数和未销号共性问题数").WithTags("监督").Produces<DoubleZero>();
    }

    internal sealed record IssueBody(string? Title = null, string? Unit = null, DateOnly? DueOn = null, IReadOnlyList<string>? Cases = null);

    internal sealed record SolutionBody(string? Solution = null, string? GuideVersion = null);
}
