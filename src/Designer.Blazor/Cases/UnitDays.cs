using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Ordinances;

namespace HaoChaPing.Designer.Blazor.Cases;

/// <summary>Working days the handling unit has had the case: its clock and the citizen's begin together, when the order arrives.</summary>
internal static class UnitDays
{
    public static int? Of(CaseDetail @case, DeadlineView? clock) => clock switch
    {
        null => null,
        { Remaining: { State: "overdue" } count } => count.Total + count.WorkingDays,
        { Remaining: { } count } => count.Used,
        // Closed: the days counted up to then, as far as the counting was written down.
        _ when @case.ClosedAt?.LocalDate() is { } closed && closed <= clock.LastDay => clock.Explanation.Count(day => day.Counts && day.Date <= closed),
        _ => null,
    };

    /// <summary>What the clock of a closed case came to rest at; null while it runs.</summary>
    public static string? Final(CaseDetail @case, DeadlineView? clock) => @case.ClosedAt is null ? null : Of(@case, clock) switch
    {
        null => "已停止", 0 => "不足 1 个工作日", { } days => $"共 {days} 个工作日",
    };
}
