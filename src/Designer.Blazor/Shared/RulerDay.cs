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
        var makeUp = day.Counts && day.Date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday && day.Counts;
        var number = day.Counts ? $"{day.N}" : first ? "收到" : "休";
        var foot = isLast ? ChinaWords.TimeOfDue(due!.Value) : isToday ? "今天" : makeUp ? "调休班" : first && !day.Counts ? "不计" : day.Counts ? ChinaWords.Weekday(day.Date) : RestFoot(day);
        var classes = string.Join(' ', ClassesOf(day, first, isLast, isToday, makeUp, day.Date < today));
        var words = $"{ChinaWords.DayAndWeekday(day.Date, today)}，{Sentence(day, first, makeUp)}{(isToday ? "，今天" : "")}{(isLast ? $"，{ChinaWords.TimeOfDue(due!.Value)} 截止" : "")}";
        return new(day.Date, number, foot, classes, words);
    }

    /// <summary>What the day-by-day list says of the day.</summary>
    public static string Sentence(DeadlineDay day, bool first, bool makeUp) => day.Counts
        ? $"{(makeUp ? "调休上班，" : "")}第 {day.N} 个工作日"
        : first ? "收到当日，不计" : day.Note.Length > 0 ? (day.Note.Contains("不计", StringComparison.Ordinal) ? day.Note : $"{day.Note}，不计") : "休息日，不计";

    private static IEnumerable<string> ClassesOf(DeadlineDay day, bool first, bool last, bool today, bool makeUp, bool past)
    {
        if (last) { yield return "last"; yield break; }
        if (today) { yield return "today"; yield break; }
        if (first && !day.Counts) yield return "start";
        else if (!day.Counts) { yield return "rest"; yield break; }
        if (makeUp) yield return "make-up";
        if (past) yield return "past";
    }

    private static string RestFoot(DeadlineDay day) => Holiday().Match(day.Note) is { Success: true } found ? found.Groups[1].Value : ChinaWords.Weekday(day.Date);

    [GeneratedRegex("(元旦|春节|清明|劳动|端午|中秋|国庆)")]
    private static partial Regex Holiday();
}
