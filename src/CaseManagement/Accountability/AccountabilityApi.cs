using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HaoChaPing.CaseManagement.Accountability;

/// <summary>Accountability items and referrals.</summary>
internal static class AccountabilityApi
{
    public static IServiceCollection AddAccountability(this IServiceCollection services) => services
        .AddCaseAct<AcceptOverdueAct>().AddCaseAct<OpenAccountabilityAct>().AddCaseAct<ReferAct>().AddScoped<ICaseEnding, OverdueProposal>();

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/api/v1/cases/{number}/accountability", async (string number, OpenBody body, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new OpenAccountability(number, body.Trigger, body.Text, body.Person, body.Attachments), cancellationToken)).ToCreated(a => $"/api/v1/accountability?caseNumber={a.CaseNumber}"))
            .Act(Acts.AccountabilityOpen, "提出追责事项：情形、事实、证据").Produces<AccountabilityRow>(201);
        app.MapPost("/api/v1/cases/{number}/overdue-reason", async (string number, StatedReasonBody body, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new AcceptOverdue(number, body.Reason), cancellationToken)).ToHttp())
            .Act(Acts.AccountabilityOpen, "认定逾期理由成立，办结时不再提出追责").Produces<OverdueAccepted>();
        app.MapGet("/api/v1/accountability", async (string? status, string? trigger, string? caseNumber, int? page, int? pageSize, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new ListAccountability(status, trigger, caseNumber, page ?? 1, pageSize ?? 50), cancellationToken)).ToHttp())
            .Act(Acts.ReadCase, "追责事项").Produces<PageOf<AccountabilityRow>>();
        app.MapPost("/api/v1/accountability/{id:guid}/decide", async (Guid id, DecideBody body, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new DecideAccountability(id, body.Outcome, body.Measure, body.Text), cancellationToken)).ToHttp())
            .Act(Acts.AccountabilityDecide, "处理追责事项：excused 理由成立，decided 作出处理").Produces<AccountabilityRow>();
        app.MapPost("/api/v1/cases/{number}/referrals", async (string number, ReferBody body, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new Refer(number, body.Recipient, body.Text), cancellationToken)).ToCreated(r => $"/api/v1/cases/{r.CaseNumber}/referrals"))
            .Act(Acts.ReadCase, "移送违纪违法线索，内容只有移送人员可看").Produces<ReferralMade>(201);
        app.MapGet("/api/v1/cases/{number}/referrals", async (string number, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new ListReferrals(number), cancellationToken)).ToHttp())
            .Act(Acts.Refer, "一件工单的线索移送").Produces<PageOf<ReferralRow>>();
        app.MapPost("/api/v1/cases/{number}/referrals/{id:guid}/receipt", async (string number, Guid id, ReceiptBody body, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new ReceiptOfReferral(number, id, body.Receipt), cancellationToken)).ToHttp())
            .Act(Acts.Refer, "登记移送回执").Produces<ReferralMade>();
    }

    private static RouteHandlerBuilder Act(this RouteHandlerBuilder route, string act, string summary) => route
        .RequireAct(act).WithSummary(summary).WithTags("追责").Produces<Problem>(403, Problems).Produces<Problem>(404, Problems).Produces<Problem>(409, Problems).Produces<Problem>(422, Problems);

    private const string Problems = "application/problem+json";

    internal sealed record OpenBody(string? Trigger = null, string? Text = null, string? Person = null, IReadOnlyList<Guid>? Attachments = null);

    internal sealed record StatedReasonBody(string? Reason = null);

    internal sealed record DecideBody(string? Outcome = null, string? Measure = null, string? Text = null);

    internal sealed record ReferBody(string? Recipient = null, string? Text = null);

    internal sealed record ReceiptBody(string? Receipt = null);
}
