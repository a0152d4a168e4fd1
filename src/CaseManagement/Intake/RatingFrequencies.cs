using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>How often the same may be rated: per matter, visit, service, stage or day, as the pack says (AK-11a, GD-14-1, SP-5.2, YS-9). What the system made up for somebody who did not rate never counts.</summary>
internal sealed class RatingFrequencies(CaseDbContext db)
{
    private const string MadeUp = "default";

    /// <summary>May it be rated once more? A bundle's overall rating and the own rating of one of its matters stand beside each other (AK-11d).</summary>
    public async Task<Refusal?> RefusalAsync(RatedService rated, RatingChoice choice, string? stage, Ordinance pack, DateTimeOffset ratedAt, CancellationToken cancellationToken)
    {
        var limits = pack.FrequencyOf(choice.Parts, rated.Matter.Mode);
        if (limits.Any(l => l.On == "completion") && RatingLaw.IsUnderWay(rated.Matter, ratedAt)) return IntakeRefusals.NotCompleted;
        var staging = pack.Rating.Staging?.PerStage == true;
        foreach (var (matter, visit) in rated.All)
        {
            var earlier = (await EarlierAsync(matter, cancellationToken)).Where(e => matter.ThemeId is null || (e.Scope == "overall") == rated.IsOfBundle).ToList();
            if (limits.Where(l => staging && stage is not null ? l.Per != "matter" : l.Per != "stage")
                .Any(limit => earlier.Count(e => IsOf(limit, e, choice) && IsSame(limit.Per, e, visit, stage, staging)) >= limit.Max)) return IntakeRefusals.FrequencyExceeded;
        }
        return null;
    }

    /// <summary>Once a day for each rater and hall (SP-5.2a): the local day.</summary>
    public async Task<bool> HasRatedTodayAsync(RatingBody body, string place, (string? IdNumber, string? Phone) rater, RatingFrequency limit, DateTimeOffset ratedAt, CancellationToken cancellationToken)
    {
        if (rater is (null, null)) return false; // nobody in particular
        var from = ChinaTime.StartOf(ratedAt.LocalDate());
        var to = ChinaTime.StartOf(ratedAt.LocalDate().AddDays(1));
        return await db.Ratings.CountAsync(
            r => r.Region == body.Region && r.Target == RatingLaw.Center && r.Place == place && r.RatedAt >= from && r.RatedAt < to
                && (rater.IdNumber != null ? r.RaterIdNumberHash == rater.IdNumber : r.RaterPhoneHash == rater.Phone), cancellationToken) >= limit.Max;
    }

    // Of a whole service there is one rating, whatever it was of (SP-5.2b); of a visit one for each of its targets (AK-11a).
    private static bool IsOf(RatingFrequency limit, Earlier earlier, RatingChoice choice) =>
        limit.Per == "serviceInstance" || RatingLaw.PartsOf(earlier.Target).Intersect(choice.Parts).Any(part => limit.Target == part || limit.Target is not ("item" or "staff"));

    private static bool IsSame(string per, Earlier earlier, string? visit, string? stage, bool staging) => per switch
    {
        "matter" => !staging || earlier.Stage is null,
        "serviceInstance" => true,
        "visit" => earlier.Visit == visit,
        "stage" => earlier.Stage == stage,
        _ => throw new NotSupportedException($"Expected a frequency per matter, serviceInstance, visit, stage or day, but the pack says '{per}'."),
    };

    private async Task<List<Earlier>> EarlierAsync(ServiceMatter matter, CancellationToken cancellationToken)
    {
        var own = await db.Ratings.Where(r => r.ServiceId == matter.Id && r.Source != MadeUp && r.FollowsId == null && r.Target != RatingLaw.Center)
            .Select(r => new Earlier(r.Target, r.Scope, r.Visit, r.Stage)).ToListAsync(cancellationToken);
        if (matter.BatchId is null && matter.ThemeId is null) return own;
        own.AddRange(await db.Set<RatedMatter>().Where(m => m.ServiceId == matter.Id)
            .Join(db.Ratings.Where(r => r.ServiceId != matter.Id), m => m.RatingId, r => r.Id, (m, r) => new Earlier(r.Target, r.Scope, m.Visit, r.Stage)).ToListAsync(cancellationToken));
        return own;
    }

    private sealed record Earlier(string Target, string Scope, string? Visit, string? Stage);
}
