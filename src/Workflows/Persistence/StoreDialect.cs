using System.Data.Common;

namespace HaoChaPing.Workflows.Persistence;

/// <summary>What differs between databases: the writer's lock, the wake-up, and which errors are whose fault.</summary>
public abstract class StoreDialect
{
    /// <summary>How many commands may share one commit; 1 where a transaction locks single streams.</summary>
    public abstract int CommandsPerCommit { get; }

    /// <summary>How many transactions one node's dispatcher keeps going at once.</summary>
    public abstract int Writers { get; }

    /// <summary>Whether streams have locks of their own, so that a change has to say which one it needs. False where there is one writer.</summary>
    public abstract bool LocksStreams { get; }

    /// <summary>Whether the error is the store's (busy, full, unreachable) and the same work may succeed later.</summary>
    public abstract bool IsOutage(Exception error);

    /// <summary>Whether two transactions met on the same rows and this one lost: repeated at once it sees what the other one did.</summary>
    public abstract bool IsLostRace(Exception error);

    /// <summary>Begins a transaction that is the only writer of the stream (of the whole database on SQLite) until disposed.</summary>
    /// <param name="db">The context whose changes the transaction will carry.</param>
    /// <param name="streamId">The stream to lock; null for rows that belong to no stream.</param>
    /// <param name="cancellationToken">Gives up waiting for the lock.</param>
    public abstract Task<StoreTransaction> BeginAsync(WorkflowDbContext db, string? streamId, CancellationToken cancellationToken);

    /// <summary>Begins a transaction on a stream that has a command to run; null when there is none, or none that is free.</summary>
    /// <param name="db">The context whose changes the transaction will carry.</param>
    /// <param name="wanted">What is looked for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public abstract Task<StoreTransaction?> ClaimAsync(WorkflowDbContext db, Claim wanted, CancellationToken cancellationToken);

    /// <summary>Within a transaction: whoever holds the same name elsewhere is waited for, and holds it alone until its commit. For rules over rows that no stream guards.</summary>
    public abstract Task HoldAsync(WorkflowDbContext db, string name, CancellationToken cancellationToken);

    /// <summary>Held while a node brings schema and definitions up to date, so that several nodes may start at once.</summary>
    public abstract Task<IAsyncDisposable> StartAloneAsync(WorkflowDbContext db, CancellationToken cancellationToken);

    /// <summary>Whether an error or one of its causes is a database error that meets the condition.</summary>
    protected static bool Any<TError>(Exception? error, Func<TError, bool> condition) where TError : DbException
    {
        for (; error is not null; error = error.InnerException)
            if (error is TError found && condition(found)) return true;
        return false;
    }
}

/// <summary>Which commands a dispatcher looks for.</summary>
/// <param name="DueBy">Due at this instant of the business clock or before.</param>
/// <param name="Planned">Those planned for later when they were made (timers), else the fresh ones.</param>
/// <param name="Wait">Wait for a stream that another writer holds, instead of passing it by.</param>
public readonly record struct Claim(DateTimeOffset DueBy, bool Planned, bool Wait);
