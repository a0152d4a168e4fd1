using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Definitions;

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
    IReadOnlyList<Incident> Incidents, IReadOnlyList<string> Output)
{
    /// <summary>What it asks of other instances, to be staged in the same transaction.</summary>
    public IReadOnlyList<BurstEffect> Effects { get; init; } = [];
    /// <summary>Instances that were started and run within this burst, in order.</summary>
    public IReadOnlyList<InlineChild> Children { get; init; } = [];
    /// <summary>What it did where no step tells.</summary>
    public string? Note { get; init; }
    /// <summary>Node ids of earlier faults that somebody settled by this burst: retried, skipped, moved on from, cancelled.</summary>
    public IReadOnlyList<string> Settled { get; init; } = [];
}

/// <summary>Something a burst asks of other instances. It takes effect when the burst is committed.</summary>
public abstract record BurstEffect
{
    private BurstEffect() { }

    /// <summary>Starts a child instance of a published workflow, in the same stream.</summary>
    /// <param name="InstanceId">The id the child will have.</param>
    /// <param name="DefinitionId">The family whose published version it runs.</param>
    /// <param name="Input">Its inputs by name.</param>
    /// <param name="CorrelationId">Its correlation id.</param>
    /// <param name="ParentBookmarkId">The bookmark to resume when it is over; null when nobody waits.</param>
    public sealed record StartChild(string InstanceId, string DefinitionId, JsonObject Input, string? CorrelationId, string? ParentBookmarkId) : BurstEffect;

    /// <summary>Cancels a child instance that nobody waits for any more.</summary>
    public sealed record CancelChild(string InstanceId) : BurstEffect;

    /// <summary>Sends an event to whoever waits for it or begins with it.</summary>
    /// <param name="Name">The event's name, case-sensitive.</param>
    /// <param name="CorrelationId">Only instances with this correlation id hear it; null: all.</param>
    /// <param name="IsLocal">Only the sending instance hears it.</param>
    /// <param name="Payload">What it brings.</param>
    public sealed record Publish(string Name, string? CorrelationId, bool IsLocal, JsonNode? Payload) : BurstEffect;
}

/// <summary>An instance that was run within the burst of its parent.</summary>
/// <param name="Definition">The version it runs on.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Burst">What it did.</param>
public sealed record InlineChild(WorkflowDefinition Definition, WorkflowState State, Burst Burst);
