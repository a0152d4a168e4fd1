namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>One counting in progress: walks the calendar from the anchor and writes down each day. Used by <see cref="DeadlineCalculator"/> only.</summary>
internal sealed partial class DayCounting(WorkingCalendar calendar, CountingSettings rules, IReadOnlyList<Suspension> standstills, AnchorOf anchor)
{
    private readonly List<DeadlineDay> _lines = [];
    // Set while the end is an instant of its own: at the anchor, and behind hours.
    private DateTimeOffset? _instant;
    private int _counted;
    // So many standstills, in order, have been given back.
    private int _spent;

    /// <summary>The day people speak of.</summary>
    public DateOnly LastDay { get; private set; }
    public bool Provisional { get; private set; }
    public IReadOnlyList<DeadlineDay> Lines => _lines;
    /// <summary>24:00 of the last day, the close of business, or the instant that hours lead to.</summary>
    public DateTimeOffset Due => _instant ?? EndOf(LastDay);

    private DateTimeOffset EndOf(DateOnly day) => rules.DayEnd == CountingSettings.CloseOfBusiness && calendar.Hours.ClosesAt is { } close
        ? ChinaTime.StartOf(day) + close.ToTimeSpan()
        : ChinaTime.StartOf(day.AddDays(1));

    /// <summary>Stands at the anchor; the day of it is day 0.</summary>
    public void Begin(DateTimeOffset at)
    {
        _instant = at;
        LastDay = at.LocalDate();
        // A due of 24:00 is stored as 00:00 of the next day; the day people mean is the one before.
        if (anchor.IsDue && at.ToChina().TimeOfDay == TimeSpan.Zero) LastDay = LastDay.AddDays(-1);
    }

    /// <summary>Day 0, before anything is counted.</summary>
    public DateOnly DayZero => Deemed(calendar.Day(LastDay)) is null ? LastDay : calendar.NextWorkday(LastDay);

    /// <summary>Adds the limit itself.</summary>
    public void Add(Duration limit)
    {
        var since = LastDay;
        if (limit.Unit != Duration.Hour) WriteDayZero(limit.Unit);
        Add(limit, "第", 0, since);
    }

    /// <summary>Ends on the day that a person named, whatever was counted before (GD-15b, YS-13c).</summary>
    public void EndOn(DateOnly day)
    {
        _lines.RemoveAll(l => l.Date >= day);
        while (LastDay < day.AddDays(-1)) Write(LastDay.AddDays(1), Touch(LastDay.AddDays(1)).Note);
        Write(day, "另定的截止日");
        _instant = null;
    }

    /// <summary>Adds an extension behind the last day, which a standstill or a rest day may have moved already.</summary>
    public void Extend(Duration extension)
    {
        var before = _counted;
        Add(extension, "延期第", before, LastDay);
    }

    /// <summary>An extension counted from the day of its approval (X-CLK-7); it never takes away days of the original limit.</summary>
    public void ExtendFrom(DateOnly approvedOn, Duration extension)
    {
        var fromApproval = new DayCounting(calendar, rules with { StartDayCounts = false }, standstills, anchor) { LastDay = approvedOn };
        fromApproval.Add(extension, "批准后第", 0, approvedOn);
        if (fromApproval.Due <= Due) return;
        while (LastDay < approvedOn) Write(Touch(LastDay.AddDays(1)).Date, "原期限已届满，延期自批准之日起算");
        foreach (var line in fromApproval.Lines.Where(l => l.Date > LastDay)) _lines.Add(line.Counts ? line with { N = ++_counted } : line);
        (LastDay, _instant, Provisional) = (fromApproval.LastDay, fromApproval._instant, Provisional | fromApproval.Provisional);
    }

    private void Add(Duration span, string ordinal, int before, DateOnly since)
    {
        if (span.Unit == Duration.Hour)
        {
            AddHours(span.Amount);
            // What began before the end was left out hour by hour.
            while (_spent < standstills.Count && standstills[_spent].From < Due) _spent++;
            return;
        }
        _instant = null;
        AddDays(span, ordinal, before, since);
    }

    // The day of the event does not count unless the rules say so (Civil Code §201, X-CNT-1).
    private void WriteDayZero(string unit)
    {
        if (Deemed(calendar.Day(LastDay)) is { } why)
        {
            Write(LastDay, why);
            for (var next = calendar.NextWorkday(LastDay); LastDay < next;) WriteUncounted(LastDay.AddDays(1), next);
        }
        else if (!DayZeroCounts(unit)) Write(LastDay, $"{anchor.Day}不计");
        if (DayZeroCounts(unit)) Count(LastDay, $"{anchor.Day}计入");
    }

    private void WriteUncounted(DateOnly date, DateOnly dayZero)
    {
        if (date < dayZero) Write(date, Touch(date).Note);
        else if (rules.StartDayCounts == true) LastDay = date;
        else Write(date, $"视为{anchor.Day}，不计");
    }

    private bool DayZeroCounts(string unit) =>
        rules.StartDayCounts == true && !anchor.IsDue && (Touch(LastDay).Workday || unit == Duration.CalendarDay);

    // A rest day has no office hours: the kind of day decides which of the two rules applies (X-CNT-2, X-CNT-3).
    private string? Deemed(CalendarDay day)
    {
        if (anchor.IsDue) return null;
        if (!day.Workday) return rules.StartOnNonWorkday == CountingSettings.DeemNextWorkday ? $"{day.Note}，视为下一工作日" : null;
        var afterHours = _instant!.Value.ToChina().TimeOfDay > calendar.Hours.ClosesAt?.ToTimeSpan();
        return afterHours && rules.AfterHoursReceipt == CountingSettings.DeemNextWorkday ? "下班以后，视为下一工作日" : null;
    }

    // To the letter: of every standstill from S to R that began before the end, the limit grows by the days d with date(S) < d ≤ date(R), working days or all days as it counts, and rolls only then (X-CLK-4).
    // Where the event is deemed to have come on a later day, d may lie before that day: it counts all the same.
    private void AddDays(Duration span, string ordinal, int before, DateOnly since)
    {
        var working = span.Unit == Duration.BusinessDay;
        var (first, days) = (_spent, Math.Max(0, before + span.Amount - _counted));
        var last = After(LastDay, days, working);
        for (; _spent < standstills.Count && standstills[_spent].From <= EndOf(working ? last : Rolled(last)); _spent++)
        {
            var (from, to) = (standstills[_spent].From.LocalDate(), standstills[_spent].To.LocalDate());
            last = After(last, DaysBetween(from > since ? from : since, to, working), working);
            if (to > since) since = to; // no day is given back twice
        }
        WriteDays(last, working, days, ordinal, before, standstills.Take(first.._spent).ToList());
        if (!working) RollOver();
    }

    private void WriteDays(DateOnly last, bool working, int days, string ordinal, int before, List<Suspension> stopped)
    {
        for (var until = _counted + days; LastDay < last;)
        {
            var date = LastDay.AddDays(1);
            if (working && Touch(date) is { Workday: false } rest) Write(date, rest.Note);
            else if (stopped.Find(s => s.From.LocalDate() < date && date <= s.To.LocalDate()) is { } standstill) Write(date, Stopped(standstill));
            else if (_counted == until) Write(date, "补足中止占去的日子");
            else Count(date, working ? $"{ordinal} {_counted + 1 - before} 个工作日{MakeUp(calendar.Day(date))}" : $"{ordinal} {_counted + 1 - before} 日");
        }
    }

    private DateOnly After(DateOnly day, int days, bool working)
    {
        if (!working) return day.AddDays(days);
        for (; days > 0; days--)
            do day = day.AddDays(1); while (!Touch(day).Workday);
        return day;
    }

    // Those behind the first day, the last one included.
    private int DaysBetween(DateOnly from, DateOnly to, bool working)
    {
        if (to <= from) return 0;
        var days = Enumerable.Range(1, to.DayNumber - from.DayNumber);
        return working ? days.Count(n => Touch(from.AddDays(n)).Workday) : days.Count();
    }

    private DateOnly Rolled(DateOnly day) => rules.Rollover == CountingSettings.NextWorkday && !Touch(day).Workday ? After(day, 1, working: true) : day;

    // Civil Code §203 ¶1: a span of calendar days that ends on a rest day ends on the next working day (X-CNT-5).
    private void RollOver()
    {
        if (Rolled(LastDay) == LastDay) return;
        // An extension of no days has nothing written yet.
        if (_lines.Count > 0) _lines[^1] = _lines[^1] with { Note = $"{_lines[^1].Note}，{Touch(LastDay).Note}，届满日顺延" };
        while (!Touch(LastDay).Workday)
        {
            var day = Touch(LastDay.AddDays(1));
            Write(day.Date, day.Workday ? $"顺延至下一个工作日{MakeUp(day)}" : $"{day.Note}，顺延");
        }
    }

    private CalendarDay Touch(DateOnly date)
    {
        var day = calendar.Day(date);
        Provisional |= day.Provisional;
        return day;
    }

    private static string Stopped(Suspension standstill) => standstill.Reason switch
    {
        "appeal" => "申诉复核中，期限中止",
        "coordination" => "会商中，期限中止",
        "extensionReview" => "延期审批中，期限中止",
        _ => "期限中止",
    };

    private static string MakeUp(CalendarDay day) => day.Kind is "makeUp" or "localWork" ? $"（{day.Note}）" : "";

    private void Count(DateOnly date, string note)
    {
        _lines.Add(new DeadlineDay(date, true, ++_counted, note));
        LastDay = date;
    }

    private void Write(DateOnly date, string note)
    {
        _lines.Add(new DeadlineDay(date, false, null, note));
        LastDay = date;
    }
}
