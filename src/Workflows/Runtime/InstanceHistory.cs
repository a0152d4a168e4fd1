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
        [.. Entries(await db.Journal.AsNoTracking().Where(e => e.InstanceId == instanceId).OrderBy(e => e.Sequence).ToListAsync(cancellationToken))];

    /// <summary>Why a command that was queued when the journal had so many rows could not be done any more; null when it was done. To be asked when nothing is due.</summary>
    /// <param name="instanceId">The instance it was meant for.</param>
    /// <param name="rows">The instance's <see cref="WorkflowInstance.BurstCount"/> at that time.</param>
    /// <param name="actor">Who sent it.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="bookmarkId">What it was to resume, if it was a resume.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<string?> WhyNotAsync(string instanceId, int rows, string actor, string kind, string? bookmarkId, CancellationToken cancellationToken)
    {
        var why = await db.Journal.AsNoTracking()
            .Where(e => e.InstanceId == instanceId && e.Sequence > rows && e.Actor == actor && e.Cause == kind && e.Text!.StartsWith(Journal.NotDoneMark))
            .Where(e => bookmarkId == null || e.Text!.Contains("“" + bookmarkId + "”"))
            .OrderBy(e => e.Sequence).Select(e => e.Text).FirstOrDefaultAsync(cancellationToken);
        return why?[Journal.NotDoneMark.Length..];
    }

    private static IEnumerable<HistoryEntry> Entries(List<WorkflowJournalEntry> rows)
    {
        JournalEntry? root = null, last = null;
        foreach (var row in rows)
        {
            var told = Entries(row).ToList();
            foreach (var entry in told) (root, last) = (root ?? entry.Entry, entry.Entry);
            // A row without steps tells what happened to the instance as a whole.
            if (told.Count == 0 && row.Text is not null && root is not null && last is not null)
                told.Add(new HistoryEntry(root with { Sequence = last.Sequence, Event = JournalEvent.Noted, Outcomes = [], At = row.At, Actor = row.Actor, Message = row.Text }, row.Cause, row.Reason, null, row.Sequence));
            foreach (var entry in told) yield return entry;
        }
    }

    private static IEnumerable<HistoryEntry> Entries(WorkflowJournalEntry row)
    {
        var steps = Journal.Unpack(row).ToList();
        // The lines of a burst stand in its row; where each WriteLine wrote one, they are told apart.
        var lines = row.Text?.Split('\n') ?? [];
        var told = lines.Length == steps.Count(IsLine) ? new Queue<string>(lines) : new Queue<string>();
        foreach (var step in steps) yield return new HistoryEntry(step, row.Cause, row.Reason, IsLine(step) && told.TryDequeue(out var line) ? line : null, row.Sequence);
    }

    private static bool IsLine(JournalEntry step) => step is { ActivityType: WriteLine, Event: JournalEvent.Completed };
}

/// <summary>One entry of an instance's history.</summary>
/// <param name="Entry">What happened to which step.</param>
/// <param name="Cause">The kind of the command that caused it.</param>
/// <param name="Reason">Why, where a reason was given.</param>
/// <param name="Text">The line that was written, if any.</param>
/// <param name="Row">Number of the burst it belongs to.</param>
public sealed record HistoryEntry(JournalEntry Entry, string Cause, string? Reason, string? Text, int Row);
