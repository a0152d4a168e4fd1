namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>What a rating may and must contain.</summary>
/// <param name="Identity"><c>realNameRequired</c>, <c>realNameEncouraged</c>, <c>optional</c>.</param>
/// <param name="Levels">The five levels, best first.</param>
/// <param name="ReasonRequired">Levels that need a ticked reason or text (AK-8c).</param>
/// <param name="OnExpiry">What happens when nobody rates.</param>
/// <param name="Targets">What may be rated in which service mode.</param>
/// <param name="FreeText">Whether own words are taken.</param>
/// <param name="Frequency">How often.</param>
/// <param name="LateRating"><c>refuse</c> or <c>replaceDefault</c>.</param>
/// <param name="Additional">Ratings after the first.</param>
/// <param name="Batch">One rating for several matters.</param>
/// <param name="Theme"><c>none</c>, <c>overallOrEach</c>, <c>overallOnly</c>.</param>
/// <param name="Publicity"><c>alwaysPublic</c>, <c>raterChoice</c>, <c>neverPublicText</c>.</param>
/// <param name="RaterKinds">Who may rate; null means everybody.</param>
/// <param name="ContentDimensions">Dimensions offered (AK-6).</param>
/// <param name="IndicatorSets">Sets of preset texts (TJ-A).</param>
/// <param name="JointApproval">What may be rated at which stage of a joint approval (TJ-13).</param>
/// <param name="Consultation">What may be rated of an enquiry (TJ-15); null treats it as any matter.</param>
/// <param name="Staging">Ratings of single stages beside the whole (YS-9).</param>
public sealed record RatingRules(
    string Identity, IReadOnlyList<RatingLevel> Levels, IReadOnlyList<string> ReasonRequired, RatingExpiry OnExpiry, IReadOnlyList<RatingTarget>? Targets = null,
    bool FreeText = false, IReadOnlyList<RatingFrequency>? Frequency = null, string LateRating = "refuse", AdditionalRating? Additional = null,
    BatchRules? Batch = null, string Theme = "none", string Publicity = "alwaysPublic", IReadOnlyList<string>? RaterKinds = null,
    IReadOnlyList<string>? ContentDimensions = null, IReadOnlyList<string>? IndicatorSets = null, JointApprovalRules? JointApproval = null,
    ConsultationRules? Consultation = null, StagingRules? Staging = null)
{
    /// <summary>The level with this code, or null.</summary>
    public RatingLevel? Level(string code) => Levels.FirstOrDefault(l => l.Code == code);

    /// <summary>The modes in which this target may be rated; null when the pack does not rate it.</summary>
    public IReadOnlyList<string>? ModesOf(string target) => Targets?.FirstOrDefault(t => t.Target == target)?.Modes;
}

/// <summary>One of the five levels.</summary>
public sealed record RatingLevel(string Code, string Name, string Polarity, int? Stars = null, decimal? Score = null)
{
    /// <summary>A bad rating opens a case.</summary>
    public bool IsBad => Polarity == "bad";
}

public sealed record RatingTarget(string Target, IReadOnlyList<string> Modes);

/// <summary>At most <paramref name="Max"/> ratings of the target per matter, visit, service, day or stage.</summary>
public sealed record RatingFrequency(string Target, string Per, int Max, IReadOnlyList<string>? Modes = null, string? On = null);

/// <param name="Action"><c>none</c>, <c>markUnrated</c>, <c>defaultRating</c>.</param>
/// <param name="Level">Level of the default rating.</param>
/// <param name="Stated">False where the ordinance does not say.</param>
public sealed record RatingExpiry(string Action, string? Level = null, bool Stated = true);

public sealed record AdditionalRating(int Max = 0, bool Replaces = false, bool OpensCase = false);

/// <summary>One rating for several matters of one application (AK-11c).</summary>
public sealed record BatchRules(
    bool Enabled = false, int Min = 0, bool SameItem = false, IReadOnlyList<string>? Modes = null, string? Good = null, string? Bad = null,
    string CountAs = "perMatter", string CasesPerBadBatch = "one");

/// <summary>Joint approval of several departments: what is open at receipt and at completion, and what a single answer spreads to.</summary>
public sealed record JointApprovalRules(
    IReadOnlyList<string>? OnReceipt = null, IReadOnlyList<string>? OnCompletion = null, string? Good = null, string? Bad = null);

/// <param name="Online">What may be rated of an enquiry finished online.</param>
/// <param name="Hall">What may be rated of one in a hall.</param>
/// <param name="Expires">Whether nobody rating it has a consequence.</param>
public sealed record ConsultationRules(IReadOnlyList<string>? Online = null, IReadOnlyList<string>? Hall = null, bool Expires = false);

/// <param name="PerStage">Single stages may be rated.</param>
/// <param name="Overall">The whole may be rated too.</param>
/// <param name="CountStages">Whether ratings of stages enter the figures.</param>
public sealed record StagingRules(bool PerStage = false, bool Overall = false, bool CountStages = false);

/// <summary>A reminder to rate.</summary>
/// <param name="Timer">When, counted from the completed service.</param>
/// <param name="Channel">By which ways, the first that can reach the person.</param>
/// <param name="Optional">The ordinance only allows it.</param>
/// <param name="Max">How many.</param>
/// <param name="QuietHours">Hours of the night in which nobody is disturbed.</param>
public sealed record ReminderRule(string Timer, IReadOnlyList<string> Channel, bool Optional = false, int Max = 1, QuietHours? QuietHours = null);

/// <summary>From an hour of the evening to one of the morning, local time.</summary>
public sealed record QuietHours(TimeOnly From, TimeOnly To);

/// <summary>Register of raters proven malicious (恶意评价人员信息库, SP-8.1d).</summary>
/// <param name="Enabled">Whether the place keeps one.</param>
/// <param name="EntryRequires"><c>reviewDecision</c>: a review has found malice.</param>
/// <param name="Effect"><c>quarantine</c> or <c>flagOnly</c>.</param>
/// <param name="Scope"><c>futureOnly</c> or <c>pastAndFuture</c>.</param>
/// <param name="ExpiresAfter">How long an entry holds; null for ever.</param>
public sealed record MaliciousRegisterRules(
    bool Enabled = false, string EntryRequires = "reviewDecision", string Effect = "quarantine", string Scope = "futureOnly", Duration? ExpiresAfter = null);

/// <summary>The catalogue of service items (事项清单).</summary>
public sealed record ServiceRules(CatalogueRules? Catalogue = null);

/// <param name="Required">Only items of the catalogue are rated.</param>
/// <param name="Mapping"><c>oneToOne</c>: each item has exactly one name for rating (TJ-5-3b).</param>
public sealed record CatalogueRules(bool Required = false, string? Mapping = null);
