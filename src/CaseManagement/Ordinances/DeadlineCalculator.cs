namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>Computes a due date and shows the counting day by day. Pure: the same input gives the same answer, whatever the host's clock and zone.</summary>
public sealed class DeadlineCalculator(OrdinanceCatalog catalog)
{
    /// <summary>Computes on the place's own working calendar.</summary>
    /// <exception cref="MissingCalendarYearException">A year without a holiday notice is reached and the pack refuses to guess.</exception>
    public DeadlineResult Compute(Ordinance ordinance, DeadlineInput input) => Compute(input, ordinance, catalog.CalendarOf(ordinance));

    /// <summary>Computes on this calendar.</summary>
    /// <exception cref="MissingCalendarYearException">A year without a holiday notice is reached and the pack refuses to guess.</exception>
    public static DeadlineResult Compute(DeadlineInput input, Ordinance ordinance, WorkingCalendar calendar)
    {
        var timer = ordinance.Timer(input.Timer);
        if (timer.Limit is not { } limit) return new DeadlineResult(null, null, false, [], []);
        var counting = new DayCounting(calendar, ordinance.CountingOf(timer), StandstillsOf(input, timer, ordinance), AnchorOf.Timer(timer.Anchor));
        counting.Begin(input.Anchor);
        counting.Add(limit);
        if (input.NamedDay is { } named) counting.EndOn(named);
        if (input.Extension is { } extension)
        {
            if (ordinance.Case.Extension?.CountFrom == ExtensionRules.Approval) counting.ExtendFrom(GrantedOn(input), extension);
            else counting.Extend(extension);
        }
        return new DeadlineResult(counting.Due, counting.LastDay, counting.Provisional, WarningsOf(timer, input, counting, calendar), counting.Lines);
    }

    // A standstill moves the limits of handling. Filing windows and reminders stay, and so does the review that causes it (register of ambiguities A-30).
    private static IReadOnlyList<Suspension> StandstillsOf(DeadlineInput input, PackTimer timer, Ordinance ordinance) =>
        !timer.MarksOverdue || timer.Anchor == "appealReceived"
            ? []
            : [.. input.Suspensions.Where(s => ordinance.Case.Clock.GetValueOrDefault(s.Reason) == "suspend")
                .Select(s => s.From < input.Anchor ? s with { From = input.Anchor } : s)
                .Where(s => s.To > s.From).OrderBy(s => s.From)];

    /// <summary>The day that counts as day 0: the day of the event, or the working day it is deemed to have happened on.</summary>
    internal static DateOnly DayZeroOf(PackTimer timer, DateTimeOffset at, Ordinance ordinance, WorkingCalendar calendar)
    {
        var counting = new DayCounting(calendar, ordinance.CountingOf(timer), [], AnchorOf.Timer(timer.Anchor));
        counting.Begin(at);
        return counting.DayZero;
    }

    private static DateOnly GrantedOn(DeadlineInput input) => input.ExtensionGrantedAt?.LocalDate()
        ?? throw new InvalidOperationException("Expected the instant of the approval, because this pack counts an extension from it.");

    private static IReadOnlyList<DateTimeOffset> WarningsOf(PackTimer timer, DeadlineInput input, DayCounting counting, WorkingCalendar calendar) =>
        [.. (timer.WarnBefore ?? []).Select(lead => Before(counting, lead, calendar)).Where(at => at > input.Anchor && at < counting.Due).Distinct().Order()];

    // n working days before: the same time of day on the n-th working day before the last one.
    private static DateTimeOffset Before(DayCounting counting, Duration lead, WorkingCalendar calendar) => lead.Unit switch
    {
        Duration.Hour => counting.Due.AddHours(-lead.Amount),
        Duration.CalendarDay => counting.Due.AddDays(-lead.Amount),
        _ => counting.Due.AddDays(calendar.WorkdayBefore(counting.LastDay, lead.Amount).DayNumber - counting.LastDay.DayNumber),
    };
}

/// <summary>The anchoring event of a timer, and what people call the day it falls on.</summary>
internal sealed record AnchorOf(string Name, string Day)
{
    private const string OriginalDue = "originalDue";

    private static readonly Dictionary<string, AnchorOf> Known = new AnchorOf[]
    {
        new("serviceCompleted", "办结当日"), new("ratingSubmitted", "评价当日"), new("unitReceived", "收到当日"), new("verificationConfirmed", "核实确认当日"),
        new("callbackDone", "回访当日"), new("disputeIdentified", "发现异议当日"), new("appealReceived", "收到申诉当日"), new("rehandleIssued", "发回重办当日"),
        new("coordinationStarted", "会商启动当日"), new(OriginalDue, "原期限届满日"),
    }.ToDictionary(a => a.Name);

    /// <summary>The anchor is itself a due: its last day never counts again, and nothing is deemed to have arrived later.</summary>
    public bool IsDue => Name == OriginalDue;

    public static AnchorOf Timer(string anchor) => Known[anchor];
}
