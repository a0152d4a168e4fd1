namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>Counting rules as a pack or a single timer writes them; what is absent is left to the next outer level.</summary>
public sealed record CountingSettings(
    bool? StartDayCounts = null, string? StartOnNonWorkday = null, string? AfterHoursReceipt = null, string? DayEnd = null, string? Rollover = null, string? HourMode = null)
{
    public const string DeemNextWorkday = "deemNextWorkday";
    public const string CloseOfBusiness = "closeOfBusiness";
    public const string NextWorkday = "nextWorkday";
    public const string WorkdaysOnly = "workdaysOnly";

    /// <summary>The day-counting rule of the Civil Code §200–204, which holds where neither pack nor timer says otherwise.</summary>
    public static readonly CountingSettings CivilCode = new(false, "actualDay", "sameDay", "24:00", NextWorkday, "elapsed");

    /// <summary>These settings, completed by the outer ones.</summary>
    public CountingSettings Over(CountingSettings outer) => new(
        StartDayCounts ?? outer.StartDayCounts, StartOnNonWorkday ?? outer.StartOnNonWorkday, AfterHoursReceipt ?? outer.AfterHoursReceipt,
        DayEnd ?? outer.DayEnd, Rollover ?? outer.Rollover, HourMode ?? outer.HourMode);
}

/// <summary>The working calendar as the pack wants it.</summary>
/// <param name="LocalOverrides">Local days off or on; they beat the national notice (X-CAL-2).</param>
/// <param name="MissingYearPolicy"><c>provisional</c> or <c>error</c> (X-CAL-4).</param>
/// <param name="BusinessHours">Office hours.</param>
/// <param name="Sources">Where days come from: <c>state-council</c>, or nothing at all, which leaves Monday to Friday.</param>
public sealed record CalendarSettings(
    IReadOnlyList<LocalDay>? LocalOverrides = null, string MissingYearPolicy = "provisional", BusinessHours? BusinessHours = null, IReadOnlyList<string>? Sources = null)
{
    public const string StateCouncil = "state-council";

    /// <summary>Whether the notices of the State Council hold here (X-CAL-1).</summary>
    public bool FollowsNotices => Sources is null || Sources.Contains(StateCouncil);
}

/// <summary>A local decision about one day.</summary>
public sealed record LocalDay(DateOnly Date, bool Workday, string Reason);

/// <summary>Office hours of a day: from open to close, or several spans such as morning and afternoon, which then stand instead.</summary>
public sealed record BusinessHours(TimeOnly? Open = null, TimeOnly? Close = null, IReadOnlyList<OfficeSpan>? Periods = null)
{
    /// <summary>Close of business (停止业务活动的时间): the end of the last span; null when the place names none.</summary>
    public TimeOnly? ClosesAt => Periods?[^1].Close ?? Close;
}

/// <summary>Business hours without a break.</summary>
public sealed record OfficeSpan(TimeOnly Open, TimeOnly Close);
