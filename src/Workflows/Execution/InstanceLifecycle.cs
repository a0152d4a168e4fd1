namespace HaoChaPing.Workflows.Execution;

/// <summary>Where an instance stands. The first three are Running, the last three Finished; only a person brings a faulted one back.</summary>
public enum SubStatus { Pending, Executing, Suspended, Finished, Cancelled, Faulted }

/// <summary>The table of legal transitions of an instance.</summary>
public static class InstanceLifecycle
{
    private static readonly Dictionary<SubStatus, SubStatus[]> Legal = new()
    {
        [SubStatus.Pending] = [SubStatus.Executing, SubStatus.Cancelled],
        [SubStatus.Executing] = [SubStatus.Suspended, SubStatus.Finished, SubStatus.Cancelled, SubStatus.Faulted],
        [SubStatus.Suspended] = [SubStatus.Executing],
        [SubStatus.Finished] = [],
        [SubStatus.Cancelled] = [],
        [SubStatus.Faulted] = [SubStatus.Executing],
    };

    public static bool Allows(SubStatus from, SubStatus to) => Legal[from].Contains(to);

    /// <summary>Whether nothing happens to the instance any more by itself.</summary>
    public static bool IsFinal(SubStatus status) => status is SubStatus.Finished or SubStatus.Cancelled or SubStatus.Faulted;

    /// <summary><c>Running</c> or <c>Finished</c>, Elsa's main status.</summary>
    public static string StatusOf(SubStatus status) => IsFinal(status) ? "Finished" : "Running";
}

/// <summary>A stimulus that does not fit where the instance stands: a second start, a resume of a finished instance.</summary>
public sealed class InstanceTransitionException(string message) : Exception(message);

/// <summary>A resume of a bookmark that is not there: it was used before, or its step was cancelled.</summary>
public sealed class BookmarkNotFoundException(string instanceId, string bookmarkId)
    : Exception($"Expected bookmark '{bookmarkId}' on instance '{instanceId}', but it was already used or cancelled.")
{
    public string BookmarkId { get; } = bookmarkId;
}
