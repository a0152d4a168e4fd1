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
        var missing = Added(db).Where(command => command.StreamId != held).Select(command => command.StreamId).Distinct().Order(StringComparer.Ordinal).ToList();
        if (missing.Count > 0) await dialect.AddStreamsAsync(db, missing, cancellationToken);
        return result;
    }

    // What was added is known as it is: to look for changes here would be to look twice at every save.
    private static List<WorkflowCommand> Added(WorkflowDbContext db)
    {
        var detects = db.ChangeTracker.AutoDetectChangesEnabled;
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        var added = db.ChangeTracker.Entries<WorkflowCommand>().Where(entry => entry.State == EntityState.Added).Select(entry => entry.Entity).ToList();
        db.ChangeTracker.AutoDetectChangesEnabled = detects;
        return added;
    }
}
