namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>The counting of hours: from the moment itself, holidays included, or on working days only, 24 hours each (Civil Code §201 ¶2, X-CNT-6). Hours never roll.</summary>
internal sealed partial class DayCounting
{
    private void AddHours(int hours)
    {
        var (at, from) = (Due, LastDay);
        var left = TimeSpan.FromHours(hours);
        var total = TimeSpan.Zero;
        // No hours at all end where they begin, on a rest day too.
        if (hours == 0) WriteHours(at.LocalDate(), left, total, TimeSpan.Zero);
        while (left > TimeSpan.Zero)
        {
            var date = at.LocalDate();
            var midnight = ChinaTime.StartOf(date.AddDays(1));
            if (rules.HourMode == CountingSettings.WorkdaysOnly && Touch(date) is { Workday: false } rest)
            {
                Write(date, rest.Note);
                at = midnight;
                continue;
            }
            var (end, used) = Spend(at, midnight, left);
            (left, total) = (left - used, total + used);
            WriteHours(date, used, total, stopped: end - at - used);
            at = end;
        }
        _instant = at;
        LastDay = at.ToChina().TimeOfDay == TimeSpan.Zero && at.LocalDate() > from ? at.LocalDate().AddDays(-1) : at.LocalDate();
    }

    /// <summary>Uses up hours from the instant to midnight at most, leaving out the standstills.</summary>
    private (DateTimeOffset End, TimeSpan Used) Spend(DateTimeOffset at, DateTimeOffset midnight, TimeSpan left)
    {
        var used = TimeSpan.Zero;
        while (at < midnight && used < left)
        {
            if (standstills.FirstOrDefault(s => s.From <= at && at < s.To) is { } inside)
            {
                at = inside.To < midnight ? inside.To : midnight;
                continue;
            }
            var next = standstills.Where(s => s.From > at).Select(s => s.From).Append(midnight).Min();
            var step = TimeSpan.FromTicks(Math.Min((left - used).Ticks, (next - at).Ticks));
            (used, at) = (used + step, at + step);
        }
        return (at, used);
    }

    private void WriteHours(DateOnly date, TimeSpan used, TimeSpan total, TimeSpan stopped)
    {
        var pause = stopped > TimeSpan.Zero ? $"中止 {Words(stopped)}不计，" : "";
        _lines.Add(new DeadlineDay(date, used > TimeSpan.Zero, null, $"{pause}当日计 {Words(used)}，累计 {Words(total)}"));
    }

    private static string Words(TimeSpan span)
    {
        var hours = (long)Math.Floor(span.TotalHours);
        string[] parts = [hours > 0 ? $"{hours} 小时" : "", span.Minutes > 0 ? $"{span.Minutes} 分" : "", span.Seconds > 0 ? $"{span.Seconds} 秒" : ""];
        var text = string.Join(' ', parts.Where(p => p.Length > 0));
        return text.Length > 0 ? text : "0 小时";
    }
}
