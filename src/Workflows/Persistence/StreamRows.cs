using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace HaoChaPing.Workflows.Persistence;

/// <summary>Sees to it that every stream with a command has the row that its writers lock.</summary>
internal sealed class StreamRows(RowLockDialect dialect) : SaveChangesInterceptor
{
    // The stream a context's transaction holds has its row already.
    private static readonly ConditionalWeakTable<DbContext, string> Held = [];

    public static void Release(DbContext db) => Held.Remove(db);

    public static void Hold(DbContext db, string stream) => Held.AddOrUpdate(db, stream);

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        var db = (WorkflowDbContext)eventData.Context!;
        var held = Held.TryGetValue(db, out var stream) ? stream : null;
        var missing = db.ChangeTracker.Entries<WorkflowCommand>().Where(e => e.State == EntityState.Added && e.Entity.StreamId != held)
            .Select(e => e.Entity.StreamId).Distinct().Order(StringComparer.Ordinal).ToList();
        if (missing.Count > 0) await dialect.AddStreamsAsync(db, missing, cancellationToken);
        return result;
    }
}
