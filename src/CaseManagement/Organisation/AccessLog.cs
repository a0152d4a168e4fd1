using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.CaseManagement.Organisation;

/// <summary>An attempt on something that is not the user's own, refused and kept for the auditor (X-WF-2).</summary>
public sealed class AccessLogEntry
{
    public required Guid Id { get; init; }
    public required DateTimeOffset RefusedAt { get; init; }
    public required string UserName { get; init; }
    public required string Unit { get; init; }
    public required string Act { get; init; }
    /// <summary>What it was tried on, such as a case number. Never personal data.</summary>
    public required string Subject { get; init; }
}

internal sealed class AccessLogEntryConfiguration : IEntityTypeConfiguration<AccessLogEntry>
{
    public void Configure(EntityTypeBuilder<AccessLogEntry> builder)
    {
        builder.ToTable("AccessLog").HasKey(e => e.Id);
        builder.HasIndex(e => e.RefusedAt);
        builder.HasIndex(e => e.Subject);
    }
}

/// <summary>Records refused attempts in a transaction of their own, so that the record survives the refusal.</summary>
public sealed class AccessLog(CaseDbContext db, StoreDialect dialect, CurrentUser user, TimeProvider clock)
{
    /// <summary>A subject that somebody made up may be of any length; the beginning tells enough.</summary>
    private const int LongestSubject = 200;
    private readonly List<AccessLogEntry> _pending = [];
    private bool _heldBack;

    /// <summary>Records that the user tried the act on the subject. Inside a change it is written as soon as the change has been rolled back.</summary>
    public async Task RefusedAsync(string act, string subject)
    {
        _pending.Add(new AccessLogEntry
        {
            Id = Guid.CreateVersion7(), RefusedAt = clock.GetUtcNow(), UserName = user.UserName, Unit = user.UnitCode, Act = act, Subject = subject.Length > LongestSubject ? subject[..LongestSubject] : subject,
        });
        if (!_heldBack) await WritePendingAsync();
    }

    /// <summary>A change holds the writer's lock; a second transaction would wait for it for ever.</summary>
    internal IDisposable HoldBack()
    {
        _heldBack = true;
        return new Release(this);
    }

    /// <summary>The attempt is made once more, and will be recorded by that.</summary>
    internal void ForgetPending() => _pending.Clear();

    internal async Task WritePendingAsync()
    {
        if (_pending.Count == 0) return;
        await using var transaction = await dialect.BeginAsync(db, null, CancellationToken.None); // a caller that hangs up is recorded all the same
        db.AddRange(_pending);
        await transaction.CommitAsync(CancellationToken.None);
        _pending.Clear();
    }

    private sealed class Release(AccessLog log) : IDisposable
    {
        public void Dispose() => log._heldBack = false;
    }
}
