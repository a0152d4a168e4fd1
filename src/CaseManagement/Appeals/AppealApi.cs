using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Organisation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HaoChaPing.CaseManagement.Appeals;

/// <summary>Filing an appeal, and reading what became of it.</summary>
internal static class AppealApi
{
    public static IServiceCollection AddAppeals(this IServiceCollection services) => services
        .AddCaseAct<AppealAct>()
        .AddScoped<ReviewAppealRule>().AddScoped<ITaskRule>(scope => scope.GetRequiredService<ReviewAppealRule>()).AddScoped<ICaseEnding>(scope => scope.GetRequiredService<ReviewAppealRule>())
        .AddScoped<ICaseHold>(scope => scope.GetRequiredService<ReviewAppealRule>());

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/api/v1/cases/{number}/appeals", async (string number, AppealBody body, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new FileAppeal(number, body.Grounds ?? body.Reason, body.Attachments), cancellationToken)).ToCreated(a => $"/api/v1/cases/{a.CaseNumber}/appeals"))
            .WithSummary("对评价提出申诉：理由和证据；复核期间按规则包中止期限").WithTags("工单")
            .Produces<AppealRow>(201).Produces<Problem>(403, Problems).Produces<Problem>(409, Problems).Produces<Problem>(422, Problems);
        app.MapGet("/api/v1/cases/{number}/appeals", async (string number, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new ListAppeals(number), cancellationToken)).ToHttp())
            .RequireAct(Acts.ReadCase).WithSummary("一件工单的申诉").WithTags("工单").Produces<PageOf<AppealRow>>().Produces<Problem>(403, Problems).Produces<Problem>(404, Problems);
    }

    private const string Problems = "application/problem+json";

    /// <param name="Grounds">Why; <c>reason</c> is taken too.</param>
    /// <param name="Reason">The same under another name.</param>
    /// <param name="Attachments">Ids of files uploaded before.</param>
    internal sealed record AppealBody(string? Grounds = null, string? Reason = null, IReadOnlyList<Guid>? Attachments = null);
}
