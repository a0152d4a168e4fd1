using System.Text.RegularExpressions;
using HaoChaPing.CaseManagement.Ordinances;

namespace HaoChaPing.Designer.Blazor.Shared;

/// <summary>One day of a deadline as the ruler draws it and as it is read aloud.</summary>
/// <param name="Date">The day.</param>
/// <param name="Number">1 … n, 休, or 收到.</param>
/// <param name="Foot">Weekday, holiday, 调休班, 今天 or 24:00.</param>
/// <param name="Classes">What it looks like.</param>
/// <param name="Words">The full name of the cell.</param>
public sealed partial record RulerDay(DateOnly Date, string Number, string Foot, string Classes, string Words)
{
    /// <param name="day">The day of the explanation.</param>
    /// <param name="first">Whether it is the day the clock was set going.</param>
    /// <param name="due">When the deadline ends.</param>
    /// <param name="lastDay">Its last day.</param>
    /// <param name="today">The day it is.</param>
    public static RulerDay Of(DeadlineDay day, bool first, DateTimeOffset? due, DateOnly? lastDay, DateOnly today)
    {
        var isToday = day.Date == today;
        var isLast = day.Date == lastDay && day.Counts;
        var classes = string.Join(' ', ClassesOf(day, first, isLast, isToday, day.Date < today));
        var foot = isLast ? ChinaWords.TimeOfDue(due!.Value) : isToday ? "今天" : FootOf(day, first);
        var words = $"{ChinaWords.DayAndWeekday(day.Date, today)}，{Sentence(day)}{(isToday ? "，今天" : "")}{(isLast ? $"，{ChinaWords.TimeOfDue(due!.Value)} 截止" : "")}";
        return new(day.Date, Figure(day, first), foot, classes, words);
    }

    /// <summary>What the day-by-day list says of the day. The counting's own note tells why; here it only gets the words 不计 and 调休上班 where people look for them.</summary>
    public static string Sentence(DeadlineDay day)
    {
        if (day.Counts)
        {
            var counted = day.Note.Split('（')[0];
            return $"{(IsMakeUp(day) ? "调休上班，" : "")}{(counted.Length > 0 ? counted : $"第 {day.N} 个工作日")}";
        }
        if (day.Note.Length == 0 || PlainWeekday().IsMatch(day.Note)) return "休息日，不计";
        return SaysItself().IsMatch(day.Note) ? day.Note : $"{day.Note}，不计";
    }

    /// <summary>A Saturday or Sunday that counts, or a day the notice made a working day.</summary>
    public static bool IsMakeUp(DeadlineDay day) => day.Counts && (day.Note.Contains("调休上班", StringComparison.Ordinal) || (day.Note.Length == 0 && day.Date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday));

    private static bool IsStopped(DeadlineDay day) => !day.Counts && day.Note.Contains("中止", StringComparison.Ordinal);

    // The first day is the event's own: 收到当日不计.
    private static string Figure(DeadlineDay day, bool first) => day.Counts ? $"{day.N}" : first && day.Note.Contains("当日", StringComparison.Ordinal) ? day.Note[..2] : IsStopped(day) ? "停" : "休";

    private static string FootOf(DeadlineDay day, bool first) =>
        IsMakeUp(day) ? "调休班" : day.Counts ? ChinaWords.Weekday(day.Date) : first ? "不计" : IsStopped(day) ? "中止" : Holiday().Match(day.Note) is { Success: true } found ? found.Value : ChinaWords.Weekday(day.Date);

    private static IEnumerable<string> ClassesOf(DeadlineDay day, bool first, bool last, bool today, bool past)
    {
        if (last) { yield return "last"; yield break; }
        if (today) { yield return "today"; yield break; }
        if (first && !day.Counts) yield return "start";
        else if (IsStopped(day)) { yield return "stopped"; yield break; }
        else if (!day.Counts) { yield return "rest"; yield break; }
        if (IsMakeUp(day)) yield return "make-up";
        if (past) yield return "past";
    }

    [GeneratedRegex("^周[一二三四五六日]$")]
    private static partial Regex PlainWeekday();

    [GeneratedRegex("不计|顺延|视为|中止")]
    private static partial Regex SaysItself();

    [GeneratedRegex("元旦|春节|清明|劳动|端午|中秋|国庆")]
    private static partial Regex Holiday();
}
