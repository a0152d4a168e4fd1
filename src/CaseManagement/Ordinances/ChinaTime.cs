namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>Local dates are Asia/Shanghai whatever the host's zone (X-CNT-10). China has kept +08:00 without summer time since 1992.</summary>
public static class ChinaTime
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    public static DateTimeOffset ToChina(this DateTimeOffset instant) => instant.ToOffset(Offset);
    public static DateOnly LocalDate(this DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Offset).DateTime);
    /// <summary>00:00 of the date in China.</summary>
    public static DateTimeOffset StartOf(DateOnly date) => new(date.ToDateTime(TimeOnly.MinValue), Offset);
}
