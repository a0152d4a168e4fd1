namespace HaoChaPing.Workflows.Execution;

/// <summary>What happened to a step. Every run of an activity has exactly one final event: Completed, Canceled or Faulted.</summary>
public enum JournalEvent { Started, Suspended, Resumed, Completed, Canceled, Faulted, Noted }

/// <summary>One line of an instance's history.</summary>
/// <param name="Sequence">Order within the instance, without gaps.</param>
/// <param name="ActivityInstanceId">The run of the activity.</param>
/// <param name="ParentInstanceId">The run of its container; null for the workflow itself.</param>
/// <param name="ActivityId">The activity's id in the definition.</param>
/// <param name="NodeId">The activity's place in the definition.</param>
/// <param name="ActivityType">The activity's type.</param>
/// <param name="Event">What happened.</param>
/// <param name="Outcomes">The outcomes of a completion; empty means the default, <c>Done</c>.</param>
/// <param name="At">The instant of the burst.</param>
/// <param name="Actor">Who caused the burst.</param>
/// <param name="Message">Why, for a fault or a cancellation by a person.</param>
public sealed record JournalEntry(
    long Sequence, string ActivityInstanceId, string? ParentInstanceId, string ActivityId, string NodeId, string ActivityType,
    JournalEvent Event, IReadOnlyList<string> Outcomes, DateTimeOffset At, string Actor, string? Message = null);
