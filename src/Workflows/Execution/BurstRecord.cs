namespace HaoChaPing.Workflows.Execution;

/// <summary>What a burst did so far: journal, bookmarks, incidents. Keeps the state's own lists in step.</summary>
internal sealed class BurstRecord(WorkflowState state, DateTimeOffset now, string actor)
{
    private readonly List<JournalEntry> _journal = [];
    private readonly List<Bookmark> _created = [];
    private readonly List<Bookmark> _removed = [];
    private readonly List<Incident> _incidents = [];

    public IReadOnlyList<JournalEntry> Journal => _journal;
    public IReadOnlyList<Bookmark> Created => _created;
    public IReadOnlyList<Bookmark> Removed => _removed;
    public IReadOnlyList<Incident> Incidents => _incidents;

    public JournalEntry Add(StepContext step, JournalEvent what, IReadOnlyList<string>? outcomes = null, string? message = null)
    {
        var entry = new JournalEntry(
            ++state.LogSequence, step.Run.Id, step.Run.ParentId, step.Node.Id, step.Node.NodeId, step.Node.Type, what, outcomes ?? [], now, actor, message);
        _journal.Add(entry);
        return entry;
    }

    /// <summary>Records a fault; <paramref name="instead"/> is the final entry of the same run that it takes the place of.</summary>
    public void Fault(StepContext step, Exception exception, JournalEntry? instead)
    {
        var message = exception.Message;
        if (instead is null) Add(step, JournalEvent.Faulted, message: message);
        else _journal[_journal.IndexOf(instead)] = instead with { Event = JournalEvent.Faulted, Outcomes = [], Message = message };

        var incident = new Incident(step.Node.Id, step.Node.NodeId, step.Node.Type, message, exception.GetType().Name, now);
        state.Incidents.Add(incident);
        _incidents.Add(incident);
    }

    public void AddBookmark(Bookmark bookmark)
    {
        state.Bookmarks.Add(bookmark);
        _created.Add(bookmark);
    }

    public void RemoveBookmark(Bookmark bookmark, StepContext step)
    {
        step.BookmarkIds.Add(bookmark.Id);
        state.Bookmarks.Remove(bookmark);
        if (!_created.Remove(bookmark)) _removed.Add(bookmark);
    }

    public int BookmarksOf(StepContext step) => state.Bookmarks.Count(bookmark => bookmark.ActivityInstanceId == step.Run.Id);

    public void RemoveBookmarksOf(StepContext step)
    {
        foreach (var bookmark in state.Bookmarks.Where(bookmark => bookmark.ActivityInstanceId == step.Run.Id).ToList()) RemoveBookmark(bookmark, step);
    }
}
