using System.Text.Json;
using System.Text.Json.Nodes;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>How a pack scores: rounding of every figure, and the composite where it has one (TJ-23).</summary>
public sealed record ScoringRules(RoundingRules? Rounding = null, CompositeRules? Composite = null)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

    /// <summary>Two places, a half away from zero, at the very end: what holds where a pack says nothing (X-NUM-1).</summary>
    public RoundingRules Rounds => Rounding ?? new();

    public static ScoringRules Of(Ordinance ordinance) => ordinance.Raw["scoring"]?.Deserialize<ScoringRules>(Format) ?? new();
}

public sealed record RoundingRules(int Decimals = 2, string Mode = "halfAwayFromZero", string At = "end")
{
    public string Text(Fraction figure) => figure.Round(Decimals, toEven: Mode == "halfToEven");
}

/// <param name="Weights">By day; a period uses those in force on its last day (TJ-23-6).</param>
/// <param name="QualityScale">Joins the mean of 0–10 points to percentages (TJ-23-a).</param>
/// <param name="ActiveRate">What the active rate counts (TJ-23-b, A-16).</param>
/// <param name="ZeroDenominator">What stands where there is nothing to divide by (TJ-23-e, TJ-23-f).</param>
/// <param name="MinimumRatings">Fewer give no score (TJ-23-g).</param>
public sealed record CompositeRules(
    IReadOnlyList<JsonObject> Weights, decimal QualityScale = 10, ActiveRateRules? ActiveRate = null, ZeroDenominatorRules? ZeroDenominator = null, int MinimumRatings = 1)
{
    /// <summary>The weights in force on a day; null before the first.</summary>
    public ScoreWeights? WeightsOn(DateOnly day) => Weights.Select(ScoreWeights.Read).Where(w => w.EffectiveFrom <= day).MaxBy(w => w.EffectiveFrom);

    public ScoreWeights FirstWeights => Weights.Select(ScoreWeights.Read).MinBy(w => w.EffectiveFrom)!;
}

public sealed record ActiveRateRules(string Unit = "rating", bool InvalidatedCounts = false);

/// <summary><c>full</c> counts as 100, <c>zero</c> as 0, <c>exclude</c> leaves the part out and shares its weight among the others (TJ-23-i).</summary>
public sealed record ZeroDenominatorRules(string Rectification = "full", string Visit = "full");

/// <summary>The weights of the four parts from a day on; they sum to 1.</summary>
public sealed record ScoreWeights(DateOnly EffectiveFrom, Fraction Quality, Fraction ActiveRate, Fraction Rectification, Fraction VisitSatisfaction)
{
    public Fraction Sum => Quality + ActiveRate + Rectification + VisitSatisfaction;

    /// <summary>Reads weights that the schema has accepted.</summary>
    public static ScoreWeights Read(JsonNode set) => new(
        DateOnly.ParseExact(set["effectiveFrom"]!.GetValue<string>(), "yyyy-MM-dd"),
        Share(set, "quality"), Share(set, "activeRate"), Share(set, "rectification"), Share(set, "visitSatisfaction"));

    private static Fraction Share(JsonNode set, string part) => Fraction.Parse(set[part]!.ToString());
}
