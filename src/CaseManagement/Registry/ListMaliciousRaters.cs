using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Registry;

/// <summary>The register of the places whose entries the user keeps or audits, newest first.</summary>
/// <param name="Region">Place code; all of the user's if left out.</param>
/// <param name="Removed">Only removed entries, or only those that were not.</param>
/// <param name="Page">From 1.</param>
/// <param name="PageSize">1 to 200.</param>
public sealed record ListMaliciousRaters(string? Region = null, bool? Removed = null, int Page = 1, int PageSize = 50) : IRequest<Result<PageOf<MaliciousRaterRow>>>;

/// <param name="Id">The entry.</param>
/// <param name="Region">Place.</param>
/// <param name="NameMasked">The rater's name, masked.</param>
/// <param name="CaseNumber">The case whose review found malice.</param>
/// <param name="RatingId">The rating reviewed.</param>
/// <param name="Evidence">What the decision rests on.</param>
/// <param name="EnteredAt">Since when it is listed.</param>
/// <param name="EnteredBy">Who entered it.</param>
/// <param name="ExpiresAt">Until when; null for ever.</param>
/// <param name="InForce">Whether ratings of this person are set aside now.</param>
/// <param name="RemovedAt">When it was removed.</param>
/// <param name="RemovalReason">Why.</param>
/// <param name="Quarantined">How many ratings have been set aside since.</param>
/// <param name="MayRemove">Whether the user may remove it.</param>
public sealed record MaliciousRaterRow(
    Guid Id, string Region, string? NameMasked, string CaseNumber, Guid RatingId, string Evidence, DateTimeOffset EnteredAt, string EnteredBy, DateTimeOffset? ExpiresAt, bool InForce,
    DateTimeOffset? RemovedAt, string? RemovalReason, int Quarantined, bool MayRemove);

internal sealed class ListMaliciousRatersHandler(CaseDbContext db, RegistryAccess access, CurrentUser user, TimeProvider clock) : IRequestHandler<ListMaliciousRaters, Result<PageOf<MaliciousRaterRow>>>
{
    public async Task<Result<PageOf<MaliciousRaterRow>>> Handle(ListMaliciousRaters request, CancellationToken cancellationToken)
    {
        if (Paging.Refused(request.Page, request.PageSize) is { } refusal) return refusal;
        var regions = await access.ReadableAsync(cancellationToken);
        if (regions.Count == 0) return HttpRefusals.NotAllowed;
        var found = db.Set<MaliciousRater>().AsNoTracking().Where(m => regions.Contains(m.Region));
        if (request.Region is { Length: > 0 } region) found = found.Where(m => m.Region == region);
        if (request.Removed is { } removed) found = found.Where(m => (m.RemovedAt != null) == removed);
        var (total, now) = (await found.CountAsync(cancellationToken), clock.GetUtcNow());
        var page = await found.OrderByDescending(m => m.EnteredAt).Skip((request.Page - 1) * request.PageSize).Take(request.PageSize)
            .Select(m => new MaliciousRaterRow(
                m.Id, m.Region, m.NameMasked, m.CaseNumber, m.RatingId, m.Evidence, m.EnteredAt, m.EnteredBy, m.ExpiresAt, m.RemovedAt == null && (m.ExpiresAt == null || m.ExpiresAt >= now),
                m.RemovedAt, m.RemovalReason,
                db.Ratings.Count(r => r.Region == m.Region && r.Status == "quarantined" && ((m.IdNumberHash != null && r.RaterIdNumberHash == m.IdNumberHash) || (m.PhoneHash != null && r.RaterPhoneHash == m.PhoneHash))),
                false))
            .ToListAsync(cancellationToken);
        return new PageOf<MaliciousRaterRow>([.. page.Select(m => m with { MayRemove = m.InForce && user.May(Acts.RegisterMalicious, RegistryAccess.RootOf(m.Region)) })], request.Page, request.PageSize, total);
    }
}

/// <summary>Whose register a user may read: who keeps it, and the auditor.</summary>
internal sealed class RegistryAccess(CaseDbContext db, CurrentUser user)
{
    public async Task<List<string>> ReadableAsync(CancellationToken cancellationToken) =>
        [.. (await db.Regions.Select(r => r.Code).ToListAsync(cancellationToken)).Where(r => user.May(Acts.RegisterMalicious, RootOf(r)) || user.May(Acts.Audit, RootOf(r)))];

    /// <summary>The root unit of a place has the place's lower-case code.</summary>
    public static string RootOf(string region) => $"/{region.ToLowerInvariant()}/";
}
