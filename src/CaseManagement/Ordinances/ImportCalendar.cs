using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>Brings in the State Council's arrangement of a year; every running deadline it touches is computed anew (X-CAL-4).</summary>
/// <param name="Year">The year of the notice.</param>
/// <param name="File">The year file, in the format of the open project holiday-cn.</param>
public sealed record ImportCalendar(int Year, JsonObject File) : IRequest<Result<ImportedCalendar>>, ILawChange;

/// <param name="Year">Year.</param>
/// <param name="Revision">1, 2, 3 … within the year; earlier ones are kept.</param>
/// <param name="New">False when the same content was in force already.</param>
/// <param name="Off">Days off it names.</param>
/// <param name="MakeUp">Working days it names.</param>
/// <param name="Recomputing">Cases with a running deadline, computed anew in the background.</param>
public sealed record ImportedCalendar(int Year, int Revision, bool New, int Off, int MakeUp, int Recomputing);

internal sealed class ImportCalendarHandler(CaseDbContext db, HolidayImport holidays, CurrentUser user) : IRequestHandler<ImportCalendar, Result<ImportedCalendar>>
{
    public async Task<Result<ImportedCalendar>> Handle(ImportCalendar request, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.Administer)) return HttpRefusals.NotAllowed;
        var file = (JsonObject)request.File.DeepClone();
        file["year"] ??= request.Year;
        var faults = HolidayFile.Check(file).ToList();
        if (faults.Count == 0 && file["year"]!.GetValue<int>() != request.Year) faults.Add(new("/year", $"应是 {request.Year} 年的安排。"));
        // An empty file means "not published", never "no holidays".
        if (faults.Count == 0 && file["days"]!.AsArray().Count == 0) faults.Add(new("/days", "没有任何日期，安排尚未公布的年份不用导入。"));
        if (faults.Count > 0) return OrdinanceRefusals.FaultyCalendar(faults);
        var taken = await holidays.TakeAsync(file, user.UserName, again: true, cancellationToken);
        var revision = taken?.Revision ?? await db.Set<CalendarFile>().Where(f => f.Year == request.Year).MaxAsync(f => f.Revision, cancellationToken);
        var days = file["days"]!.AsArray();
        return new ImportedCalendar(
            request.Year, revision, taken is not null, days.Count(d => d!["isOffDay"]!.GetValue<bool>()), days.Count(d => !d!["isOffDay"]!.GetValue<bool>()),
            taken is null ? 0 : holidays.Recomputing);
    }
}

/// <summary>The year files that are in force, newest year first.</summary>
public sealed record ListCalendarFiles : IRequest<Result<PageOf<CalendarFileRow>>>;

/// <param name="Year">Year.</param>
/// <param name="Revision">Revision in force.</param>
/// <param name="Published">Whether it names any day; a year without is counted by guess.</param>
/// <param name="Papers">Addresses of the notices.</param>
/// <param name="ImportedAt">When.</param>
/// <param name="ImportedBy">By whom.</param>
public sealed record CalendarFileRow(int Year, int Revision, bool Published, IReadOnlyList<string> Papers, DateTimeOffset ImportedAt, string ImportedBy);

internal sealed class ListCalendarFilesHandler(CaseDbContext db, CurrentUser user) : IRequestHandler<ListCalendarFiles, Result<PageOf<CalendarFileRow>>>
{
    public async Task<Result<PageOf<CalendarFileRow>>> Handle(ListCalendarFiles request, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.ReadOrdinance)) return HttpRefusals.NotAllowed;
        var files = await db.Set<CalendarFile>().AsNoTracking().Where(f => f.Year > 0).ToListAsync(cancellationToken);
        List<CalendarFileRow> rows = [.. files.GroupBy(f => f.Year).Select(g => g.MaxBy(f => f.Revision)!).OrderByDescending(f => f.Year).Select(Row)];
        return new PageOf<CalendarFileRow>(rows, 1, Math.Max(rows.Count, 1), rows.Count);
    }

    private static CalendarFileRow Row(CalendarFile file)
    {
        var json = JsonNode.Parse(file.Json)!;
        return new(file.Year, file.Revision, json["days"]!.AsArray().Count > 0, [.. (json["papers"] as JsonArray ?? []).Select(p => p!.ToString())], file.ImportedAt, file.ImportedBy);
    }
}
