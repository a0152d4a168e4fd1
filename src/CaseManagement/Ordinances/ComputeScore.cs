using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using MediatR;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>Computes a score from counts for somebody who asks; changes nothing.</summary>
/// <param name="Code">Pack code.</param>
/// <param name="Kind"><c>composite</c>, <c>points</c> or <c>rates</c>.</param>
/// <param name="Input">The counts.</param>
/// <param name="Settings">Values of the pack by dotted path, for this computation only.</param>
/// <param name="At">Last day of the period, for weights that change with time; today where none is given.</param>
public sealed record ComputeScore(string Code, string Kind, ScoreInput Input, IReadOnlyDictionary<string, JsonNode?> Settings, DateOnly? At = null) : IRequest<Result<JsonObject>>;

internal sealed class ComputeScoreHandler(OrdinanceCatalog catalog, CurrentUser user, TimeProvider clock) : IRequestHandler<ComputeScore, Result<JsonObject>>
{
    private static readonly string[] Kinds = ["composite", "points", "rates"];

    public Task<Result<JsonObject>> Handle(ComputeScore request, CancellationToken cancellationToken) => Task.FromResult(Compute(request));

    private Result<JsonObject> Compute(ComputeScore request)
    {
        if (!user.May(Acts.ReadOrdinance)) return HttpRefusals.NotAllowed;
        var day = request.At ?? clock.GetUtcNow().LocalDate();
        if ((catalog.InForce(request.Code, day) ?? catalog.Current(request.Code)) is not { } published) return OrdinanceRefusals.Unknown(request.Code);
        if (!Kinds.Contains(request.Kind)) return OrdinanceRefusals.BadInput([new("/kind", $"只能是 {string.Join("、", Kinds)} 之一。")]);
        var applied = PackSettings.Apply(published, request.Settings, catalog.Schema);
        if (!applied.Ok) return applied.Refusal;
        var errors = ScoreInputRules.Check(request.Kind, request.Input, applied.Value);
        if (errors.Count > 0) return OrdinanceRefusals.BadInput(errors);
        return request.Kind switch
        {
            "composite" => Composite(request, applied.Value, day),
            "points" => applied.Value.Rating.Levels.Any(l => l.Score is null) ? OrdinanceRefusals.NoPoints(request.Code) : Scores.Points(request.Input, applied.Value),
            _ => Scores.Rates(request.Input, applied.Value),
        };
    }

    private static Result<JsonObject> Composite(ComputeScore request, Ordinance ordinance, DateOnly day)
    {
        if (ScoringRules.Of(ordinance).Composite is not { } rules) return OrdinanceRefusals.NoComposite(request.Code);
        if (ordinance.Rating.Levels.Any(l => l.Score is null)) return OrdinanceRefusals.NoPoints(request.Code);
        // Without a period asked for, the first weights stand in for days before them.
        if ((rules.WeightsOn(day) ?? (request.At is null ? rules.FirstWeights : null)) is not { } weights)
            return OrdinanceRefusals.BadInput([new("/at", $"{day:yyyy-MM-dd} 还没有生效的权重，最早自 {rules.FirstWeights.EffectiveFrom:yyyy-MM-dd} 起。")]);
        return Scores.Composite(request.Input, ordinance, rules, weights);
    }
}

/// <summary>Counts a score can be made of: none negative, none missing, no part larger than its whole.</summary>
internal static class ScoreInputRules
{
    // Far beyond any real count; keeps sums within 64 bits.
    private const long Largest = 1_000_000_000_000;

    public static IReadOnlyList<FieldError> Check(string kind, ScoreInput input, Ordinance ordinance)
    {
        var errors = new List<FieldError>();
        if (input.Ratings is null) errors.Add(new("/input/ratings", "缺少各等级的评价次数。"));
        errors.AddRange(Levels("ratings", input.Ratings, ordinance).Concat(Levels("defaults", input.Defaults, ordinance)));
        foreach (var (name, count) in Counts(input))
            if (count is < 0 or > Largest) errors.Add(new($"/input/{name}", "应是不小于 0 的整数。"));
        if (kind == "composite" && errors.Count == 0) errors.AddRange(Composite(input, ordinance));
        return errors;
    }

    private static IEnumerable<FieldError> Levels(string name, IReadOnlyDictionary<string, long>? counts, Ordinance ordinance) =>
        (counts ?? new Dictionary<string, long>()).SelectMany(c => (FieldError[])
        [
            .. ordinance.Rating.Level(c.Key) is null ? [new FieldError($"/input/{name}{PackPath.Pointer(c.Key)}", $"没有名为“{c.Key}”的评价等级。")] : Array.Empty<FieldError>(),
            .. c.Value is < 0 or > Largest ? [new FieldError($"/input/{name}{PackPath.Pointer(c.Key)}", "应是不小于 0 的整数。")] : Array.Empty<FieldError>(),
        ]);

    private static IEnumerable<(string Name, long? Count)> Counts(ScoreInput input) =>
    [
        ("timeoutUnrated", input.TimeoutUnrated), ("activeRatedMatters", input.ActiveRatedMatters), ("validBad", input.ValidBad), ("rectified", input.Rectified),
        ("visitedSatisfied", input.VisitedSatisfied), ("invalidated", input.Invalidated), ("unrated", input.Unrated),
    ];

    private static IEnumerable<FieldError> Composite(ScoreInput input, Ordinance ordinance)
    {
        var literal = ScoringRules.Of(ordinance).Composite?.ActiveRate?.Unit == "literal";
        (string Name, bool Needed)[] needs =
        [
            ("timeoutUnrated", true), ("validBad", true), ("rectified", input.ValidBad > 0), ("visitedSatisfied", input.Rectified > 0), ("activeRatedMatters", literal),
        ];
        foreach (var (name, _) in needs.Where(n => n.Needed && Counts(input).Single(c => c.Name == n.Name).Count is null)) yield return new($"/input/{name}", "缺少这一项。");
        if (input.Rectified > input.ValidBad) yield return new("/input/rectified", "已整改数不能多于有效差评数。");
        if (input.VisitedSatisfied > input.Rectified) yield return new("/input/visitedSatisfied", "回访满意数不能多于已整改数。");
    }
}
