using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Organisation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HaoChaPing.CaseManagement.Supervision;

/// <summary>Pressing for cases, and samples of closed ones.</summary>
internal static class SupervisionApi
{
    private const string Checks = "/api/v1/spot-checks";
    private const string Problems = "application/problem+json";

    public static IServiceCollection AddSupervision(this IServiceCollection services) => services.AddCaseAct<UrgeAct>().AddScoped<ITaskRule, AnswerUrgeRule>();

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/api/v1/cases/{number}/urge", async (string number, UrgeBody body, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new Urge(number, body.Text), cancellationToken)).ToCreated(u => $"/api/v1/cases/{u.CaseNumber}/urgings"))
            .RequireAct(Acts.Urge).WithSummary("督办：承办单位必须答复").WithTags("工单").Produces<UrgingRow>(201).Produces<Problem>(403, Problems).Produces<Problem>(409, Problems).Produces<Problem>(422, Problems);
        app.MapGet("/api/v1/cases/{number}/urgings", async (string number, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new ListUrgings(number), cancellationToken)).ToHttp())
            .RequireAct(Acts.ReadCase).WithSummary("一件工单的督办和答复").WithTags("工单").Produces<PageOf<UrgingDetail>>().Produces<Problem>(403, Problems).Produces<Problem>(404, Problems);
        app.MapGet(Checks, async (ISender sender, CancellationToken cancellationToken, int page = 1, int pageSize = 50) => (await sender.Send(new ListSpotChecks(page, pageSize), cancellationToken)).ToHttp())
            .RequireAct(Acts.ReadCase).WithSummary("抽查").WithTags("监督").Produces<PageOf<SpotCheckRow>>();
        app.MapGet(Checks + "/{id:guid}", async (Guid id, ISender sender, CancellationToken cancellationToken) => (await sender.Send(new GetSpotCheck(id), cancellationToken)).ToHttp())
            .RequireAct(Acts.ReadCase).WithSummary("一次抽查的样本和结果").WithTags("监督").Produces<SpotCheckDetail>().Produces<Problem>(404, Problems);
        app.MapPost(Checks, async (DrawBody body, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new DrawSpotCheck(body.Unit, body.From, body.To, body.Size, body.Seed), cancellationToken)).ToCreated(c => $"{Checks}/{c.Id}"))
            .RequireAct(Acts.SpotCheck).WithSummary("按种子抽取已办结的工单；同一种子抽得同一样本").WithTags("监督").Produces<SpotCheckDetail>(201).Produces<Problem>(403, Problems).Produces<Problem>(422, Problems);
        app.MapPost(Checks + "/{id:guid}/findings", async (Guid id, FindingBody body, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new RecordSpotCheck(id, body.Case ?? "", body.Result, body.Note), cancellationToken)).ToHttp())
            .RequireAct(Acts.SpotCheck).WithSummary("登记一件的抽查结果").WithTags("监督").Produces<SpotCheckCase>().Produces<Problem>(404, Problems).Produces<Problem>(409, Problems).Produces<Problem>(422, Problems);
    }

    internal sealed record UrgeBody(string? Text = null);

    internal sealed record DrawBody(string? Unit = null, DateOnly? From = null, DateOnly? To = null, int? Size = null, string? Seed = null);

    internal sealed record FindingBody(string? Case = null, string? Result = null, string? Note = null);
}
