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
}
