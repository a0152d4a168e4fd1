using System.Text.Json.Serialization;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>A span as the pack writes it: <c>{"amount":5,"unit":"businessDay"}</c>. Units: <c>hour</c>, <c>calendarDay</c>, <c>businessDay</c>.</summary>
public sealed record Duration(int Amount, string Unit)
{
    public const string Hour = "hour";
    public const string CalendarDay = "calendarDay";
    public const string BusinessDay = "businessDay";
}

/// <summary>An interval in which the clock stood still, such as an appeal under review (X-CLK-4).</summary>
public sealed record Suspension(string Reason, DateTimeOffset From, DateTimeOffset To);

/// <summary>Everything a due date is made of. The same input always gives the same answer.</summary>
/// <param name="Timer">Timer id of the pack.</param>
/// <param name="Anchor">The instant of the event the timer counts from.</param>
/// <param name="Suspensions">Finished intervals of standstill.</param>
/// <param name="Extension">The granted extension, if any.</param>
/// <param name="ExtensionGrantedAt">When it was granted; needed where the pack counts extensions from the approval (X-CLK-7).</param>
/// <param name="NamedDay">The last day that a person named instead of the counted one (GD-15b, YS-13c).</param>
public sealed record DeadlineInput(
    string Timer, DateTimeOffset Anchor, IReadOnlyList<Suspension> Suspensions, Duration? Extension, DateTimeOffset? ExtensionGrantedAt = null, DateOnly? NamedDay = null);

/// <summary>One line of the day-by-day explanation.</summary>
/// <param name="Date">Local date.</param>
/// <param name="Counts">Whether the day counts.</param>
/// <param name="N">Its number when it counts as a day; absent where hours are counted.</param>
/// <param name="Note">Chinese: why it counts or not.</param>
public sealed record DeadlineDay(DateOnly Date, bool Counts, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? N, string Note);

/// <summary>A computed deadline.</summary>
/// <param name="Due">On time iff t ≤ due; 24:00 of a day is 00:00 of the next; null when the timer has no limit.</param>
/// <param name="LastDay">The day people speak of.</param>
/// <param name="Provisional">A year without a published holiday notice was reached (X-CAL-4).</param>
/// <param name="Warnings">Instants of the warnings before it.</param>
/// <param name="Explanation">The counting, day by day.</param>
public sealed record DeadlineResult(DateTimeOffset? Due, DateOnly? LastDay, bool Provisional, IReadOnlyList<DateTimeOffset> Warnings, IReadOnlyList<DeadlineDay> Explanation);
