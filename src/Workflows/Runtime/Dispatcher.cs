namespace HaoChaPing.Workflows.Runtime;

/// <summary>Takes the streams that have commands due and runs them, one writer per stream, until none is left.</summary>
public sealed class Dispatcher
{
    /// <summary>Runs everything that is due at the present business instant and returns when nothing is left.</summary>
    public Task DrainAsync(CancellationToken cancellationToken) => throw new NotImplementedException();
}
