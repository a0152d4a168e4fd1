namespace HaoChaPing.Workflows.Execution;

/// <summary>What one stimulus did to an instance. The state handed in has moved on with it.</summary>
/// <param name="SubStatus">Where the instance stands now.</param>
/// <param name="Journal">What happened, in order.</param>
/// <param name="BookmarksCreated">Bookmarks that are new and still there.</param>
/// <param name="BookmarksRemoved">Bookmarks of earlier bursts that were used or cancelled.</param>
/// <param name="Incidents">Incidents of this burst.</param>
/// <param name="Output">Lines written by <c>Elsa.WriteLine</c>.</param>
public sealed record Burst(
    SubStatus SubStatus, IReadOnlyList<JournalEntry> Journal,
    IReadOnlyList<Bookmark> BookmarksCreated, IReadOnlyList<Bookmark> BookmarksRemoved,
    IReadOnlyList<Incident> Incidents, IReadOnlyList<string> Output);
