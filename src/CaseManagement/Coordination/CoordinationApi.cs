using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Organisation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HaoChaPing.CaseManagement.Coordination;

/// <summary>Convening the departments of a case.</summary>
internal static class CoordinationApi
{
    public static IServiceCollection AddCoordination(this IServiceCollection services) => services
        .AddCaseAct<ConveneAct>().AddScoped<JointOpinions>().AddScoped<ITaskRule, ConsultRule>()
        .AddScoped<CoordinateRule>().AddScoped<ITaskRule>(scope => scope.GetRequiredService<CoordinateRule>()).AddScoped<ICaseEnding>(scope => scope.GetRequiredService<CoordinateRule>())
        .AddScoped<ITaskRule, JointReplyRule>();

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/api/v1/cases/{number}/coordination", async (string number, ConveneBody body, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new Convene(number, body.Units, body.Reason), cancellationToken)).ToCreated(j => $"/api/v1/cases/{j.CaseNumber}/coordination"))
            .RequireAct(Acts.Coordinate).WithSummary("召集会商：参加单位和理由；工单转为复杂类，期限自原收到之时重算").WithTags("工单")
            .Produces<JointHandlingRow>(201).Produces<Problem>(403, Problems).Produces<Problem>(409, Problems).Produces<Problem>(422, Problems);
        app.MapGet("/api/v1/cases/{number}/coordination", async (string number, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new ListJointHandlings(number), cancellationToken)).ToHttp())
            .RequireAct(Acts.ReadCase).WithSummary("一件工单的会商和各单位的意见").WithTags("工单").Produces<PageOf<JointHandlingDetail>>().Produces<Problem>(403, Problems).Produces<Problem>(404, Problems);
    }

    private const string Problems = "application/problem+json";

    /// <param name="Units">Codes of the units that take part.</param>
    /// <param name="Reason">Why.</param>
    internal sealed record ConveneBody(IReadOnlyList<string>? Units = null, string? Reason = null);
}
