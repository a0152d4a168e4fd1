using System.Text.Json.Nodes;

namespace HaoChaPing.Workflows.Execution;

/// <summary>What a running step sees of its instance, and the only way it acts: read, stage rows, wait, complete.</summary>
public abstract class ActivityContext
{
    public abstract string InstanceId { get; }
    /// <summary>The unit of order: the case number for everything of a case, else the instance id.</summary>
    public abstract string StreamId { get; }
    public abstract string? CorrelationId { get; set; }
    public abstract string DefinitionId { get; }
    public abstract int DefinitionVersion { get; }
    public abstract string ActivityId { get; }
    public abstract string ActivityNodeId { get; }
    /// <summary>The text a person sees on the node (<c>metadata.displayText</c>, else the activity's display name).</summary>
    public abstract string DisplayText { get; }
    /// <summary>The instant of the command that is being executed.</summary>
    public abstract DateTimeOffset Now { get; }
    /// <summary>User name of whoever caused this burst, or <c>system</c>.</summary>
    public abstract string Actor { get; }
    public abstract CancellationToken CancellationToken { get; }
    /// <summary>The bookmarks this run of the step waited on, when it is cancelled: what it opened for them has to be closed.</summary>
    public abstract IReadOnlyList<string> Bookmarks { get; }

    /// <summary>A scoped service of the burst; it shares the burst's database context and transaction.</summary>
    public abstract T Get<T>() where T : notnull;

    public abstract object? GetVariable(string name);
    public abstract void SetVariable(string name, object? value);

    /// <summary>Creates a bookmark and keeps the step waiting. Returns the bookmark's id, the address of a later resume.</summary>
    /// <param name="stimulus">What is waited for: an event name, a task id; null for an address only.</param>
    /// <param name="payload">Kept with the bookmark.</param>
    public abstract string WaitFor(string? stimulus = null, JsonNode? payload = null);

    /// <summary>Completes the step with these outcomes; none means <c>Done</c>.</summary>
    public abstract void Complete(params string[] outcomes);
}
