namespace HaoChaPing.Workflows.Runtime;

/// <summary>Tells the dispatcher that a commit added commands. Signals that nobody took yet are one.</summary>
public sealed class WakeOnCommit : IDisposable
{
    private readonly SemaphoreSlim _pending = new(0, 1);

    public void Signal()
    {
        try
        {
            _pending.Release();
        }
        catch (SemaphoreFullException)
        {
            // Already signalled: the dispatcher will look at everything that is due anyway.
        }
    }

    /// <summary>Returns true at the next signal, at once when one is pending; false when the time is over.</summary>
    public Task<bool> WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => _pending.WaitAsync(atMost, cancellationToken);

    public void Dispose() => _pending.Dispose();
}
