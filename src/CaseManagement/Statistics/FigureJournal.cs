using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace HaoChaPing.CaseManagement.Statistics;

/// <summary>
/// Writes down what a change does to the figures, in the change's own transaction (architecture: counts go with what they count). Nobody has to think of it: whatever saves a rating, a service or
/// a case event saves the figures too. Only added rows, so that no two ratings wait for each other.
/// </summary>
public sealed class FigureJournal : SaveChangesInterceptor
{
    public static readonly FigureJournal Instance = new();

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is not CaseDbContext db || !db.ChangeTracker.AutoDetectChangesEnabled) return result;
        db.ChangeTracker.DetectChanges();
        db.ChangeTracker.AutoDetectChangesEnabled = false; // everything was looked at just now; once is enough
        try
        {
            await FollowCasesAsync(db, cancellationToken);
            var changes = new List<FigureChange>();
            foreach (var entry in db.ChangeTracker.Entries<Rating>().Where(Counts).ToList()) changes.AddRange(await OfAsync(db, entry, cancellationToken));
            foreach (var entry in db.ChangeTracker.Entries<ServiceMatter>().Where(Counts).ToList()) changes.AddRange(Of(entry));
            db.AddRange(Netted(changes));
        }
        catch
        {
            db.ChangeTracker.AutoDetectChangesEnabled = true;
            throw;
        }
        return result;
    }

    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default) => ValueTask.FromResult(Again(eventData, result));

    public override Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default) => Task.FromResult(Again(eventData, 0));

    public override Task SaveChangesCanceledAsync(DbContextEventData eventData, CancellationToken cancellationToken = default) => Task.FromResult(Again(eventData, 0));

    private static T Again<T>(DbContextEventData eventData, T result)
    {
        if (eventData.Context is CaseDbContext db) db.ChangeTracker.AutoDetectChangesEnabled = true;
        return result;
    }

    private static bool Counts(EntityEntry entry) => entry.State is EntityState.Added or EntityState.Modified;

    // How far the case has come and who answers for it now stands with its rating.
    private static async Task FollowCasesAsync(CaseDbContext db, CancellationToken cancellationToken)
    {
        var told = db.ChangeTracker.Entries<CaseEvent>().Where(e => e.State == EntityState.Added && FigureFacts.Telling.Contains(e.Entity.Type)).Select(e => e.Entity).GroupBy(e => e.CaseNumber).ToList();
        foreach (var events in told)
        {
            var @case = await db.Cases.FindAsync([events.Key], cancellationToken);
            if (@case?.RatingId is not { } id || await db.Ratings.FindAsync([id], cancellationToken) is not { } rating) continue;
            var now = (rating.Course, rating.AnsweredBy);
            foreach (var e in events.OrderBy(e => e.Seq)) now = FigureFacts.After(now.Course, now.AnsweredBy, e.Type, e.Data);
            if (now == (rating.Course, rating.AnsweredBy)) continue;
            var entry = db.Entry(rating);
            (entry.Property(r => r.Course).CurrentValue, entry.Property(r => r.AnsweredBy).CurrentValue) = now;
        }
    }

    private static async Task<IEnumerable<FigureChange>> OfAsync(CaseDbContext db, EntityEntry<Rating> entry, CancellationToken cancellationToken)
    {
        var service = entry.Entity.ServiceId is { } id ? await db.FindAsync<ServiceMatter>([id], cancellationToken) : null;
        var now = FigureFacts.Of(entry.Entity, service);
        return entry.State == EntityState.Added ? [now] : [FigureFacts.Of((Rating)entry.OriginalValues.ToObject(), service, sign: -1), now];
    }

    private static IEnumerable<FigureChange> Of(EntityEntry<ServiceMatter> entry)
    {
        var now = FigureFacts.Of(entry.Entity);
        return entry.State == EntityState.Added ? now : now.Concat(FigureFacts.Of((ServiceMatter)entry.OriginalValues.ToObject(), sign: -1));
    }

    // What cancels out was no change; what is alike is one row.
    private static IEnumerable<FigureChange> Netted(List<FigureChange> changes) => changes.Count < 2 ? changes : changes
        .GroupBy(c => c with { Id = default, Ratings = 0, Acts = 0 })
        .Select(g => g.First() with { Ratings = g.Sum(c => c.Ratings), Acts = g.Sum(c => c.Acts) })
        .Where(c => c.Ratings != 0 || c.Acts != 0);
}
