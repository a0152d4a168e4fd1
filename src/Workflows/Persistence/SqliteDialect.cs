using System.Data;
using HaoChaPing.Workflows.Runtime;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace HaoChaPing.Workflows.Persistence;

/// <summary>The embedded store: one process, one writer at a time for the whole database, instances take turns.</summary>
/// <param name="wake">Told after a commit that added commands.</param>
/// <param name="commandsPerCommit">One disk flush serves up to this many commands; others who want to write wait no longer than they take.</param>
public sealed class SqliteDialect(WakeOnCommit wake, int commandsPerCommit = 32) : StoreDialect, IDisposable
{
    // Waiting here, in order of arrival, instead of in SQLite's busy loop, which is neither fair nor asynchronous.
    private readonly SemaphoreSlim _writer = new(1, 1);

    public override int CommandsPerCommit => commandsPerCommit;

    // BUSY, LOCKED, NOMEM, READONLY, INTERRUPT, IOERR, FULL, CANTOPEN, PROTOCOL: nothing is wrong with the command that met it.
    public override bool IsOutage(Exception error) =>
        error is SqliteException { SqliteErrorCode: >= 5 and <= 10 or >= 13 and <= 15 } || error.InnerException is { } inner && IsOutage(inner);

    public override async Task<StoreTransaction> BeginAsync(WorkflowDbContext db, string? streamId, CancellationToken cancellationToken)
    {
        await _writer.WaitAsync(cancellationToken);
        try
        {
            // Serializable is BEGIN IMMEDIATE: the writer's lock is taken now, not at the first write, so no read before it can be stale.
            return new Transaction(db, await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellationToken), _writer, wake);
        }
        catch
        {
            _writer.Release();
            throw;
        }
    }

    public void Dispose() => _writer.Dispose();

    private sealed class Transaction(WorkflowDbContext db, IDbContextTransaction transaction, SemaphoreSlim writer, WakeOnCommit wake) : StoreTransaction
    {
        private bool _committed;
        private bool _disposed;

        public override async Task JoinAsync(WorkflowDbContext other, CancellationToken cancellationToken)
        {
            other.Database.SetDbConnection(db.Database.GetDbConnection());
            await other.Database.UseTransactionAsync(transaction.GetDbTransaction(), cancellationToken);
        }

        public override async Task CommitAsync(CancellationToken cancellationToken)
        {
            await db.SaveChangesAsync(cancellationToken);
            // From here on there is no way back: a caller that gives up must not turn a commit into a maybe.
            await transaction.CommitAsync(CancellationToken.None);
            _committed = true;
            if (db.ChangeTracker.Entries<WorkflowCommand>().Any()) wake.Signal();
        }

        public override async ValueTask DisposeAsync()
        {
            if (_disposed) return;
            _disposed = true;
            try
            {
                if (!_committed) db.ChangeTracker.Clear();
                await transaction.DisposeAsync(); // rolls back what was not committed
            }
            finally
            {
                writer.Release();
            }
        }
    }
}
