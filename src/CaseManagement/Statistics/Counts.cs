using HaoChaPing.CaseManagement.Ordinances;

namespace HaoChaPing.CaseManagement.Statistics;

/// <summary>What was counted.</summary>
/// <param name="Services">Finished services.</param>
/// <param name="Ratings">Ratings given by raters and counted.</param>
/// <param name="Defaults">Made up after the window; they count in the levels, never as given .</param>
/// <param name="Unrated">未评 because nobody rated in time.</param>
/// <param name="SetAside">未评 because a decision gathered them there (TJ-19b).</param>
/// <param name="Invalidated">不予采纳: in no other figure (X-INV-1).</param>
/// <param name="Waiting">Held for the catalogue or quarantined: in no other figure yet.</param>
/// <param name="Society">Words of society about no matter: outside the levels (AK-12).</param>
/// <param name="Levels">Ratings and defaults by level.</param>
/// <param name="Good">Of these the good ones.</param>
/// <param name="Bad">And the bad ones.</param>
/// <param name="ValidBad">Bad ratings by raters.</param>
/// <param name="Rectified">Of these rectified.</param>
/// <param name="Visited">Of these asked again.</param>
/// <param name="VisitedSatisfied">Of these satisfied.</param>
public sealed record Counts(
    long Services, long Ratings, long Defaults, long Unrated, long SetAside, long Invalidated, long Waiting, long Society, IReadOnlyDictionary<string, long> Levels,
    long Good, long Bad, long ValidBad, long Rectified, long Visited, long VisitedSatisfied);

/// <summary>A share with what it was made of: a percentage of two places, null without anything to divide by.</summary>
public sealed record Rate(string? Value, long Numerator, long Denominator);

/// <summary>Adds sums up to counts, rates and scores. Each rating is judged by the rules it was given under; what belongs to the period by those of its last day.</summary>
internal sealed class FigureMath(OrdinanceCatalog catalog, string region, Ordinance pack)
{
    private readonly Dictionary<string, Ordinance> _packs = [];

    public Counts Count(IReadOnlyCollection<FigureSum> sums)
    {
        var levels = sums.Where(s => s.Standing is FigureStanding.Adopted or FigureStanding.Default && s.Ratings != 0).ToList();
        var bad = levels.Where(s => s.Standing == FigureStanding.Adopted && IsBad(s)).ToList();
        return new Counts(
            sums.Where(s => s.Standing == FigureStanding.Service).Sum(s => s.Acts), Of(sums, FigureStanding.Adopted), Of(sums, FigureStanding.Default), Of(sums, FigureStanding.Timeout), Of(sums, FigureStanding.SetAside),
            sums.Where(s => s.Standing == FigureStanding.Invalidated).Sum(s => s.Acts), sums.Where(s => s.Standing is FigureStanding.Held or FigureStanding.Quarantined).Sum(s => s.Acts),
            sums.Where(s => s.Standing == FigureStanding.Society).Sum(s => s.Acts),
            levels.GroupBy(s => s.Level).OrderBy(g => g.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum(s => s.Ratings)),
            levels.Where(s => !IsBad(s)).Sum(s => s.Ratings), levels.Where(IsBad).Sum(s => s.Ratings), bad.Sum(s => s.Ratings), bad.Where(s => FigureCourse.IsRectified(s.Course)).Sum(s => s.Ratings),
            bad.Where(s => s.Course is FigureCourse.Satisfied or FigureCourse.Dissatisfied).Sum(s => s.Ratings), bad.Where(s => s.Course == FigureCourse.Satisfied).Sum(s => s.Ratings));
    }

    /// <summary>The rates the packs publish, each with its two numbers (X-NUM-1, TJ-24).</summary>
    public IReadOnlyDictionary<string, Rate> Rates(Counts c)
    {
        var rated = c.Ratings + c.Defaults;
        var unrated = c.Unrated + c.SetAside;
        var all = RatedOnly ? rated : rated + unrated;
        var rates = new Dictionary<string, Rate>
        {
            ["good"] = Share(c.Good, all), ["bad"] = Share(c.Bad, all), ["active"] = Share(c.Ratings, rated + c.Unrated),
            ["rectification"] = Share(c.Rectified, c.ValidBad), ["visitSatisfaction"] = Share(c.VisitedSatisfied, c.Rectified),
        };
        if (!RatedOnly) rates["unrated"] = Share(unrated, all);
        return rates;
    }

    public Rate Share(long part, long all) => new(all == 0 ? null : Rounding.Text(Fraction.Of(part) * Fraction.Of(100) / Fraction.Of(all)), part, all);

    /// <summary>The figure a place ranks by, as its pack scores: composite (TJ), points (GD), stars (SP), else the share of good ratings.</summary>
    public Score Score(IReadOnlyCollection<FigureSum> sums, DateOnly lastDay)
    {
        if (Rules.Composite is { } composite && composite.WeightsOn(lastDay) is { } weights) return Composite(sums, composite, weights);
        if (pack.Rating.Levels.All(l => l.Score is not null)) return Mean("points", sums, s => s.Score);
        if (pack.Rating.Levels.All(l => l.Stars is not null)) return Mean("stars", sums, l => l.Stars);
        var counts = Count(sums);
        var good = Rates(counts)["good"];
        return new Score("goodRate", good.Value, good.Value is null ? "insufficientData" : "ok", new() { ["good"] = good.Numerator, ["rated"] = good.Denominator }, null);
    }

    private Score Composite(IReadOnlyCollection<FigureSum> sums, CompositeRules rules, ScoreWeights weights)
    {
        var (ofQuality, ofRectification) = (Targets("scoring.composite.quality.targets"), Targets("scoring.composite.rectification.targets"));
        var quality = sums.Where(s => IsOf(s, ofQuality)).ToList();
        var rated = quality.Where(s => s.Standing == FigureStanding.Adopted && s.Ratings != 0).ToList();
        var bad = Count([.. sums.Where(s => IsOf(s, ofRectification))]);
        var input = new ScoreInput(
            rated.GroupBy(s => s.Level).ToDictionary(g => g.Key, g => g.Sum(s => s.Ratings)), Of(quality, FigureStanding.Timeout), sums.Where(s => s.Standing == FigureStanding.RatedService).Sum(s => s.Acts),
            bad.ValidBad, bad.Rectified, bad.VisitedSatisfied, Of(quality, FigureStanding.SetAside));
        var parts = Scores.Composite(input, pack, rules, weights, input.Rated == 0 ? null : MeanOf(rated, l => l.Score));
        return new Score("composite", (string?)parts["composite"], (string)parts["status"]!, new()
        {
            ["ratings"] = input.Rated, ["timeoutUnrated"] = input.TimeoutUnrated!.Value, ["activeRatedMatters"] = input.ActiveRatedMatters!.Value, ["validBad"] = input.ValidBad!.Value,
            ["rectified"] = input.Rectified!.Value, ["visitedSatisfied"] = input.VisitedSatisfied!.Value,
        }, ((string[])["quality", "activeRate", "rectificationRate", "visitSatisfaction"]).ToDictionary(p => p, p => (string?)parts[p]));
    }

    private Score Mean(string kind, IReadOnlyCollection<FigureSum> sums, Func<RatingLevel, decimal?> worth)
    {
        // Stars stand for a level, which a default rating has too; points are of what raters gave (GD-9).
        var rated = sums.Where(s => (s.Standing == FigureStanding.Adopted || (kind == "stars" && s.Standing == FigureStanding.Default)) && s.Ratings != 0).ToList();
        var count = rated.Sum(s => s.Ratings);
        return new Score(kind, count == 0 ? null : Rounding.Text(MeanOf(rated, worth)), count == 0 ? "insufficientData" : "ok", new() { ["ratings"] = count }, null);
    }

    private Fraction MeanOf(IReadOnlyCollection<FigureSum> rated, Func<RatingLevel, decimal?> worth) =>
        rated.Aggregate(Fraction.Zero, (sum, s) => sum + Fraction.Of(s.Ratings) * Fraction.Parse($"{worth(LevelOf(s)!) ?? 0}")) / Fraction.Of(rated.Sum(s => s.Ratings));

    private ScoringRules Rules => ScoringRules.Of(pack);
    private RoundingRules Rounding => Rules.Rounds;
    private bool RatedOnly => pack.Raw["publication"]?["rateDenominator"]?.ToString() == "ratedOnly";
    private string[] Targets(string path) => [.. pack.Read(path)?.AsArray().Select(t => t!.GetValue<string>()) ?? []];
    private static bool IsOf(FigureSum sum, string[] targets) => targets.Length == 0 || sum.Target.Split('+').Intersect(targets).Any();
    private static long Of(IEnumerable<FigureSum> sums, string standing) => sums.Where(s => s.Standing == standing).Sum(s => s.Ratings);
    private bool IsBad(FigureSum sum) => LevelOf(sum)?.IsBad == true;

    private RatingLevel? LevelOf(FigureSum sum)
    {
        if (!_packs.TryGetValue(sum.Pack, out var own)) _packs[sum.Pack] = own = catalog.Get(region, sum.Pack);
        return own.Rating.Level(sum.Level);
    }
}

/// <summary>What a place ranks by.</summary>
/// <param name="Kind"><c>composite</c>, <c>points</c>, <c>stars</c> or <c>goodRate</c>, as the pack scores.</param>
/// <param name="Value">With two places; null without data.</param>
/// <param name="Status"><c>ok</c> or <c>insufficientData</c>.</param>
/// <param name="Inputs">The counts it was made of.</param>
/// <param name="Parts">The parts of a composite.</param>
public sealed record Score(string Kind, string? Value, string Status, Dictionary<string, long> Inputs, IReadOnlyDictionary<string, string?>? Parts);
