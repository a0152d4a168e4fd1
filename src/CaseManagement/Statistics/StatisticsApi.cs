using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HaoChaPing.CaseManagement.Statistics;

/// <summary>The routes of figures.</summary>
internal static class StatisticsApi
{
    private const string Problems = "application/problem+json";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/statistics", async (
                ISender sender, CancellationToken cancellationToken, string ordinance, DateOnly? from = null, DateOnly? to = null, string? by = null, string? unit = null, string? target = null) =>
                (await sender.Send(new GetStatistics(ordinance, from, to, by, unit, target), cancellationToken)).ToHttp())
            .RequireAct(Acts.ReadCase).WithSummary("统计：次数、比率及其分子分母").WithTags("统计").Produces<StatisticsView>().Produces<Problem>(400, Problems).Produces<Problem>(403, Problems).Produces<Problem>(404, Problems);
        app.MapGet("/api/v1/statistics/ranking", async (
                ISender sender, CancellationToken cancellationToken, string ordinance, string? period = null, string? dimension = null, string? unit = null) =>
                (await sender.Send(new GetRanking(ordinance, period, dimension, unit), cancellationToken)).ToHttp())
            .RequireAct(Acts.ReadCase).WithSummary("排名：得分、名次及其依据").WithTags("统计").Produces<RankingView>().Produces<Problem>(400, Problems).Produces<Problem>(403, Problems).Produces<Problem>(404, Problems);
        app.MapGet("/api/v1/statistics/ratings", async (
                ISender sender, CancellationToken cancellationToken, string ordinance, DateOnly? from = null, DateOnly? to = null, string? unit = null, string? channel = null, string? item = null, string? staff = null,
                string? hall = null, string? level = null, int page = 1, int pageSize = 50) =>
                (await sender.Send(new ListBehind(ordinance, from, to, unit, channel, item, staff, hall, level, page, pageSize), cancellationToken)).ToHttp())
            .RequireAct(Acts.ReadCase).WithSummary("一个数背后的评价和工单").WithTags("统计").Produces<PageOf<BehindRow>>().Produces<Problem>(400, Problems).Produces<Problem>(403, Problems).Produces<Problem>(404, Problems);
        app.MapGet("/api/v1/statistics/performance", async (ISender sender, CancellationToken cancellationToken, string ordinance, int year, string? feed = null) =>
                (await sender.Send(new GetPerformanceFeed(ordinance, year, feed), cancellationToken)).ToHttp())
            .RequireAct(Acts.ReadCase).WithSummary("年度考核数据：地区、单位、人员各一行").WithTags("统计").Produces<PerformanceFeed>().Produces<Problem>(400, Problems).Produces<Problem>(403, Problems).Produces<Problem>(404, Problems);
        app.MapGet("/api/v1/statistics/coverage", async (ISender sender, CancellationToken cancellationToken, string ordinance, DateOnly? from = null, DateOnly? to = null) =>
                (await sender.Send(new GetCoverage(ordinance, from, to), cancellationToken)).ToHttp())
            .RequireAct(Acts.ReadCase).WithSummary("评价覆盖：办过件而没有评价的事项、大厅、窗口、单位、平台").WithTags("统计").Produces<CoverageView>().Produces<Problem>(400, Problems).Produces<Problem>(403, Problems).Produces<Problem>(404, Problems);
    }
}
