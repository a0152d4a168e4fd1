using System.Data;
using HaoChaPing.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace HaoChaPing.Workflows.Persistence;

/// <summary>
/// A server with any number of equal nodes: the writer of a stream is whoever holds its row lock, for the length of one transaction.
/// No leases, no heartbeats: the lock of a dead node goes with its connection, that of a frozen one when the server loses patience.
/// </summary>
public abstract class RowLockDialect(WakeOnCommit wake) : StoreDialect
{
    public override int CommandsPerCommit => 1;
    public override int Writers { get; } = Math.Clamp(Environment.ProcessorCount * 2, 4, 16);
    public override bool LocksStreams => true;

    /// <summary>Locks the stream's row, waiting for whoever has it. False when there is no such row.</summary>
    protected abstract Task<bool> LockAsync(WorkflowDbContext db, string streamId, CancellationToken cancellationToken);

    /// <summary>Adds rows for streams that have none.</summary>
    internal abstract Task AddStreamsAsync(WorkflowDbContext db, IReadOnlyList<string> streamIds, CancellationToken cancellationToken);

    /// <summary>Locks the first stream with a command that is wanted and whose row is free, and returns both; null when there is none.</summary>
    protected abstract Task<Claimed?> ClaimFreeAsync(WorkflowDbContext db, Claim wanted, CancellationToken cancellationToken);

    public override async Task<StoreTransaction> BeginAsync(WorkflowDbContext db, string? streamId, CancellationToken cancellationToken)
    {
        var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        try
        {
            if (streamId is not null) await LockOrAddAsync(db, streamId, cancellationToken);
            return new Transaction(db, transaction, streamId, null, wake);
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    public override async Task<StoreTransaction?> ClaimAsync(WorkflowDbContext db, Claim wanted, CancellationToken cancellationToken)
    {
        if (wanted.Wait)
            return await DueCommands.FirstStreamAsync(db, wanted.DueBy, cancellationToken) is { } held ? await BeginAsync(db, held, cancellationToken) : null;
        var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        try
        {
            if (await ClaimFreeAsync(db, wanted, cancellationToken) is { } claimed) return new Transaction(db, transaction, claimed.StreamId, claimed.CommandId, wake);
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
        await transaction.DisposeAsync();
        return null;
    }

    private async Task LockOrAddAsync(WorkflowDbContext db, string streamId, CancellationToken cancellationToken)
    {
        if (await LockAsync(db, streamId, cancellationToken)) return;
        await AddStreamsAsync(db, [streamId], cancellationToken);
        await LockAsync(db, streamId, cancellationToken); // somebody else may have added it, and hold it
    }

    /// <summary>A stream that is locked now, and the command that was due in it when it was looked for: another writer may have run that since.</summary>
    protected sealed record Claimed(string StreamId, long CommandId);

    private sealed class Transaction : StoreTransaction
    {
        private readonly WorkflowDbContext _db;
        private readonly IDbContextTransaction _transaction;
        private readonly WakeOnCommit _wake;
        private bool _committed;
        private bool _disposed;

        public Transaction(WorkflowDbContext db, IDbContextTransaction transaction, string? stream, long? claimedCommand, WakeOnCommit wake)
        {
            (_db, _transaction, Stream, ClaimedCommand, _wake) = (db, transaction, stream, claimedCommand, wake);
            if (stream is not null) StreamRows.Hold(db, stream);
        }

        public override string? Stream { get; }
        public override long? ClaimedCommand { get; }

        public override async Task CommitAsync(CancellationToken cancellationToken)
        {
            var savepoints = _db.Database.AutoSavepointsEnabled;
            _db.Database.AutoSavepointsEnabled = false; // what cannot be saved now is rolled back as a whole
            try
            {
                await _db.SaveChangesAsync(cancellationToken);
            }
            finally
            {
                _db.Database.AutoSavepointsEnabled = savepoints;
            }
            // From here on there is no way back: a caller that gives up must not turn a commit into a maybe.
            await _transaction.CommitAsync(CancellationToken.None);
            _committed = true;
            if (_db.ChangeTracker.Entries<WorkflowCommand>().Any()) _wake.Signal();
        }

        public override async ValueTask DisposeAsync()
        {
            if (_disposed) return;
            _disposed = true;
            if (!_committed) _db.ChangeTracker.Clear();
            StreamRows.Release(_db);
            await _transaction.DisposeAsync(); // rolls back what was not committed
        }
    }
}
