namespace HaoChaPing.Workflows.Persistence;

/// <summary>
/// The write side of one transaction, holding the writer's lock of a stream from begin to dispose (SQLite: the one writer of the database).
/// Disposed without commit it leaves nothing behind.
/// </summary>
public abstract class StoreTransaction : IAsyncDisposable
{
    /// <summary>Lets another context, fresh from its scope, read and write inside this transaction.</summary>
    public abstract Task JoinAsync(WorkflowDbContext other, CancellationToken cancellationToken);

    /// <summary>Saves the context's changes, commits durably, and wakes the dispatcher when commands were added.</summary>
    public abstract Task CommitAsync(CancellationToken cancellationToken);

    public abstract ValueTask DisposeAsync();
}

/// <summary>What differs between databases: the writer's lock, the wake-up, and which errors are an outage.</summary>
public abstract class StoreDialect
{
    /// <summary>How many commands may share one commit; 1 where a transaction locks single streams.</summary>
    public abstract int CommandsPerCommit { get; }

    /// <summary>Whether the error is the store's (busy, full, unreachable) and the same work may succeed later.</summary>
    public abstract bool IsOutage(Exception error);

    /// <summary>Begins a transaction that is the only writer of the stream (of the whole database on SQLite) until disposed.</summary>
    /// <param name="db">The context whose changes the transaction will carry.</param>
    /// <param name="streamId">The stream to lock; null for rows that belong to no stream.</param>
    /// <param name="cancellationToken">Gives up waiting for the lock.</param>
    public abstract Task<StoreTransaction> BeginAsync(WorkflowDbContext db, string? streamId, CancellationToken cancellationToken);
}
