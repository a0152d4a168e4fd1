using HaoChaPing.CaseManagement.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HaoChaPing.CaseManagement.Organisation;

/// <summary>Absences and who stands in. Everybody enters their own, so no act is asked for; the use cases check for whom.</summary>
internal static class AbsenceApi
{
    private const string Problems = "application/problem+json";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/absences", async (int? page, int? pageSize, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new ListAbsences(page ?? 1, pageSize ?? 50), cancellationToken)).ToHttp())
            .Named("与您有关的外出登记：您外出的，和您代办的").Produces<PageOf<AbsenceRow>>();
        app.MapGet("/api/v1/absences/substitutes", async (string? userName, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new ListSubstitutes(userName), cancellationToken)).ToHttp())
            .Named("可以代办的同事").Produces<PageOf<SubstituteRow>>();
        app.MapPost("/api/v1/absences", async (AbsenceBody body, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new EnterAbsence(body.UserName, body.Substitute, body.From, body.Until), cancellationToken)).ToCreated(_ => "/api/v1/absences"))
            .Named("登记外出和代办人；管理员可以代他人登记").Produces<AbsenceRow>(201).Produces<Problem>(422, Problems);
        app.MapPost("/api/v1/absences/{id:guid}/end", async (Guid id, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new EndAbsence(id), cancellationToken)).ToHttp())
            .Named("提前结束外出，代办随即停止").Produces<AbsenceRow>().Produces<Problem>(404, Problems).Produces<Problem>(409, Problems);
    }

    private static RouteHandlerBuilder Named(this RouteHandlerBuilder route, string summary) => route.WithSummary(summary).WithTags("人员").Produces<Problem>(403, Problems);

    /// <param name="UserName">Who is away; left out for oneself.</param>
    /// <param name="Substitute">Account name of the colleague who stands in.</param>
    /// <param name="From">First day, <c>yyyy-MM-dd</c>.</param>
    /// <param name="Until">Last day, which counts.</param>
    internal sealed record AbsenceBody(string? UserName = null, string? Substitute = null, DateOnly? From = null, DateOnly? Until = null);
}
