using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>The working calendar: day by day, and the import of a year (api.md, Ordinances).</summary>
internal static class CalendarApi
{
    private const string ProblemJson = "application/problem+json";

    public static void Map(IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1").WithTags("日历");
        api.MapGet("/calendar", async (DateOnly from, DateOnly to, string? ordinance, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new ListDays(from, to, ordinance), cancellationToken)).ToHttp())
            .RequireAct(Acts.ReadOrdinance).WithSummary("逐日列出工作日、休息日及依据；ordinance 为规则包代码时含本地安排").Produces<CalendarSpan>()
            .Produces<Problem>(400, ProblemJson).Produces<Problem>(404, ProblemJson);
        api.MapGet("/calendar/files", async (ISender sender, CancellationToken cancellationToken) => (await sender.Send(new ListCalendarFiles(), cancellationToken)).ToHttp())
            .RequireAct(Acts.ReadOrdinance).WithSummary("已导入的年度放假安排").Produces<PageOf<CalendarFileRow>>();
        api.MapPut("/calendar/{year:int}", async (int year, JsonObject file, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new ImportCalendar(year, file), cancellationToken)).ToHttp())
            .RequireAct(Acts.Administer).WithSummary("导入国务院办公厅某年的放假安排，未办结工单的期限随即重算").Produces<ImportedCalendar>().Produces<Problem>(422, ProblemJson);
    }
}
