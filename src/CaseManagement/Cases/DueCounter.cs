using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Ordinances;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>Says how deadlines stand in working days (design: remaining = working days after today up to the last day). Looks up, walks nothing: lists ask for hundreds.</summary>
public sealed class DueCounter(OrdinanceCatalog catalog)
{
    /// <summary>Null when the deadline is over or has no limit.</summary>
    public DueCount? Count(DeadlineRow row, DateTimeOffset now)
    {
        if (row is not { Status: DeadlineStatus.Running or DeadlineStatus.Suspended, DueAt: { } due, LastDay: { } lastDay }) return null;
        var ordinance = catalog.Get(row.PackCode, row.PackVersion);
        var calendar = catalog.CalendarOf(ordinance);
        var timer = ordinance.Timer(row.Timer);
        var dayZero = DeadlineCalculator.DayZeroOf(timer, row.AnchorAt, ordinance, calendar);
        var countsDayZero = ordinance.CountingOf(timer).StartDayCounts == true && calendar.IsWorkday(dayZero) ? 1 : 0;
        var stopped = row.Status == DeadlineStatus.Suspended;
        var today = (stopped ? row.StoppedAt ?? now : now).LocalDate();

        int Counted(DateOnly through) => countsDayZero + calendar.Workdays(dayZero, through) - StoodStill(row, calendar, dayZero, through);
        var overdue = !stopped && now > due;
        var state = stopped ? "suspended" : overdue ? "overdue" : today >= lastDay ? "today" : "running";
        return new DueCount(
            state, overdue ? calendar.Workdays(lastDay, today) : calendar.Workdays(today, lastDay),
            Math.Max(0, Counted(today < lastDay ? today : lastDay)), Counted(lastDay), row.Provisional, calendar.IsMakeUp(lastDay));
    }

    // The day of filing is used, the day of the decision is not (X-CLK-4). Two standstills that overlap count once.
    private static int StoodStill(DeadlineRow row, WorkingCalendar calendar, DateOnly dayZero, DateOnly through)
    {
        if (row.Suspensions == "[]") return 0;
        // Days that stood still count from the event itself, although it may be deemed to have come on a later one.
        var happened = row.AnchorAt.LocalDate();
        var (count, covered) = (0, happened < dayZero ? happened : dayZero);
        foreach (var standstill in row.ToInput().Suspensions.OrderBy(s => s.From))
        {
            var from = Later(covered, standstill.From.LocalDate());
            var to = standstill.To.LocalDate() < through ? standstill.To.LocalDate() : through;
            count += calendar.Workdays(from, to);
            covered = Later(covered, to);
        }
        return count;
    }

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;
}
