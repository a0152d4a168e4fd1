using System.Globalization;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>Takes in the year file of a State Council notice: the earlier one of the year is kept, and every deadline that still runs is computed anew in its own case (X-CAL-4).</summary>
public sealed class HolidayImport(CaseDbContext db, WorkflowQueue queue, TimeProvider clock)
{
    private bool _announced;

    /// <summary>How many cases will compute their deadlines anew.</summary>
    public int Recomputing { get; private set; }

    /// <summary>Stages the file. A content that is the newest of its year already changes nothing.</summary>
    /// <param name="file">A file that <see cref="HolidayFile.Check"/> has accepted.</param>
    /// <param name="by">Who brought it.</param>
    /// <param name="again">Whether content seen before an administrator's later one is taken again.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The row, or null when nothing was new.</returns>
    public async Task<CalendarFile?> TakeAsync(JsonObject file, string by, bool again, CancellationToken cancellationToken)
    {
        var (year, json) = (file["year"]?.GetValue<int>() ?? 0, DefinitionFiles.Canonical(file));
        var hash = DefinitionFiles.HashOf(json);
        await db.Set<CalendarFile>().Where(f => f.Year == year).LoadAsync(cancellationToken);
        var present = db.Set<CalendarFile>().Local.Where(f => f.Year == year).OrderBy(f => f.Revision).ToList(); // staged ones included
        if (again ? present.LastOrDefault()?.ContentHash == hash : present.Any(f => f.ContentHash == hash)) return null;
        var row = new CalendarFile
        {
            Year = year, Revision = (present.LastOrDefault()?.Revision ?? 0) + 1, Json = json, ContentHash = hash, ImportedAt = clock.GetUtcNow(), ImportedBy = by,
        };
        db.Add(row);
        await RecomputeAllAsync(await db.Set<CalendarFile>().CountAsync(cancellationToken) + 1, cancellationToken);
        return row;
    }

    // Each case does it in its own stream, by its own pack, and not before it sees this many files.
    private async Task RecomputeAllAsync(int files, CancellationToken cancellationToken)
    {
        if (_announced) return;
        _announced = true;
        var cases = await db.Deadlines.Where(d => d.Status == DeadlineStatus.Running || d.Status == DeadlineStatus.Suspended)
            .Select(d => d.CaseNumber).Distinct().ToListAsync(cancellationToken);
        foreach (var number in cases) queue.At(clock.GetUtcNow(), number, DeadlineCommands.Recompute, new JsonObject { ["files"] = files }, Cause.System);
        Recomputing = cases.Count;
    }
}

/// <summary>The shape of a year file: the open project holiday-cn's, or the statutory days of every year.</summary>
internal static class HolidayFile
{
    private const int MostDays = 400;

    /// <summary>Every fault of the file, by JSON pointer.</summary>
    public static IReadOnlyList<FieldError> Check(JsonObject file)
    {
        if (file["days"] is not JsonArray days) return [new("/days", "缺少放假与调休上班的日期列表。")];
        if (days.Count > MostDays) return [new("/days", $"最多 {MostDays} 天。")];
        if (!file.ContainsKey("year")) return [.. Each(days, Statutory)];
        if (!Number(file["year"], out var year) || year is < 1992 or > 2199) return [new("/year", "应是 1992 至 2199 之间的年份。")];
        List<FieldError> errors = [.. Papers(file), .. Each(days, (day, at) => Listed(day, at, year))];
        foreach (var twice in days.Select((d, i) => (Date: d?["date"]?.ToString(), i)).GroupBy(d => d.Date).Where(g => errors.Count == 0 && g.Count() > 1))
            errors.Add(new($"/days/{twice.Last().i}/date", $"{twice.Key} 出现了两次。"));
        return errors;
    }

    private static IEnumerable<FieldError> Papers(JsonObject file) =>
        file["papers"] is null or JsonArray ? [] : [new FieldError("/papers", "应是公告网址的列表。")];

    private static IEnumerable<FieldError> Each(JsonArray days, Func<JsonObject, string, IEnumerable<FieldError>> check) =>
        days.SelectMany((day, i) => day is JsonObject fields ? check(fields, $"/days/{i}") : [new FieldError($"/days/{i}", "应有 name、date、isOffDay 三项。")]);

    private static IEnumerable<FieldError> Listed(JsonObject day, string at, int year)
    {
        if (day["name"] is not JsonValue name || !name.TryGetValue<string>(out _)) yield return new($"{at}/name", "缺少节日名称。");
        if (day["isOffDay"] is not JsonValue off || !off.TryGetValue<bool>(out _)) yield return new($"{at}/isOffDay", "应写明是否放假（true/false）。");
        // A notice also names days of the December before and of the January after (X-CAL-3).
        if (!DateOnly.TryParseExact(day["date"]?.ToString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) yield return new($"{at}/date", "应是日期，如 2027-01-01。");
        else if (date < new DateOnly(year, 1, 1).AddMonths(-1) || date > new DateOnly(year, 12, 31).AddMonths(1)) yield return new($"{at}/date", $"不在 {year} 年及其前后一个月之内。");
    }

    private static IEnumerable<FieldError> Statutory(JsonObject day, string at)
    {
        if (!Number(day["month"], out var month) || month is < 1 or > 12) yield return new($"{at}/month", "应是 1 至 12 的月份。");
        if (!Number(day["day"], out var number) || number is < 1 or > 31) yield return new($"{at}/day", "应是 1 至 31 的日。");
        if (day["name"] is not JsonValue name || !name.TryGetValue<string>(out _)) yield return new($"{at}/name", "缺少节日名称。");
    }

    private static bool Number(JsonNode? value, out int number)
    {
        number = 0;
        return value is JsonValue said && said.TryGetValue(out number);
    }
}
