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
    public override int Writers => 1;
    public override bool LocksStreams => false;

    // BUSY, LOCKED, NOMEM, READONLY, INTERRUPT, IOERR, FULL, CANTOPEN, PROTOCOL: nothing is wrong with the command that met it.
    public override bool IsOutage(Exception error) =>
        Any<SqliteException>(error, e => e.SqliteErrorCode is >= 5 and <= 10 or >= 13 and <= 15);

    // One writer at a time: nobody can have been faster.
    public override bool IsLostRace(Exception error) => false;

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

    // Commands of different streams may share the commit; the batch finds them.
    public override async Task<StoreTransaction?> ClaimAsync(WorkflowDbContext db, Claim wanted, CancellationToken cancellationToken) =>
        await BeginAsync(db, null, cancellationToken);

    public override Task HoldAsync(WorkflowDbContext db, string name, CancellationToken cancellationToken) => Task.CompletedTask;

    public override async Task<IAsyncDisposable> StartAloneAsync(WorkflowDbContext db, CancellationToken cancellationToken)
    {
        await SqliteStore.ForgetBrokenMigrationAsync(db, cancellationToken);
        return Nobody.Instance; // one process: it is alone
    }

    public void Dispose() => _writer.Dispose();

    private sealed class Transaction(WorkflowDbContext db, IDbContextTransaction transaction, SemaphoreSlim writer, WakeOnCommit wake) : StoreTransaction
    {
        private bool _committed;
        private bool _disposed;

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

    private sealed class Nobody : IAsyncDisposable
    {
        public static readonly Nobody Instance = new();
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
