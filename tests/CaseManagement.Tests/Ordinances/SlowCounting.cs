using System.Text.Json.Nodes;

namespace HaoChaPing.CaseManagement.Tests.Ordinances;

/// <summary>
/// A second counting of deadlines, written from the requirements alone, slow and obvious: a table of days, minutes counted one by one, nothing shared with the product.
/// </summary>
internal sealed class SlowCounting
{
    private static readonly DateTime First = new(2018, 1, 1);
    private readonly bool[] _works = new bool[366 * 14];

    /// <param name="calendars">The folder of year files.</param>
    /// <param name="local">Local decisions, which beat the notices.</param>
    public SlowCounting(string calendars, IEnumerable<(DateOnly Date, bool Workday)> local)
    {
        for (var i = 0; i < _works.Length; i++) _works[i] = First.AddDays(i).DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
        var years = Directory.GetFiles(calendars, "20*.json").Select(f => JsonNode.Parse(File.ReadAllText(f))!).ToList();
        // Years nobody has announced: the days every year has off (X-CAL-4).
        for (var year = 2018; year <= 2030; year++)
            if (years.All(y => (int)y["year"]! != year))
                foreach (var (month, day) in new[] { (1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3) }) _works[Index(new DateTime(year, month, day))] = false;
        foreach (var day in years.SelectMany(y => y["days"]!.AsArray())) _works[Index(DateTime.Parse((string)day!["date"]!, System.Globalization.CultureInfo.InvariantCulture))] = !(bool)day["isOffDay"]!;
        foreach (var (date, workday) in local) _works[Index(date.ToDateTime(TimeOnly.MinValue))] = workday;
    }

    /// <summary>Everything a due date depends on, in local time.</summary>
    internal sealed record Question(
        DateTime Start, int Amount, string Unit, bool StartDayCounts, bool RestDayIsNext, bool AfterHoursIsNext, TimeSpan? Close, bool EndsAtClose, bool Rolls, bool HoursOnWorkdays, bool AnchorIsDue,
        IReadOnlyList<(DateTime From, DateTime To)> Stops, (int Amount, string Unit)? Extension, DateTime? ApprovedAt);

    private static int Index(DateTime day) => (day.Date - First).Days;

    private bool Works(DateTime day) => _works[Index(day)];

    private DateTime NextWorkday(DateTime day)
    {
        day = day.AddDays(1);
        while (!Works(day)) day = day.AddDays(1);
        return day;
    }

    public DateTime Due(Question q)
    {
        if (q.Unit == "hour")
        {
            var end = Hours(q.Start, q.Amount, q);
            if (q.Extension is not { } longer) return end;
            if (longer.Unit == "hour") return Hours(end, longer.Amount, q);
            var after = DayOf(end, q.Start);
            return End(Last(after, longer.Amount, longer.Unit, after, q with { Stops = [.. q.Stops.Where(s => s.From >= end)] }), q);
        }
        var zero = DayZero(q);
        var counts = q.StartDayCounts && !q.AnchorIsDue && q.Amount > 0 && (q.Unit == "calendarDay" || Works(zero));
        var happened = q.AnchorIsDue ? zero : q.Start.Date;
        var last = Last(zero, q.Amount - (counts ? 1 : 0), q.Unit, happened, q);
        var due = End(last, q);
        if (q.Extension is not { } extension) return due;
        if (q.ApprovedAt is { } approved)
        {
            var later = End(Last(approved.Date, extension.Amount, extension.Unit, approved.Date, q), q);
            return later > due ? later : due;
        }
        return extension.Unit == "hour" ? Hours(due, extension.Amount, q) : End(Last(last, extension.Amount, extension.Unit, last, q with { Stops = [.. q.Stops.Where(s => s.From > due)] }), q);
    }

    // The day people mean by an instant: midnight belongs to the day that ends.
    private static DateTime DayOf(DateTime end, DateTime start) => end == end.Date && end.Date > start.Date ? end.Date.AddDays(-1) : end.Date;

    private DateTime DayZero(Question q)
    {
        var day = q.Start.Date;
        if (q.AnchorIsDue) return q.Start == day ? day.AddDays(-1) : day;
        if (!Works(day)) return q.RestDayIsNext ? NextWorkday(day) : day;
        return q.AfterHoursIsNext && q.Close is { } close && q.Start.TimeOfDay > close ? NextWorkday(day) : day;
    }

    private static DateTime End(DateTime day, Question q) => q.EndsAtClose && q.Close is { } close ? day + close : day.AddDays(1);

    // ordinance-pack §1, rules 3 to 5 as they stand: n days, and one more for each day with date(S) < day ≤ date(R); then the rollover. A standstill that begins after the end is none.
    private DateTime Last(DateTime zero, int amount, string unit, DateTime happened, Question q)
    {
        for (var more = 0; ;)
        {
            var day = zero;
            for (var left = amount + more; left > 0; left--) day = unit == "calendarDay" ? day.AddDays(1) : NextWorkday(day);
            if (unit == "calendarDay" && q.Rolls && !Works(day)) day = NextWorkday(day);
            var lost = new HashSet<DateTime>();
            foreach (var stop in q.Stops.Where(s => s.From <= End(day, q)))
                for (var d = stop.From.Date.AddDays(1); d <= stop.To.Date; d = d.AddDays(1))
                    if (d > happened && (unit == "calendarDay" || Works(d))) lost.Add(d);
            if (lost.Count == more) return day;
            more = lost.Count;
        }
    }

    private DateTime Hours(DateTime at, int hours, Question q)
    {
        for (var minutes = hours * 60; minutes > 0; at = at.AddMinutes(1))
            if ((!q.HoursOnWorkdays || Works(at)) && !q.Stops.Any(s => s.From <= at && at < s.To)) minutes--;
        return at;
    }
}
