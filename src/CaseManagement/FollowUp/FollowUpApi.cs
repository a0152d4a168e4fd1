using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Organisation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HaoChaPing.CaseManagement.FollowUp;

/// <summary>Putting visits on the list, and reading it.</summary>
internal static class FollowUpApi
{
    public static IServiceCollection AddFollowUp(this IServiceCollection services) => services
        .AddCaseAct<FollowUpAct>()
        .AddScoped<FollowUpDesk>().AddScoped<ICaseEnding>(scope => scope.GetRequiredService<FollowUpDesk>()).AddScoped<ITaskRule, FollowUpRule>();

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/api/v1/follow-ups", async (FollowUpBody body, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new OpenFollowUp(body.CaseNumber ?? ""), cancellationToken)).ToCreated(v => $"/api/v1/follow-ups?caseNumber={v.CaseNumber}"))
            .RequireAct(Acts.FollowUp).WithSummary("把办结的工单列入回访；回访本身是一件待办").WithTags("回访").Produces<FollowUpRow>(201).Produces<Problem>(403, Problems).Produces<Problem>(409, Problems);
        app.MapGet("/api/v1/follow-ups", async (string? status, string? consequence, string? caseNumber, int? page, int? pageSize, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new ListFollowUps(status, consequence, caseNumber, page ?? 1, pageSize ?? 50), cancellationToken)).ToHttp())
            .RequireAct(Acts.ReadCase).WithSummary("回访名单；consequence=rehandleLimit 为重办次数用完仍不满意的").WithTags("回访").Produces<PageOf<FollowUpRow>>();
    }

    private const string Problems = "application/problem+json";

    /// <param name="CaseNumber">The closed case.</param>
    internal sealed record FollowUpBody(string? CaseNumber = null);
}
