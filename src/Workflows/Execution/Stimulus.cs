using System.Text.Json.Nodes;

namespace HaoChaPing.Workflows.Execution;

/// <summary>What causes a burst.</summary>
public abstract record Stimulus
{
    private Stimulus() { }

    /// <summary>Starts a new instance.</summary>
    /// <param name="Input">Workflow inputs by name.</param>
    /// <param name="TriggerActivityId">The activity whose trigger caused the start, if any; the flowchart begins there.</param>
    /// <param name="TriggerPayload">What the trigger brought, such as an event's payload.</param>
    public sealed record Start(JsonObject? Input = null, string? TriggerActivityId = null, JsonNode? TriggerPayload = null) : Stimulus;

    /// <summary>Resumes the step that waits on a bookmark.</summary>
    public sealed record Resume(string BookmarkId, string? Outcome = null, JsonNode? Result = null) : Stimulus;

    /// <summary>Resumes every step of the instance that waits for a named event. An instance that waits for none is left as it is.</summary>
    public sealed record Signal(string EventName, JsonNode? Payload = null) : Stimulus;

    /// <summary>Cancels the instance with all that waits in it.</summary>
    public sealed record Cancel(string? Reason = null) : Stimulus;

    /// <summary>Something a person does to the instance beside the work itself.</summary>
    public sealed record Operate(InstanceOperation Operation) : Stimulus;
}
