using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Organisation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HaoChaPing.CaseManagement.Supervision;

/// <summary>Pressing for cases.</summary>
internal static class SupervisionApi
{
    public static IServiceCollection AddSupervision(this IServiceCollection services) => services.AddScoped<ITaskRule, AnswerUrgeRule>();

    public static void Map(IEndpointRouteBuilder app) => app
        .MapPost("/api/v1/cases/{number}/urge", async (string number, UrgeBody body, ISender sender, CancellationToken cancellationToken) =>
            (await sender.Send(new Urge(number, body.Text), cancellationToken)).ToCreated(u => $"/api/v1/cases/{u.CaseNumber}"))
        .RequireAct(Acts.Urge).WithSummary("督办：承办单位必须答复").WithTags("工单").Produces<UrgingRow>(201).Produces<Problem>(403, Problems).Produces<Problem>(409, Problems).Produces<Problem>(422, Problems);

    private const string Problems = "application/problem+json";

    internal sealed record UrgeBody(string? Text = null);
}
