using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>
/// Services nobody rated in time: a default rating (SP-7.3, YS-8d) or 未评 (TJ-16b), as the pack says, each once. It happens after the due, never at it: a rating
/// stamped exactly at the due wins (X-CNT-9).
/// </summary>
internal sealed class ExpiredWindows(CaseDbContext db, StoreDialect dialect, OrdinanceCatalog ordinances, TimeProvider clock) : IDueSweep
{
    internal const string Stream = "#expired-windows";
    private const int AtOnce = 200;

    public async Task<DateTimeOffset?> NextDueAsync(DateTimeOffset after, CancellationToken cancellationToken) =>
        (await db.Set<ServiceMatter>().Where(s => s.ExpiresAt >= after).MinAsync(s => s.ExpiresAt, cancellationToken))?.AddTicks(1);

    public async Task<bool> RunBatchAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (!await db.Set<ServiceMatter>().AnyAsync(s => s.ExpiresAt < now, cancellationToken)) return false;
        db.ChangeTracker.Clear();
        await using var transaction = await dialect.BeginAsync(db, Stream, cancellationToken);
        var names = await db.Set<ServiceMatter>().Where(s => s.ExpiresAt < now).OrderBy(s => s.ExpiresAt).Take(AtOnce).Select(s => new { s.Id, s.Region, s.ExternalId }).ToListAsync(cancellationToken);
        // Whoever rates one of them meanwhile is waited for, and then seen.
        foreach (var name in names.OrderBy(n => n.Id)) await dialect.HoldAsync(db, ServiceDesk.LockOf(name.Region, name.ExternalId), cancellationToken);
        var ids = names.ConvertAll(n => n.Id);
        var expired = await db.Set<ServiceMatter>().Where(s => ids.Contains(s.Id) && s.ExpiresAt < now).OrderBy(s => s.ExpiresAt).ToListAsync(cancellationToken);
        foreach (var matter in expired)
        {
            if (MadeUp(matter, now) is { } rating) db.Ratings.Add(rating);
            (matter.ExpiresAt, matter.ReminderDueAt) = (null, null);
        }
        await transaction.CommitAsync(cancellationToken);
        return names.Count > 0;
    }

    // The rules of the day on which the service was finished; made by the system, never an active rating.
    private Rating? MadeUp(ServiceMatter matter, DateTimeOffset now)
    {
        if (ordinances.InForce(matter.Region, matter.CompletedAt!.Value.LocalDate()) is not { } pack) return null;
        return pack.Rating.OnExpiry.Action switch
        {
            "defaultRating" => Of(matter, pack, now, pack.Rating.OnExpiry.Level!, "adopted", null),
            "markUnrated" => Of(matter, pack, now, "unrated", "unrated", "timeout"),
            _ => null,
        };
    }

    private static Rating Of(ServiceMatter matter, Ordinance pack, DateTimeOffset now, string level, string status, string? reason) => new()
    {
        Id = Guid.CreateVersion7(), Region = matter.Region, Channel = "system", ExternalId = $"expiry-{matter.Id:N}", ServiceId = matter.Id, UnitCode = matter.UnitCode, UnitPath = matter.UnitPath,
        Target = RatingLaw.Item, Scope = "single", Level = level, Reasons = "[]", Public = pack.Rating.Publicity != "neverPublicText", RaterKind = "anonymous", PackVersion = pack.Version, CountsAs = 1,
        RatedAt = matter.ExpiresAt!.Value, ReceivedAt = now, Status = status, Source = "default", Reason = reason,
    };
}
