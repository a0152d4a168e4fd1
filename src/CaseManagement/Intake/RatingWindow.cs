using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Ordinances;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>Until when a finished service may be rated, when its rater is reminded, and when something is made up for whoever did not rate: the pack's timers on the working-day calendar.</summary>
internal sealed class RatingWindow(OrdinanceCatalog ordinances)
{
    private const string AppliesExpiry = "applyRatingExpiry";

    /// <summary>A service that is not finished has no end of its window yet. On time iff rated at or before the due (X-CNT-9).</summary>
    public bool IsClosed(Ordinance pack, ServiceMatter matter, DateTimeOffset ratedAt) =>
        pack.Rating.LateRating != "replaceDefault" && WindowOf(pack, matter) is { Due: { } due } && ratedAt > due;

    /// <summary>The window of a finished service, the tightest where the pack has several; null while it is not finished or where a consultation has none.</summary>
    public DeadlineResult? WindowOf(Ordinance pack, ServiceMatter matter) =>
        matter.CompletedAt is { } completed && !IsWithoutExpiry(pack, matter)
            ? pack.RatingWindows().Select(timer => Compute(pack, timer, completed)).Where(r => r.Due is not null).MinBy(r => r.Due)
            : null;

    /// <summary>The period for an additional rating, counted from the first one (GD-14-5).</summary>
    public DeadlineResult? AdditionalOf(Ordinance pack, Rating first) =>
        pack.Timers.ContainsKey("rating.additional") ? Compute(pack, "rating.additional", first.RatedAt) : null;

    /// <summary>Sets the columns that the sweeps look at, once the service is finished and not rated yet. An enquiry that may go unrated gets none (TJ-15a, A-28).</summary>
    public void Plan(ServiceMatter matter)
    {
        if (matter.CompletedAt is not { } completed || matter.RatedAt is not null) return;
        if (ordinances.InForce(matter.Region, completed.LocalDate()) is not { } pack) return;
        var expiry = pack.Rating.OnExpiry.Action == "none" || IsWithoutExpiry(pack, matter) ? null
            : pack.Timers.Where(t => t.Value is { Anchor: "serviceCompleted", OnExpiry: AppliesExpiry }).Select(t => Compute(pack, t.Key, completed)).FirstOrDefault(r => r.Due is not null);
        (matter.ExpiresAt, matter.ExpiryProvisional) = (expiry?.Due, expiry?.Provisional == true);
        matter.ReminderDueAt = ReminderOf(pack, matter, completed);
    }

    /// <summary>Computes the end of the window anew; who was reminded, or is past it, is not reminded again.</summary>
    public void Replan(ServiceMatter matter)
    {
        var reminded = matter.ReminderDueAt is null;
        Plan(matter);
        if (reminded) matter.ReminderDueAt = null;
    }

    /// <summary>Nothing more is asked for.</summary>
    public static void Close(ServiceMatter matter, DateTimeOffset ratedAt) => (matter.RatedAt, matter.ExpiresAt, matter.ReminderDueAt) = (matter.RatedAt ?? ratedAt, null, null);

    private DateTimeOffset? ReminderOf(Ordinance pack, ServiceMatter matter, DateTimeOffset completed)
    {
        if (pack.Reminders is not [var rule, ..] || rule.Max < 1) return null;
        if (matter.Kind == "consultation" && pack.OfConsultation(matter.Mode)?.Contains(RatingLaw.Item) == false) return null;
        if (Compute(pack, rule.Timer, completed).Due is not { } due) return null;
        var at = AfterQuietHours(due, rule.QuietHours);
        return WindowOf(pack, matter)?.Due is { } end && at >= end ? null : at;
    }

    private static DateTimeOffset AfterQuietHours(DateTimeOffset due, QuietHours? quiet)
    {
        if (quiet is null || quiet.From == quiet.To) return due;
        var (day, time) = (due.LocalDate(), TimeOnly.FromTimeSpan(due - ChinaTime.StartOf(due.LocalDate())));
        var overMidnight = quiet.From > quiet.To;
        if (overMidnight && time >= quiet.From) return ChinaTime.StartOf(day.AddDays(1)) + quiet.To.ToTimeSpan();
        var inside = overMidnight ? time < quiet.To : time >= quiet.From && time < quiet.To;
        return inside ? ChinaTime.StartOf(day) + quiet.To.ToTimeSpan() : due;
    }

    private static bool IsWithoutExpiry(Ordinance pack, ServiceMatter matter) => matter.Kind == "consultation" && pack.Rating.Consultation is { Expires: false };

    private DeadlineResult Compute(Ordinance pack, string timer, DateTimeOffset anchor) => DeadlineCalculator.Compute(new DeadlineInput(timer, anchor, [], null), pack, ordinances.CalendarOf(pack));
}
