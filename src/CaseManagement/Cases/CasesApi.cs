using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>Reading cases and their history, and checking the chains.</summary>
internal static class CasesApi
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/cases", async (
                string? status, string? unit, string? @class, string? ordinance, bool? overdue, DateTimeOffset? dueBefore, string? q, int? page, int? pageSize, string? sort,
                ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new ListCases(status, unit, @class, ordinance, overdue, dueBefore, q, page ?? 1, pageSize ?? 50, sort), cancellationToken)).ToHttp())
            .RequireAct(Acts.ReadCase).WithSummary("差评工单列表").WithTags("工单").Produces<PageOf<CaseRow>>();
        app.MapGet("/api/v1/cases/{number}", async (string number, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new GetCase(number), cancellationToken)).ToHttp())
            .RequireAct(Acts.ReadCase).WithSummary("一件差评工单：评价（已脱敏）、五个环节、期限及逐日说明、待办、附件、上传").WithTags("工单").Produces<CaseDetail>()
            .Produces<Problem>(403, Problems).Produces<Problem>(404, Problems);
        app.MapGet("/api/v1/cases/{number}/events", async (string number, int? page, int? pageSize, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new ListCaseEvents(number, page ?? 1, pageSize ?? Paging.Largest), cancellationToken)).ToHttp())
            .RequireAct(Acts.ReadCase).WithSummary("工单的全部历史，从最早起，带校验链").WithTags("工单").Produces<PageOf<CaseEventRow>>()
            .Produces<Problem>(403, Problems).Produces<Problem>(404, Problems);
        app.MapGet("/api/v1/cases/{number}/watch", async (string number, ISender sender, CancellationToken cancellationToken) => (await sender.Send(new GetWatch(number), cancellationToken)).ToHttp())
            .RequireAct(Acts.ReadCase).WithSummary("是否关注这件工单").WithTags("工单").Produces<WatchState>().Produces<Problem>(403, Problems).Produces<Problem>(404, Problems);
        app.MapPut("/api/v1/cases/{number}/watch", async (string number, ISender sender, CancellationToken cancellationToken) => (await sender.Send(new WatchCase(number, true), cancellationToken)).ToHttp())
            .RequireAct(Acts.ReadCase).WithSummary("关注：任务列在待办的“关注”里").WithTags("工单").Produces<WatchState>().Produces<Problem>(403, Problems).Produces<Problem>(404, Problems);
        app.MapDelete("/api/v1/cases/{number}/watch", async (string number, ISender sender, CancellationToken cancellationToken) => (await sender.Send(new WatchCase(number, false), cancellationToken)).ToHttp())
            .RequireAct(Acts.ReadCase).WithSummary("不再关注").WithTags("工单").Produces<WatchState>().Produces<Problem>(403, Problems).Produces<Problem>(404, Problems);
        app.MapGet("/api/v1/audit/verify", async (ISender sender, CancellationToken cancellationToken) => (await sender.Send(new VerifyChains(), cancellationToken)).ToHttp())
            .RequireAct(Acts.Audit).WithSummary("逐件核验历史的校验链，报告第一处断链").WithTags("审计").Produces<ChainReport>();
    }

    private const string Problems = "application/problem+json";
}
