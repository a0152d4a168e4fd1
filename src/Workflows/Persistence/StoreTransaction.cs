namespace HaoChaPing.Workflows.Persistence;

/// <summary>
/// The write side of one transaction, holding the writer's lock of a stream from begin to dispose (SQLite: the one writer of the database).
/// Disposed without commit it leaves nothing behind.
/// </summary>
public abstract class StoreTransaction : IAsyncDisposable
{
    /// <summary>The stream whose lock is held; null when no single stream is (on SQLite always).</summary>
    public virtual string? Stream => null;

    /// <summary>The command for whose sake the stream was claimed; null when it was not claimed for one.</summary>
    public virtual long? ClaimedCommand => null;

    /// <summary>Saves the context's changes, commits durably, and wakes the dispatcher when commands were added.</summary>
    public abstract Task CommitAsync(CancellationToken cancellationToken);

    public abstract ValueTask DisposeAsync();
}
