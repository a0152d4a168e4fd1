namespace HaoChaPing.Workflows.Scheduling;

/// <summary>Work of a host that becomes due in masses, found by a column and done in batches, without a command or an instance per row.</summary>
public interface IDueSweep
{
    /// <summary>The earliest instant after this one at which something becomes due; null when nothing is planned.</summary>
    Task<DateTimeOffset?> NextDueAsync(DateTimeOffset after, CancellationToken cancellationToken);

    /// <summary>Does one batch of what is due at the present business instant, in a transaction of its own. False when nothing was due.</summary>
    Task<bool> RunBatchAsync(CancellationToken cancellationToken);
}
