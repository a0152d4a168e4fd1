using System.Globalization;

namespace HaoChaPing.Workflows.Execution;

/// <summary>The two day fields of a cron expression; a day has to meet both.</summary>
internal sealed record CronDays(Func<DateTime, bool> OfMonth, Func<DateTime, bool> OfWeek)
{
    private static readonly string[] Weekdays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    public bool Allows(DateTime day) => OfMonth(day) && OfWeek(day);

    public static CronDays Parse(string ofMonth, string ofWeek) => new(ParseOfMonth(ofMonth.ToUpperInvariant()), ParseOfWeek(ofWeek.ToUpperInvariant()));

    /// <summary><c>L</c>: the last day; <c>L-3</c>: three days before it; <c>15W</c>: the working weekday nearest the 15th; <c>LW</c>: the last one.</summary>
    private static Func<DateTime, bool> ParseOfMonth(string text)
    {
        if (text == "LW") return day => day.Day == Nearest(day, LastOf(day));
        if (text.EndsWith('W'))
        {
            var wanted = CronField.Number(text[..^1], 1, 31, null);
            return day => wanted <= LastOf(day) && day.Day == Nearest(day, wanted);
        }

        if (text.StartsWith('L'))
        {
            var before = text == "L" ? 0 : text.StartsWith("L-", StringComparison.Ordinal) ? CronField.Number(text[2..], 0, 30, null) : throw Wrong(text);
            return day => day.Day == LastOf(day) - before;
        }

        var field = CronField.Parse(text, 1, 31);
        return day => field.Allows(day.Day);
    }

    /// <summary><c>5L</c>: the last Friday of the month; <c>1#2</c>: the second Monday.</summary>
    private static Func<DateTime, bool> ParseOfWeek(string text)
    {
        if (text.Length > 1 && text.EndsWith('L'))
        {
            var wanted = Weekday(text[..^1]);
            return day => (int)day.DayOfWeek == wanted && day.Day + 7 > LastOf(day);
        }

        if (text.Split('#') is [var weekday, var nth])
        {
            var (wanted, number) = (Weekday(weekday), CronField.Number(nth, 1, 5, null));
            return day => (int)day.DayOfWeek == wanted && (day.Day - 1) / 7 + 1 == number;
        }

        var field = Week(text);
        return day => field.Allows((int)day.DayOfWeek);
    }

    // Sunday is 0 and 7. A range up to 7 is one up to Sunday; from 7 it begins there.
    private static CronField Week(string text)
    {
        var bits = 0UL;
        foreach (var part in text.Split(','))
        {
            var slash = part.IndexOf('/', StringComparison.Ordinal);
            var range = slash < 0 ? part : part[..slash];
            if (range is "0-7") range = "*";
            var ends = range.Split('-').Select(end => end is "*" or "?" ? end : Weekday(end).ToString(CultureInfo.InvariantCulture));
            bits |= CronField.Parse(string.Join('-', ends) + (slash < 0 ? "" : part[slash..]), 0, 6).Bits;
        }

        return new CronField(bits);
    }

    private static int Weekday(string text) => text == "7" ? 0 : CronField.Number(text, 0, 6, Weekdays);
    private static int LastOf(DateTime day) => DateTime.DaysInMonth(day.Year, day.Month);

    /// <summary>The day from Monday to Friday nearest to a date, within its month.</summary>
    private static int Nearest(DateTime month, int date) => new DateTime(month.Year, month.Month, date).DayOfWeek switch
    {
        DayOfWeek.Saturday => date == 1 ? 3 : date - 1,
        DayOfWeek.Sunday => date == LastOf(month) ? date - 2 : date + 1,
        _ => date,
    };

    private static FormatException Wrong(string text) => new($"Expected a day of a cron expression, but found '{text}'.");
}
