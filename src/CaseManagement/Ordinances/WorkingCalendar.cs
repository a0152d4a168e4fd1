using System.Collections.Concurrent;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>What a day is and why.</summary>
/// <param name="Date">Local date.</param>
/// <param name="Workday">Whether it is a working day (工作日).</param>
/// <param name="Kind"><c>workday</c>, <c>weekend</c>, <c>holiday</c>, <c>makeUp</c>, <c>localRest</c>, <c>localWork</c>.</param>
/// <param name="Note">The reason in Chinese, such as 国庆节放假.</param>
/// <param name="Provisional">No notice is known for the day's year yet, so it may still change (X-CAL-4).</param>
/// <param name="Notices">Addresses of the notices the day was read from.</param>
public sealed record CalendarDay(DateOnly Date, bool Workday, string Kind, string Note, bool Provisional, IReadOnlyList<string> Notices);

/// <summary>A year without a notice was reached and the pack refuses to guess (X-CAL-4, policy <c>error</c>).</summary>
public sealed class MissingCalendarYearException(int year) : Exception($"Expected the holiday notice of {year}, but it has not been imported.")
{
    public int Year { get; } = year;
}

/// <summary>Working days of a place: the State Council's arrangement with its make-up days, local decisions over it, and a provisional rule for years without a notice.</summary>
public sealed class WorkingCalendar(HolidayNotices notices, CalendarSettings settings)
{
    private readonly Dictionary<DateOnly, LocalDay> _local = (settings.LocalOverrides ?? []).GroupBy(d => d.Date).ToDictionary(g => g.Key, g => g.Last());
    private readonly ConcurrentDictionary<int, short[]> _workdaysOfYear = new();

    /// <summary>Office hours of the place.</summary>
    public BusinessHours Hours { get; } = settings.BusinessHours ?? new();

    /// <summary>Tells whether the day is a working day, and why.</summary>
    /// <exception cref="MissingCalendarYearException">The day lies in a year without a notice and the pack refuses to guess.</exception>
    public CalendarDay Day(DateOnly date)
    {
        var day = Judge(date);
        if (day.Provisional && settings.MissingYearPolicy == "error") throw new MissingCalendarYearException(date.Year);
        return day;
    }

    /// <summary>Whether it is a working day, by guess where no notice is known yet.</summary>
    public bool IsWorkday(DateOnly date) => Judge(date).Workday;

    /// <summary>Whether it is a working day that makes up for a day off (调休上班).</summary>
    public bool IsMakeUp(DateOnly date) => Judge(date).Kind == "makeUp";

    /// <summary>The first working day after the date.</summary>
    public DateOnly NextWorkday(DateOnly date)
    {
        do date = date.AddDays(1); while (!Day(date).Workday);
        return date;
    }

    /// <summary>The n-th working day before the date.</summary>
    public DateOnly WorkdayBefore(DateOnly date, int n)
    {
        for (; n > 0; n--)
        {
            do date = date.AddDays(-1); while (!Judge(date).Workday);
        }
        return date;
    }

    /// <summary>How many working days d there are with <paramref name="after"/> &lt; d ≤ <paramref name="through"/>; 0 when the span is empty. Costs no walk, so lists may ask.</summary>
    public int Workdays(DateOnly after, DateOnly through)
    {
        if (through <= after) return 0;
        var count = Through(through) - Through(after);
        for (var year = after.Year; year < through.Year; year++) count += OfYear(year)[^1];
        return count;
    }

    private int Through(DateOnly date) => OfYear(date.Year)[date.DayOfYear];

    // Running count of working days by day of the year; the first entry is 0.
    private short[] OfYear(int year) => _workdaysOfYear.GetOrAdd(year, y =>
    {
        var first = new DateOnly(y, 1, 1);
        var counts = new short[DateTime.IsLeapYear(y) ? 367 : 366];
        for (var i = 1; i < counts.Length; i++) counts[i] = (short)(counts[i - 1] + (Judge(first.AddDays(i - 1)).Workday ? 1 : 0));
        return counts;
    });

    private CalendarDay Judge(DateOnly date)
    {
        if (_local.TryGetValue(date, out var local))
            return new(date, local.Workday, local.Workday ? "localWork" : "localRest", (local.Workday ? "本地安排上班：" : "本地安排休息：") + local.Reason, false, []);
        return settings.FollowsNotices ? notices.Day(date) : HolidayNotices.PlainDay(date);
    }
}
