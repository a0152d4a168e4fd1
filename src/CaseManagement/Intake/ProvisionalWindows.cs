using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>A holiday notice came in: windows that rested on a guess are computed anew (X-CAL-4). Each process looks once at its start and once after every notice.</summary>
internal sealed class ProvisionalWindows(CaseDbContext db, StoreDialect dialect, OrdinanceCatalog ordinances, RatingWindow window, NoticesSeen seen) : IDueSweep
{
    private const int AtOnce = 200;

    public Task<DateTimeOffset?> NextDueAsync(DateTimeOffset after, CancellationToken cancellationToken) => Task.FromResult<DateTimeOffset?>(null);

    public async Task<bool> RunBatchAsync(CancellationToken cancellationToken)
    {
        var files = ordinances.CalendarFiles;
        if (seen.Files == files) return false;
        var names = await db.Set<ServiceMatter>().AsNoTracking().Where(s => s.ExpiryProvisional && s.ExpiresAt != null).OrderBy(s => s.ExpiresAt)
            .Select(s => new Name(s.Id, s.Region, s.ExternalId)).ToListAsync(cancellationToken);
        foreach (var some in names.Chunk(AtOnce)) await RecomputeAsync(some, cancellationToken);
        seen.Files = files;
        return names.Count > 0;
    }

    private async Task RecomputeAsync(Name[] names, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await dialect.BeginAsync(db, ExpiredWindows.Stream, cancellationToken);
        // Whoever rates one of them meanwhile is waited for, and then seen.
        foreach (var name in names.OrderBy(n => n.Id)) await dialect.HoldAsync(db, ServiceDesk.LockOf(name.Region, name.ExternalId), cancellationToken);
        List<Guid> ids = [.. names.Select(n => n.Id)];
        foreach (var matter in await db.Set<ServiceMatter>().Where(s => ids.Contains(s.Id) && s.ExpiresAt != null).ToListAsync(cancellationToken)) window.Replan(matter);
        await transaction.CommitAsync(cancellationToken);
    }

    private sealed record Name(Guid Id, string Region, string ExternalId);
}

/// <summary>With how many holiday notices this process last looked at the provisional windows.</summary>
internal sealed class NoticesSeen
{
    public int Files { get; set; } = -1;
}
