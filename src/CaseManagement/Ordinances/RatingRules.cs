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
public sealed record RatingRules(
    string Identity, IReadOnlyList<RatingLevel> Levels, IReadOnlyList<string> ReasonRequired, RatingExpiry OnExpiry, IReadOnlyList<RatingTarget>? Targets = null,
    bool FreeText = false, IReadOnlyList<RatingFrequency>? Frequency = null, string LateRating = "refuse", AdditionalRating? Additional = null,
    BatchRules? Batch = null, string Theme = "none", string Publicity = "alwaysPublic", IReadOnlyList<string>? RaterKinds = null,
    IReadOnlyList<string>? ContentDimensions = null)
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
