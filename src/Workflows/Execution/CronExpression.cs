namespace HaoChaPing.Workflows.Execution;

/// <summary>
/// A cron expression as Elsa reads it: six fields with seconds (second, minute, hour, day of month, month, day of week), Sunday being 0 or 7,
/// <c>?</c> the same as <c>*</c>, day of month and day of week both to be met, <c>L</c>, <c>W</c> and <c>#</c> in the day fields, and the usual macros.
/// </summary>
public sealed class CronExpression
{
    // 29 February on a given weekday comes within 40 years; what does not come in 100 never does.
    private const int MaxYears = 100;
    private static readonly string[] Months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    private static readonly Dictionary<string, string> Macros = new(StringComparer.OrdinalIgnoreCase)
    {
        ["@every_second"] = "* * * * * *", ["@every_minute"] = "0 * * * * *", ["@hourly"] = "0 0 * * * *", ["@daily"] = "0 0 0 * * *", ["@midnight"] = "0 0 0 * * *",
        ["@weekly"] = "0 0 0 * * 0", ["@monthly"] = "0 0 0 1 * *", ["@yearly"] = "0 0 0 1 1 *", ["@annually"] = "0 0 0 1 1 *",
    };

    private readonly CronField _seconds;
    private readonly CronField _minutes;
    private readonly CronField _hours;
    private readonly CronField _months;
    private readonly CronDays _days;

    private CronExpression(string[] fields)
    {
        _seconds = CronField.Parse(fields[0], 0, 59);
        _minutes = CronField.Parse(fields[1], 0, 59);
        _hours = CronField.Parse(fields[2], 0, 23);
        _days = CronDays.Parse(fields[3], fields[5]);
        _months = CronField.Parse(fields[4], 1, 12, Months);
    }

    /// <exception cref="FormatException">The text is no cron expression.</exception>
    public static CronExpression Parse(string text)
    {
        var fields = (Macros.GetValueOrDefault(text.Trim()) ?? text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return fields.Length == 6 ? new CronExpression(fields)
            : throw new FormatException($"Cron 表达式应当有六段（秒 分 时 日 月 星期），“{text}”有 {fields.Length} 段");
    }

    /// <summary>The first instant after the given one that it names in the zone; null when there is none. A local time that a clock change skips does not occur.</summary>
    public DateTimeOffset? NextAfter(DateTimeOffset instant, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(instant, zone).DateTime;
        var from = local.AddTicks(TimeSpan.TicksPerSecond - local.Ticks % TimeSpan.TicksPerSecond);
        for (var day = from.Date; day.Year - from.Year <= MaxYears && day < DateTime.MaxValue.Date; day = NextDay(day))
        {
            if (!_months.Allows(day.Month) || !_days.Allows(day)) continue;
            foreach (var time in TimesOf(day, from))
                if (!zone.IsInvalidTime(time) && new DateTimeOffset(time, zone.GetUtcOffset(time)).ToUniversalTime() is var found && found > instant) return found;
        }

        return null;
    }

    private DateTime NextDay(DateTime day) => _months.Allows(day.Month) ? day.AddDays(1) : new DateTime(day.Year, day.Month, 1).AddMonths(1);

    private IEnumerable<DateTime> TimesOf(DateTime day, DateTime from)
    {
        for (var hour = day == from.Date ? from.Hour : 0; hour < 24; hour++)
        {
            if (!_hours.Allows(hour)) continue;
            for (var minute = 0; minute < 60; minute++)
            {
                if (!_minutes.Allows(minute)) continue;
                for (var second = 0; second < 60; second++)
                    if (_seconds.Allows(second) && day.AddHours(hour).AddMinutes(minute).AddSeconds(second) is var time && time >= from) yield return time;
            }
        }
    }
}
