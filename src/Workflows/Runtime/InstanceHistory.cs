using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.Workflows.Runtime;

/// <summary>What happened in an instance, read back from its compact rows.</summary>
public sealed class InstanceHistory(WorkflowDbContext db)
{
    private const string WriteLine = "Elsa.WriteLine";

    /// <summary>Every entry, the oldest first.</summary>
    public async Task<IReadOnlyList<HistoryEntry>> EntriesAsync(string instanceId, CancellationToken cancellationToken) =>
        [.. (await db.Journal.AsNoTracking().Where(e => e.InstanceId == instanceId).OrderBy(e => e.Sequence).ToListAsync(cancellationToken)).SelectMany(Entries)];

    private static IEnumerable<HistoryEntry> Entries(WorkflowJournalEntry row)
    {
        var steps = Journal.Unpack(row).ToList();
        // The lines of a burst stand in its row; where each WriteLine wrote one, they are told apart.
        var lines = row.Text?.Split('\n') ?? [];
        var told = lines.Length == steps.Count(IsLine) ? new Queue<string>(lines) : new Queue<string>();
        foreach (var step in steps) yield return new HistoryEntry(step, row.Cause, row.Reason, IsLine(step) && told.TryDequeue(out var line) ? line : null);
    }

    private static bool IsLine(JournalEntry step) => step is { ActivityType: WriteLine, Event: JournalEvent.Completed };
}

/// <summary>One entry of an instance's history.</summary>
/// <param name="Entry">What happened to which step.</param>
/// <param name="Cause">The kind of the command that caused it.</param>
/// <param name="Reason">Why, where a reason was given.</param>
/// <param name="Text">The line that was written, if any.</param>
public sealed record HistoryEntry(JournalEntry Entry, string Cause, string? Reason, string? Text);
