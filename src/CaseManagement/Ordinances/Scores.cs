using System.Text.Json.Nodes;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>The counts a score is made of (api.md, score). What a kind of score does not take is left out.</summary>
public sealed record ScoreInput(
    IReadOnlyDictionary<string, long>? Ratings = null, long? TimeoutUnrated = null, long? ActiveRatedMatters = null, long? ValidBad = null, long? Rectified = null,
    long? VisitedSatisfied = null, long? Invalidated = null, IReadOnlyDictionary<string, long>? Defaults = null, long? Unrated = null)
{
    internal long Rated => Ratings?.Values.Sum() ?? 0;
    internal long Defaulted => Defaults?.Values.Sum() ?? 0;
}

/// <summary>Scores from counts. Pure and exact: one rounding, at the end (X-NUM-1).</summary>
internal static class Scores
{
    private static readonly Fraction Hundred = Fraction.Of(100);

    /// <summary>The composite of 天津: quality, active rate, rectification and visit satisfaction, weighted (requirements §4.2).</summary>
    /// <param name="input">The counts.</param>
    /// <param name="ordinance">The pack.</param>
    /// <param name="rules">Its rules of the composite.</param>
    /// <param name="weights">The weights of the period.</param>
    /// <param name="mean">The mean of the points, where they were given under several versions of the rules.</param>
    public static JsonObject Composite(ScoreInput input, Ordinance ordinance, CompositeRules rules, ScoreWeights weights, Fraction? mean = null)
    {
        var rounding = ScoringRules.Of(ordinance).Rounds;
        if (input.Rated == 0 || input.Rated < rules.MinimumRatings) return Nothing("quality", "activeRate", "rectificationRate", "visitSatisfaction", "composite");
        (string Name, Fraction? Value, Fraction Weight)[] parts =
        [
            ("quality", (mean ?? Mean(input, ordinance)) * Fraction.Parse($"{rules.QualityScale}"), weights.Quality),
            ("activeRate", ActiveRate(input, rules.ActiveRate ?? new()), weights.ActiveRate),
            ("rectificationRate", Rectification(input, rules.ZeroDenominator ?? new()), weights.Rectification),
            ("visitSatisfaction", Visit(input, rules.ZeroDenominator ?? new()), weights.VisitSatisfaction),
        ];
        var counted = parts.Where(p => p.Value is not null).ToList();
        var weight = counted.Aggregate(Fraction.Zero, (sum, p) => sum + p.Weight);
        Fraction? composite = weight == Fraction.Zero ? null : counted.Aggregate(Fraction.Zero, (sum, p) => sum + p.Value!.Value * p.Weight) / weight;
        return Answer(rounding, [.. parts.Select(p => (p.Name, p.Value)), ("composite", composite)]);
    }

    /// <summary>The mean of the levels' points (GD-9, TJ-8).</summary>
    public static JsonObject Points(ScoreInput input, Ordinance ordinance) =>
        input.Rated == 0 ? Nothing("mean") : Answer(ScoringRules.Of(ordinance).Rounds, ("mean", Mean(input, ordinance)));

    /// <summary>Shares of good, bad and missing ratings. A default rating counts in the levels, never as given by the rater .</summary>
    public static JsonObject Rates(ScoreInput input, Ordinance ordinance)
    {
        var rounding = ScoringRules.Of(ordinance).Rounds;
        string[] names = input.Defaults is null ? ["good", "bad", "unrated"] : ["good", "bad", "unrated", "activeRate"];
        var rated = input.Rated + input.Defaulted;
        if (rated == 0) return Nothing(names);
        var unrated = input.Unrated ?? 0;
        var ratedOnly = ordinance.Raw["publication"]?["rateDenominator"]?.ToString() == "ratedOnly";
        var all = ratedOnly ? rated : rated + unrated;
        Fraction?[] values = [Share(Count(input, ordinance, bad: false), all), Share(Count(input, ordinance, bad: true), all), Share(unrated, all), Share(input.Rated, rated)];
        return Answer(rounding, [.. names.Zip(values)]);
    }

    private static long Count(ScoreInput input, Ordinance ordinance, bool bad) =>
        (input.Ratings ?? new Dictionary<string, long>()).Concat(input.Defaults ?? new Dictionary<string, long>())
            .Where(r => ordinance.Rating.Level(r.Key)!.IsBad == bad).Sum(r => r.Value);

    private static Fraction Mean(ScoreInput input, Ordinance ordinance) =>
        input.Ratings!.Aggregate(Fraction.Zero, (sum, r) => sum + Fraction.Of(r.Value) * Fraction.Parse($"{ordinance.Rating.Level(r.Key)!.Score ?? 0}")) / Fraction.Of(input.Rated);

    private static Fraction? ActiveRate(ScoreInput input, ActiveRateRules rules)
    {
        // What was set aside is in neither number unless the pack counts it.
        var all = input.Rated + (input.TimeoutUnrated ?? 0) + (rules.InvalidatedCounts ? input.Invalidated ?? 0 : 0);
        return Share(rules.Unit == "literal" ? input.ActiveRatedMatters ?? 0 : input.Rated, all);
    }

    private static Fraction? Rectification(ScoreInput input, ZeroDenominatorRules zero) =>
        input.ValidBad == 0 ? Instead(zero.Rectification) : Share(input.Rectified ?? 0, input.ValidBad ?? 0);

    private static Fraction? Visit(ScoreInput input, ZeroDenominatorRules zero)
    {
        if (input.Rectified > 0) return Share(input.VisitedSatisfied ?? 0, input.Rectified.Value);
        // Bad ratings of which none was put right are no reason for praise (TJ-23-f).
        return input.ValidBad == 0 ? Instead(zero.Visit) : Fraction.Zero;
    }

    private static Fraction? Instead(string rule) => rule switch { "full" => Hundred, "zero" => Fraction.Zero, _ => null };

    private static Fraction Share(long part, long all) => Fraction.Of(part) * Hundred / Fraction.Of(all);

    private static JsonObject Answer(RoundingRules rounding, params IEnumerable<(string Name, Fraction? Value)> figures) =>
        new([.. figures.Select(f => KeyValuePair.Create(f.Name, f.Value is { } value ? (JsonNode?)rounding.Text(value) : null)), new("status", "ok")]);

    private static JsonObject Nothing(params IEnumerable<string> names) => new([.. names.Select(n => KeyValuePair.Create(n, (JsonNode?)null)), new("status", "insufficientData")]);
}
