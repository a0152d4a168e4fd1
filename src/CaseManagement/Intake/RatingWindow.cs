using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Ordinances;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>Until when a finished service may be rated (AK-11b): the pack's timer on the working-day calendar.</summary>
internal sealed class RatingWindow(OrdinanceCatalog ordinances)
{
    /// <summary>A service that is not finished has no end of its window yet. On time iff rated at or before the due (X-CNT-9).</summary>
    public bool IsClosed(Ordinance pack, ServiceMatter matter, DateTimeOffset ratedAt) =>
        pack.Rating.LateRating != "replaceDefault" && matter.CompletedAt is { } completed
        && pack.RatingWindows().Any(timer => ratedAt > DeadlineCalculator.Compute(new DeadlineInput(timer, completed, [], null), pack, ordinances.CalendarOf(pack)).Due);
}
