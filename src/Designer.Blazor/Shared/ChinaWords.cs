using System.Globalization;
using HaoChaPing.CaseManagement.Ordinances;

namespace HaoChaPing.Designer.Blazor.Shared;

/// <summary>Dates as people say them: 10月14日 周二 24:00, with the year when it is not this one (design.md §8).</summary>
public static class ChinaWords
{
    private const string Weekdays = "日一二三四五六";

    public static string Day(DateOnly date, DateOnly today) => date.Year == today.Year ? $"{date.Month}月{date.Day}日" : $"{date.Year}年{date.Month}月{date.Day}日";

    public static string Weekday(DateOnly date) => $"周{Weekdays[(int)date.DayOfWeek]}";

    public static string DayAndWeekday(DateOnly date, DateOnly today) => $"{Day(date, today)} {Weekday(date)}";

    /// <summary>Beside a field whose browser may show the parts of a date in another order.</summary>
    public static string Whole(DateOnly date) => $"{date.Year}年{date.Month}月{date.Day}日 {Weekday(date)}";

    public static string Moment(DateTimeOffset at, DateOnly today) => $"{Day(at.LocalDate(), today)} {at.ToChina():HH:mm}";

    /// <summary>24:00 of a day is stored as 00:00 of the next; people hear the day that ends.</summary>
    public static string TimeOfDue(DateTimeOffset due) => due.ToChina().TimeOfDay == TimeSpan.Zero ? "24:00" : due.ToChina().ToString("HH:mm", CultureInfo.InvariantCulture);

    public static DateOnly LastDayOf(DateTimeOffset due) => due.AddTicks(-1).LocalDate();

    public static string Due(DateTimeOffset due, DateOnly? lastDay, DateOnly today) => $"{DayAndWeekday(lastDay ?? LastDayOf(due), today)} {TimeOfDue(due)}";

    /// <summary>For the <c>datetime</c> attribute and titles.</summary>
    public static string Iso(DateTimeOffset at) => at.ToChina().ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    public static string Size(long bytes) => bytes switch
    {
        < 1024 => $"{bytes} B",
        < 1024 * 1024 => $"{Math.Round(bytes / 1024.0)} KB",
        _ => $"{(bytes / 1024.0 / 1024.0).ToString("0.#", CultureInfo.InvariantCulture)} MB",
    };
}
