using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>What a rating applies to: the matter it names, and with a batch or a bundle the others too.</summary>
/// <param name="Matter">The matter named.</param>
/// <param name="Visit">The visit rated of it.</param>
/// <param name="Scope"><c>single</c>, <c>batch</c>, <c>overall</c>, <c>additional</c> or <c>supplementary</c>.</param>
/// <param name="Others">Further matters with the visit of each.</param>
internal sealed record RatedService(ServiceMatter Matter, string? Visit, string Scope, IReadOnlyList<(ServiceMatter Matter, string? Visit)> Others)
{
    /// <summary>The overall rating of a bundle (AK-11d), as opposed to that of all stages (YS-9).</summary>
    public bool IsOfBundle => Scope == "overall" && Matter.ThemeId is not null;

    public IEnumerable<(ServiceMatter Matter, string? Visit)> All => Others.Prepend((Matter, Visit));
}

/// <summary>Finds out what a rating applies to.</summary>
internal sealed class RatedServiceDesk(CaseDbContext db)
{
    private const string Single = "single";
    private const string Supplementary = "supplementary";

    public async Task<Result<RatedService>> OfAsync(RatingBody body, ServiceMatter matter, Ordinance pack, DateTimeOffset ratedAt, CancellationToken cancellationToken)
    {
        var visits = ServiceDesk.ReadVisits(matter);
        if (body.Visit is not null && visits.All(v => v.Id != body.Visit)) return IntakeRefusals.VisitNotFound;
        if (body.Stage is not null && pack.Rating.Staging?.PerStage == true && visits.Any(v => v.Stage is not null) && visits.All(v => v.Stage != body.Stage)) return IntakeRefusals.StageNotFound;
        var visit = body.Visit ?? LatestVisit(matter, ratedAt);
        return body.Scope switch
        {
            Supplementary when pack.RatingWindows().All(timer => timer != "rating.supplementary") => IntakeRefusals.ScopeNotAllowed, // AK-11b
            null or Single or Supplementary => await SingleAsync(body, matter, visit, pack, ratedAt, cancellationToken),
            "batch" => await BatchAsync(matter, pack, ratedAt, cancellationToken) is { Count: > 0 } others ? new RatedService(matter, visit, "batch", others) : IntakeRefusals.NotABatch,
            "overall" => await OverallAsync(matter, visit, pack, ratedAt, cancellationToken),
            "additional" when pack.Rating.Additional is { Max: > 0 } => new RatedService(matter, visit, "additional", []),
            _ => IntakeRefusals.ScopeNotAllowed,
        };
    }

    // Two businesses of one item in one application are a batch, whatever the channel calls it: one rating for all (AK-11c).
    private async Task<Result<RatedService>> SingleAsync(RatingBody body, ServiceMatter matter, string? visit, Ordinance pack, DateTimeOffset ratedAt, CancellationToken cancellationToken)
    {
        if (pack.Rating.Theme == "overallOnly" && matter.ThemeId is not null) return IntakeRefusals.ScopeNotAllowed;
        var batch = await BatchAsync(matter, pack, ratedAt, cancellationToken);
        return batch.Count > 0 ? new RatedService(matter, visit, "batch", batch) : new RatedService(matter, visit, body.Scope ?? Single, []);
    }

    private async Task<Result<RatedService>> OverallAsync(ServiceMatter matter, string? visit, Ordinance pack, DateTimeOffset ratedAt, CancellationToken cancellationToken)
    {
        if (pack.Rating.Theme is "overallOrEach" or "overallOnly" && matter.ThemeId is not null)
        {
            var bundle = db.Set<ServiceMatter>().Where(s => s.Region == matter.Region && s.ThemeId == matter.ThemeId && s.Id != matter.Id && s.StartedAt <= ratedAt);
            return new RatedService(matter, visit, "overall", await WithVisitsAsync(bundle, ratedAt, cancellationToken));
        }
        if (pack.Rating.Staging?.Overall == true) return new RatedService(matter, visit, "overall", []);
        return pack.Rating.Theme == "none" ? IntakeRefusals.ScopeNotAllowed : IntakeRefusals.NotATheme;
    }

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
}
