using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Ordinances;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>What the pack of a place says about receiving ratings, asked the way the intake needs it.</summary>
internal static class RatingLaw
{
    public const string Item = "item";
    public const string Center = "center";
    private const string OnTheWhole = "service";
    private const string BothTargets = "bothTargets";
    private const string ChooseEach = "chooseEach";
    private static readonly string[] ClosingExpiries = ["closeWindow", "applyRatingExpiry"];
    private static readonly string[] AtADistance = ["online", "kiosk"];

    /// <summary>What may be rated of this matter at this instant; empty when nothing may.</summary>
    public static IReadOnlyList<string> TargetsOf(this Ordinance pack, ServiceMatter matter, DateTimeOffset ratedAt, string? stage)
    {
        var byMode = (pack.Rating.Targets ?? []).Where(t => t.Modes.Contains(matter.Mode)).Select(t => t.Target).ToList();
        if (matter.Kind == "consultation" && pack.OfConsultation(matter.Mode) is { } ofEnquiry) return [.. byMode.Intersect(ofEnquiry)];
        if (matter.JointApproval && pack.Rating.JointApproval is { } joint)
            return [.. byMode.Intersect((IsAtReceipt(matter, ratedAt, stage) ? joint.OnReceipt : joint.OnCompletion) ?? [])];
        // What the ordinance subjects to rating without tying it to a way of handling, such as the platform (AK-2).
        return [.. byMode, .. pack.RatedObjects().Except((pack.Rating.Targets ?? []).Select(t => t.Target))];
    }

    /// <summary>Is the matter still under way at this instant?</summary>
    public static bool IsUnderWay(ServiceMatter matter, DateTimeOffset at) => matter.CompletedAt is not { } completed || at < completed;

    /// <summary>May society rate this (AK-12)?</summary>
    public static bool IsRatedObject(this Ordinance pack, string target) => pack.RatedObjects().Contains(target) || pack.Rating.ModesOf(target) is not null;

    /// <summary>What the ordinance subjects to rating, such as <c>institution</c>.</summary>
    public static IReadOnlyList<string> RatedObjects(this Ordinance pack) => [.. pack.Read("scope.ratedObjects")?.AsArray().Select(o => o!.GetValue<string>()) ?? []];

    /// <summary>What may be rated of a consultation; null where the pack treats it as any matter.</summary>
    public static IReadOnlyList<string>? OfConsultation(this Ordinance pack, string mode) =>
        pack.Rating.Consultation is { } rule ? (AtADistance.Contains(mode) ? rule.Online : rule.Hall) ?? [] : null;

    /// <summary>The rules of frequency that an act of rating these parts in this mode must obey.</summary>
    public static IReadOnlyList<RatingFrequency> FrequencyOf(this Ordinance pack, IReadOnlyList<string> parts, string mode) =>
        [.. pack.Rating.Frequency?.Where(f => (f.Modes is null || f.Modes.Contains(mode)) && (f.Target == OnTheWhole ? !parts.Contains(Center) : parts.Contains(f.Target))) ?? []];

    /// <summary>One rating of any part is the one rating of the whole service (SP-5.2b).</summary>
    public static bool IsOneForTheWhole(this Ordinance pack, string mode) =>
        pack.Rating.Frequency?.Any(f => f.Target == OnTheWhole && (f.Modes is null || f.Modes.Contains(mode))) == true;

    /// <summary>Timers from the completed service that end the right to rate, such as <c>rating.supplementary</c>.</summary>
    public static IEnumerable<string> RatingWindows(this Ordinance pack) =>
        pack.Timers.Where(t => t.Value.Anchor == "serviceCompleted" && ClosingExpiries.Contains(t.Value.OnExpiry)).Select(t => t.Key);

    /// <summary>A bad rating opens a case (AK-13a).</summary>
    public static bool OpensCaseOn(this Ordinance pack, string level) => pack.Case.OpenOn.Contains("badRating") && pack.Rating.Level(level)?.IsBad == true;

    /// <summary>An institution must name who answers for bad ratings (AK-5-2b).</summary>
    public static bool NeedsContact(this Ordinance pack) => pack.Read("scope.responsibleContactRequired")?.GetValue<bool>() == true;

    /// <summary>A good answer stands for item and staff alike (TJ-12b, TJ-13c).</summary>
    public static bool SpreadsGood(string? good) => good == BothTargets;

    /// <summary>A bad answer says why for item and staff each (TJ-12b, TJ-13c).</summary>
    public static bool ChoosesEach(string? bad) => bad == ChooseEach;

    /// <summary>Item and staff are each answered for in a bad rating of both (TJ-7-4b, TJ-12b).</summary>
    public static bool AnswersEach(this Ordinance pack) => ChoosesEach(pack.Rating.Batch?.Bad) || ChoosesEach(pack.Rating.JointApproval?.Bad);

    /// <summary><c>both</c> is item and staff in one act.</summary>
    public static IReadOnlyList<string> PartsOf(string target) => target == "both" ? [Item, "staff"] : [target];

    /// <summary>The target these parts make.</summary>
    public static string TargetOf(IReadOnlyList<string> parts) => parts.Contains(Item) && parts.Contains("staff") ? "both" : parts[0];

    private static bool IsAtReceipt(ServiceMatter matter, DateTimeOffset ratedAt, string? stage) => stage == "receipt" || IsUnderWay(matter, ratedAt);
}
