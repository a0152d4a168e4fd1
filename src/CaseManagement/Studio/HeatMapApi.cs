using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>Where cases stand in their workflow now.</summary>
internal static class HeatMapApi
{
    private const string Root = "/api/v1/engine/definitions/{id}/heat-map";
    private const string Tag = "流程引擎";
    private const string Problems = "application/problem+json";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Root, async (string id, ISender sender, CancellationToken cancellationToken, int? version = null, string? region = null, DateOnly? from = null, DateOnly? to = null) =>
                (await sender.Send(new GetHeatMap(id, version, region, from, to), cancellationToken)).ToHttp())
            .RequireAct(Acts.WorkflowRead).WithSummary("热力图：每个步骤现有多少件工单、停留时间中位数、超期占比，可按地区和开件日期筛选").WithTags(Tag).Produces<HeatMap>().Produces<Problem>(404, Problems);
        app.MapGet(Root + "/cases", async (string id, ISender sender, CancellationToken cancellationToken, int version, string step, string? region = null, DateOnly? from = null, DateOnly? to = null, int page = 1, int pageSize = 50) =>
                (await sender.Send(new ListStepCases(id, version, step, region, from, to, page, pageSize), cancellationToken)).ToHttp())
            .RequireAct(Acts.WorkflowRead).WithSummary("停在某个步骤（nodeId）的工单，停留最久的在前").WithTags(Tag).Produces<PageOf<StepCase>>().Produces<Problem>(400, Problems).Produces<Problem>(404, Problems);
    }
}
