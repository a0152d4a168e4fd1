using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>Whose words opened a case, by a bad rating or by a complaint, as far as every case has it.</summary>
internal sealed record CaseVoice(Guid Id, string Channel, string ExternalId, Guid? ServiceId, DateTimeOffset At, string? NameSealed, string? IdNumberSealed, string? PhoneSealed)
{
    public static Task<CaseVoice> OfAsync(CaseDbContext db, Case @case, CancellationToken cancellationToken) => @case.RatingId is { } rating
        ? db.Ratings.Where(r => r.Id == rating).Select(r => new CaseVoice(r.Id, r.Channel, r.ExternalId, r.ServiceId, r.RatedAt, r.RaterNameSealed, r.RaterIdNumberSealed, r.RaterPhoneSealed)).SingleAsync(cancellationToken)
        : db.Set<Complaint>().Where(c => c.CaseNumber == @case.Number).Select(c => new CaseVoice(c.Id, c.Channel, c.ExternalId, c.ServiceId, c.MadeAt, c.NameSealed, c.IdNumberSealed, c.PhoneSealed)).SingleAsync(cancellationToken);
}
