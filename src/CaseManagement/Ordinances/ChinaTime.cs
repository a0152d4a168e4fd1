namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>Local dates are Asia/Shanghai whatever the host's zone (X-CNT-10). China has kept +08:00 without summer time since 1992.</summary>
public static class ChinaTime
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>Before it the local time had another offset in summer.</summary>
    public static readonly DateOnly FirstDay = new(1992, 1, 1);

    /// <summary>No date of a case lies beyond it; what does is a slip of the pen.</summary>
    public static readonly DateOnly LastDay = new(2199, 12, 31);

    public static DateTimeOffset ToChina(this DateTimeOffset instant) => instant.ToOffset(Offset);
    public static DateOnly LocalDate(this DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Offset).DateTime);
    /// <summary>00:00 of the date in China.</summary>
    public static DateTimeOffset StartOf(DateOnly date) => new(date.ToDateTime(TimeOnly.MinValue), Offset);
}
