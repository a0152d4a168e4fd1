namespace HaoChaPing.Workflows.Runtime;

/// <summary>Tells the dispatcher that a commit added commands. Signals that nobody took yet are one.</summary>
public sealed class WakeOnCommit : IDisposable
{
    private readonly SemaphoreSlim _pending = new(0, 1);
    private readonly SemaphoreSlim _untold = new(0, 1);

    /// <summary>A commit of this node added commands.</summary>
    public void Signal()
    {
        Once(_pending);
        Once(_untold);
    }

    /// <summary>Another node's commit did.</summary>
    public void Hear() => Once(_pending);

    /// <summary>Returns true at the next signal, at once when one is pending; false when the time is over.</summary>
    public Task<bool> WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => _pending.WaitAsync(atMost, cancellationToken);

    /// <summary>Returns when this node has something that the others were not told of yet.</summary>
    public Task WaitToTellAsync(CancellationToken cancellationToken) => _untold.WaitAsync(cancellationToken);

    public void Dispose()
    {
        _pending.Dispose();
        _untold.Dispose();
    }

    private static void Once(SemaphoreSlim signal)
    {
        try
        {
            signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // Already signalled: whoever waits will look at everything anyway.
        }
    }
}
