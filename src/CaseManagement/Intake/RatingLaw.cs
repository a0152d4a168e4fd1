using HaoChaPing.CaseManagement.Ordinances;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>What the pack of a place says about receiving ratings, asked the way the intake needs it.</summary>
internal static class RatingLaw
{
    private const string OnTheWhole = "service";
    private static readonly string[] ClosingExpiries = ["closeWindow", "applyRatingExpiry"];

    /// <summary>May this be rated in a service of this mode (AK-7-2)? <c>both</c> needs both of its parts.</summary>
    public static bool Rates(this Ordinance pack, string target, string mode) => PartsOf(target).All(part => pack.Rating.ModesOf(part)?.Contains(mode) == true);

    /// <summary>May society rate this (AK-12)?</summary>
    public static bool IsRatedObject(this Ordinance pack, string target) => pack.RatedObjects().Contains(target) || pack.Rating.ModesOf(target) is not null;

    /// <summary>What the ordinance subjects to rating, such as <c>institution</c>.</summary>
    public static IReadOnlyList<string> RatedObjects(this Ordinance pack) => [.. pack.Read("scope.ratedObjects")?.AsArray().Select(o => o!.GetValue<string>()) ?? []];

    /// <summary>What may be rated of a consultation; null where the pack treats it as any matter.</summary>
    public static IReadOnlyList<string>? OfConsultation(this Ordinance pack, string mode) =>
        pack.Read(mode is "online" or "kiosk" ? "rating.consultation.online" : "rating.consultation.hall")?.AsArray().Select(t => t!.GetValue<string>()).ToList();

    /// <summary>The rules of frequency that an act of rating this target in this mode must obey.</summary>
    public static IReadOnlyList<RatingFrequency> FrequencyOf(this Ordinance pack, string target, string mode) =>
        [.. pack.Rating.Frequency?.Where(f => (f.Modes is null || f.Modes.Contains(mode)) && (f.Target == OnTheWhole || PartsOf(target).Contains(f.Target))) ?? []];

    /// <summary>Timers from the completed service that end the right to rate, such as <c>rating.supplementary</c>.</summary>
    public static IEnumerable<string> RatingWindows(this Ordinance pack) =>
        pack.Timers.Where(t => t.Value.Anchor == "serviceCompleted" && ClosingExpiries.Contains(t.Value.OnExpiry)).Select(t => t.Key);

    /// <summary>A bad rating opens a case (AK-13a).</summary>
    public static bool OpensCaseOn(this Ordinance pack, string level) => pack.Case.OpenOn.Contains("badRating") && pack.Rating.Level(level)?.IsBad == true;

    /// <summary>An institution must name who answers for bad ratings (AK-5-2b).</summary>
    public static bool NeedsContact(this Ordinance pack) => pack.Read("scope.responsibleContactRequired")?.GetValue<bool>() == true;

    /// <summary><c>both</c> is item and staff in one act.</summary>
    public static IReadOnlyList<string> PartsOf(string target) => target == "both" ? ["item", "staff"] : [target];
}
