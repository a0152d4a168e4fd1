using System.Text.Json;
using System.Text.Json.Nodes;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>The holiday notices of all known years, merged by date, because a notice also names days of the year before (X-CAL-3).</summary>
public sealed class HolidayNotices
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);
    private static readonly string[] Weekdays = ["周日", "周一", "周二", "周三", "周四", "周五", "周六"];

    private readonly Dictionary<DateOnly, CalendarDay> _listed = [];
    private readonly HashSet<int> _years = [];
    private readonly Dictionary<(int Month, int Day), string> _statutory;

    /// <param name="years">Year files; one without days counts as not published.</param>
    /// <param name="statutory">The days off that every year has by statute, for years without a notice.</param>
    public HolidayNotices(IEnumerable<JsonObject> years, JsonObject statutory)
    {
        foreach (var year in years.Select(y => y.Deserialize<YearFile>(Format)!))
        {
            if (year.Days.Count > 0) _years.Add(year.Year);
            foreach (var day in year.Days) _listed[day.Date] = Listed(day, year.Papers);
        }
        _statutory = statutory.Deserialize<StatutoryFile>(Format)!.Days.ToDictionary(d => (d.Month, d.Day), d => d.Name);
    }

    internal CalendarDay Day(DateOnly date)
    {
        if (_listed.TryGetValue(date, out var listed)) return listed;
        var guess = !_years.Contains(date.Year);
        var name = Weekdays[(int)date.DayOfWeek];
        if (guess && _statutory.TryGetValue((date.Month, date.Day), out var holiday)) return new(date, false, "holiday", $"{holiday}放假（法定，暂定）", true, []);
        return IsWeekend(date) ? new(date, false, "weekend", name, guess, []) : new(date, true, "workday", name, guess, []);
    }

    /// <summary>The day by its weekday alone, for a place that follows no notices.</summary>
    internal static CalendarDay PlainDay(DateOnly date) =>
        IsWeekend(date) ? new(date, false, "weekend", Weekdays[(int)date.DayOfWeek], false, []) : new(date, true, "workday", Weekdays[(int)date.DayOfWeek], false, []);

    private static bool IsWeekend(DateOnly date) => date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    private static CalendarDay Listed(ListedDay day, IReadOnlyList<string> papers)
    {
        if (day.IsOffDay) return new(day.Date, false, "holiday", $"{day.Name}放假", false, papers);
        // 2020-02-03 was a Monday the amended notice named: a working day, but nothing was made up.
        return IsWeekend(day.Date)
            ? new(day.Date, true, "makeUp", $"{Weekdays[(int)day.Date.DayOfWeek]}，{day.Name}调休上班", false, papers)
            : new(day.Date, true, "workday", $"{Weekdays[(int)day.Date.DayOfWeek]}，{day.Name}后上班", false, papers);
    }

    private sealed record YearFile(int Year, IReadOnlyList<string> Papers, IReadOnlyList<ListedDay> Days);

    private sealed record ListedDay(string Name, DateOnly Date, bool IsOffDay);

    private sealed record StatutoryFile(IReadOnlyList<StatutoryDay> Days);

    private sealed record StatutoryDay(int Month, int Day, string Name);
}
