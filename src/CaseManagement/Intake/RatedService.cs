using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>What a rating applies to: the matter it names, and with a batch or a bundle the others too.</summary>
/// <param name="Matter">The matter named.</param>
/// <param name="Visit">The visit rated of it.</param>
/// <param name="Scope"><c>single</c>, <c>batch</c>, <c>overall</c> or <c>supplementary</c>.</param>
/// <param name="Others">Further matters with the visit of each.</param>
internal sealed record RatedService(ServiceMatter Matter, string? Visit, string Scope, IReadOnlyList<(ServiceMatter Matter, string? Visit)> Others);

/// <summary>Finds out what a rating applies to and whether it may still, and may again, be given.</summary>
internal sealed class RatedServiceDesk(CaseDbContext db)
{
    private static readonly string[] Alone = ["single", "supplementary"];

    public async Task<Result<RatedService>> OfAsync(RatingBody body, ServiceMatter matter, Ordinance pack, DateTimeOffset ratedAt, CancellationToken cancellationToken)
    {
        var visits = ServiceDesk.ReadVisits(matter);
        if (body.Visit is not null && visits.All(v => v.Id != body.Visit)) return IntakeRefusals.VisitNotFound;
        var visit = body.Visit ?? LatestVisit(matter, ratedAt);
        switch (body.Scope)
        {
            case null or "single" or "supplementary":
                // Two businesses of one item in one application are a batch, whatever the channel calls it: one rating for all (AK-11c).
                var batch = await BatchAsync(matter, pack, ratedAt, cancellationToken);
                return batch.Count > 0 ? new RatedService(matter, visit, "batch", batch) : new RatedService(matter, visit, body.Scope ?? Alone[0], []);
            case "batch":
                var others = await BatchAsync(matter, pack, ratedAt, cancellationToken);
                return others.Count > 0 ? new RatedService(matter, visit, "batch", others) : IntakeRefusals.NotABatch;
            case "overall" when pack.Rating.Theme is "overallOrEach" or "overallOnly":
                if (matter.ThemeId is null) return IntakeRefusals.NotATheme;
                var bundle = db.Set<ServiceMatter>().Where(s => s.Region == matter.Region && s.ThemeId == matter.ThemeId && s.Id != matter.Id && s.StartedAt <= ratedAt);
                return new RatedService(matter, visit, "overall", await WithVisitsAsync(bundle, ratedAt, cancellationToken));
            default: return IntakeRefusals.ScopeNotAllowed;
        }
    }

    /// <summary>May it be rated once more (AK-11a)? A bundle's overall rating and the own rating of one of its matters stand beside each other (AK-11d).</summary>
    public async Task<bool> HasReachedLimitAsync(RatedService rated, string target, string? stage, Ordinance pack, CancellationToken cancellationToken)
    {
        var limits = pack.FrequencyOf(target, rated.Matter.Mode);
        if (limits.Count == 0) return false;
        foreach (var (matter, visit) in rated.Others.Prepend((rated.Matter, rated.Visit)))
        {
            var parts = RatingLaw.PartsOf(target);
            var earlier = (await EarlierAsync(matter, cancellationToken))
                .Where(e => RatingLaw.PartsOf(e.Target).Intersect(parts).Any() && (e.Scope == "overall") == (rated.Scope == "overall")).ToList();
            if (limits.Any(limit => earlier.Count(e => IsSame(limit.Per, e, visit, stage)) >= limit.Max)) return true;
        }
        return false;
    }

    private static bool IsSame(string per, Earlier earlier, string? visit, string? stage) => per switch
    {
        "matter" or "serviceInstance" => true,
        "visit" => earlier.Visit == visit,
        "stage" => earlier.Stage == stage,
        _ => throw new NotSupportedException($"Expected a frequency per matter, serviceInstance, visit or stage, but the pack says '{per}'."),
    };

    private async Task<IReadOnlyList<(ServiceMatter, string?)>> BatchAsync(ServiceMatter matter, Ordinance pack, DateTimeOffset ratedAt, CancellationToken cancellationToken)
    {
        if (matter.BatchId is null || pack.Rating.Batch is not { Enabled: true } rule || rule.Modes?.Contains(matter.Mode) == false) return [];
        var others = await WithVisitsAsync(
            db.Set<ServiceMatter>().Where(s => s.Region == matter.Region && s.BatchId == matter.BatchId && s.Id != matter.Id && s.StartedAt <= ratedAt), ratedAt, cancellationToken);
        if (rule.SameItem) others = [.. others.Where(o => o.Matter.ItemCode == matter.ItemCode)];
        return others.Count + 1 >= rule.Min ? others : [];
    }

    private static async Task<IReadOnlyList<(ServiceMatter Matter, string? Visit)>> WithVisitsAsync(IQueryable<ServiceMatter> matters, DateTimeOffset ratedAt, CancellationToken cancellationToken) =>
        [.. (await matters.OrderBy(s => s.Id).ToListAsync(cancellationToken)).Select(s => (s, LatestVisit(s, ratedAt)))];

    private static string? LatestVisit(ServiceMatter matter, DateTimeOffset ratedAt) =>
        ServiceDesk.ReadVisits(matter).Where(v => v.At <= ratedAt).MaxBy(v => v.At)?.Id;

    private async Task<List<Earlier>> EarlierAsync(ServiceMatter matter, CancellationToken cancellationToken)
    {
        var own = await db.Ratings.Where(r => r.ServiceId == matter.Id).Select(r => new Earlier(r.Target, r.Scope, r.Visit, r.Stage)).ToListAsync(cancellationToken);
        if (matter.BatchId is null && matter.ThemeId is null) return own;
        own.AddRange(await db.Set<RatedMatter>().Where(m => m.ServiceId == matter.Id)
            .Join(db.Ratings, m => m.RatingId, r => r.Id, (m, r) => new Earlier(r.Target, r.Scope, m.Visit, r.Stage)).ToListAsync(cancellationToken));
        return own;
    }

    private sealed record Earlier(string Target, string Scope, string? Visit, string? Stage);
}
