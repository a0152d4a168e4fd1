using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>
/// The register of raters proven malicious (SP-8.1d), as far as cases and the intake need it. A review that finds malice enters the rater with
/// <see cref="EnterAsync"/>, in its own transaction; the intake asks <see cref="ListsAsync"/>.
/// </summary>
public sealed class MaliciousRegister(CaseDbContext db, OrdinanceCatalog ordinances, CaseTimeline timeline, TimeProvider clock)
{
    /// <summary>Is this identity listed in the place at this instant?</summary>
    public async Task<bool> ListsAsync(string region, string? idNumberHash, string? phoneHash, DateTimeOffset at, CancellationToken cancellationToken) =>
        (idNumberHash ?? phoneHash) is not null && await db.Set<MaliciousRater>().AnyAsync(
            m => m.Region == region && m.RemovedAt == null && (m.ExpiresAt == null || m.ExpiresAt >= at)
                && ((idNumberHash != null && m.IdNumberHash == idNumberHash) || (phoneHash != null && m.PhoneHash == phoneHash)), cancellationToken);

    /// <summary>
    /// Enters the rater of a case after a review has found malice; null where the place keeps no register, or the rater cannot be recognised again.
    /// The caller holds the case's stream. Ratings of the past are touched only where the pack says so.
    /// </summary>
    /// <param name="case">The case whose review decided.</param>
    /// <param name="evidence">What the decision rests on. Never personal data.</param>
    /// <param name="by">Who decided.</param>
    /// <param name="cancellationToken">Gives up reading.</param>
    public async Task<MaliciousRater?> EnterAsync(Case @case, string evidence, Signature by, CancellationToken cancellationToken)
    {
        var rules = ordinances.Get(@case.PackCode, @case.PackVersion).MaliciousRegister;
        var rating = @case.RatingId is { } id ? await db.Ratings.FindAsync([id], cancellationToken) : null;
        if (!rules.Enabled || rating is null or { RaterIdNumberHash: null, RaterPhoneHash: null }) return null;
        if (await db.Set<MaliciousRater>().FirstOrDefaultAsync(m => m.CaseNumber == @case.Number, cancellationToken) is { } known) return known;

        var now = clock.GetUtcNow();
        var entry = new MaliciousRater
        {
            Id = Guid.CreateVersion7(), Region = @case.Region, IdNumberHash = rating.RaterIdNumberHash, PhoneHash = rating.RaterPhoneHash, NameMasked = rating.RaterNameMasked,
            CaseNumber = @case.Number, RatingId = rating.Id, Evidence = evidence, EnteredAt = now, EnteredBy = by.Actor, ExpiresAt = ExpiryOf(rules, @case, now),
        };
        db.Add(entry);
        timeline.Append(@case, by, "maliciousRegistered", new() { ["entry"] = entry.Id.ToString(), ["rating"] = rating.Id.ToString() });
        if (rules is { Scope: "pastAndFuture", Effect: "quarantine" }) await QuarantinePastAsync(entry, cancellationToken);
        return entry;
    }

    private DateTimeOffset? ExpiryOf(MaliciousRegisterRules rules, Case @case, DateTimeOffset now) => rules.ExpiresAfter switch
    {
        null => null,
        { Unit: Duration.Hour } hours => now.AddHours(hours.Amount),
        { Unit: Duration.CalendarDay } days => ChinaTime.StartOf(now.LocalDate().AddDays(days.Amount + 1)),
        { } workdays => ChinaTime.StartOf(Workday(now.LocalDate(), workdays.Amount, ordinances.CalendarOf(ordinances.Get(@case.PackCode, @case.PackVersion))).AddDays(1)),
    };

    private static DateOnly Workday(DateOnly day, int count, WorkingCalendar calendar)
    {
        for (; count > 0; count--)
            do day = day.AddDays(1);
            while (!calendar.IsWorkday(day));
        return day;
    }

    // Only what no case is about: a case in hand comes to its own end.
    private async Task QuarantinePastAsync(MaliciousRater entry, CancellationToken cancellationToken)
    {
        var past = await db.Ratings.Where(r => r.Region == entry.Region && r.Status == "adopted" && r.CaseNumber == null
            && ((entry.IdNumberHash != null && r.RaterIdNumberHash == entry.IdNumberHash) || (entry.PhoneHash != null && r.RaterPhoneHash == entry.PhoneHash))).ToListAsync(cancellationToken);
        past.ForEach(r => r.Status = "quarantined");
    }
}
