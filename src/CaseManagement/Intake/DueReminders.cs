using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>Reminds whoever has not rated yet, exactly once (GD-14-4, TJ-16a, SP-6.1.3, YS-8b): the message and the mark that it was written are one commit.</summary>
internal sealed class DueReminders(CaseDbContext db, StoreDialect dialect, OrdinanceCatalog ordinances, TimeProvider clock) : IDueSweep
{
    internal const string Kind = "ratingReminder";
    private const string Stream = "#due-reminders";
    private const int AtOnce = 200;
    private static readonly string[] ByTelephone = ["sms", "phone"];

    public async Task<DateTimeOffset?> NextDueAsync(DateTimeOffset after, CancellationToken cancellationToken) =>
        await db.Set<ServiceMatter>().Where(s => s.ReminderDueAt > after).MinAsync(s => s.ReminderDueAt, cancellationToken);

    public async Task<bool> RunBatchAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (!await db.Set<ServiceMatter>().AnyAsync(s => s.ReminderDueAt <= now, cancellationToken)) return false;
        db.ChangeTracker.Clear();
        await using var transaction = await dialect.BeginAsync(db, Stream, cancellationToken);
        var names = await db.Set<ServiceMatter>().Where(s => s.ReminderDueAt <= now).OrderBy(s => s.ReminderDueAt).Take(AtOnce).Select(s => new { s.Id, s.Region, s.ExternalId }).ToListAsync(cancellationToken);
        // Whoever rates one of them meanwhile is waited for, and then seen.
        foreach (var name in names.OrderBy(n => n.Id)) await dialect.HoldAsync(db, ServiceDesk.LockOf(name.Region, name.ExternalId), cancellationToken);
        var ids = names.ConvertAll(n => n.Id);
        var due = await db.Set<ServiceMatter>().Where(s => ids.Contains(s.Id) && s.ReminderDueAt <= now).OrderBy(s => s.ReminderDueAt).ToListAsync(cancellationToken);
        foreach (var matter in due) Remind(matter, now);
        await transaction.CommitAsync(cancellationToken);
        return names.Count > 0;
    }

    private void Remind(ServiceMatter matter, DateTimeOffset now)
    {
        // After a long standstill the window may be over: then nobody is asked any more.
        if (matter.RatedAt is null && !(matter.ExpiresAt < now) && ordinances.InForce(matter.Region, matter.CompletedAt!.Value.LocalDate()) is { Reminders: [var rule, ..] })
        {
            db.Add(MessageOf(matter, rule, now));
            matter.RemindedAt = now;
        }
        matter.ReminderDueAt = null;
    }

    private static OutgoingMessage MessageOf(ServiceMatter matter, ReminderRule rule, DateTimeOffset now)
    {
        var reachable = rule.Channel.FirstOrDefault(c => !ByTelephone.Contains(c) || matter.ApplicantPhoneSealed is not null);
        return new OutgoingMessage
        {
            Id = Guid.CreateVersion7(), Region = matter.Region, UnitPath = matter.UnitPath, Kind = Kind, ServiceId = matter.Id, Channel = reachable ?? rule.Channel[0],
            AddressSealed = matter.ApplicantPhoneSealed, AddressMasked = matter.ApplicantPhoneMasked, Text = $"您办理的“{matter.ItemName}”已经办结，请对本次服务作出评价。评价出于自愿，感谢您的监督。",
            Status = reachable is null ? "noAddress" : "queued", DueAt = matter.ReminderDueAt!.Value, QueuedAt = now,
        };
    }
}
