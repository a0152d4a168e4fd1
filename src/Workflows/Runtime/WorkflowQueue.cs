using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Persistence;

namespace HaoChaPing.Workflows.Runtime;

/// <summary>The only way into the engine: each call stages one command row in the caller's context and takes effect when the caller commits.</summary>
public sealed class WorkflowQueue(WorkflowDbContext db, TimeProvider clock)
{
    /// <summary>Starts the published version of a definition. Returns the id of the instance to be.</summary>
    /// <param name="definitionId">The definition's family id, such as <c>closed-loop</c>.</param>
    /// <param name="streamId">The case number; null for a workflow without a case (the instance id becomes the stream).</param>
    /// <param name="input">Workflow inputs by name.</param>
    /// <param name="by">Who causes it.</param>
    /// <param name="correlationId">Correlation id of the new instance.</param>
    /// <param name="properties">Instance properties, such as <c>Flowchart:ExecutionMode</c>.</param>
    public string Start(string definitionId, string? streamId, JsonObject input, Cause by, string? correlationId = null, JsonObject? properties = null)
    {
        var instanceId = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
        var payload = new JsonObject { ["definitionId"] = definitionId, ["correlationId"] = correlationId, ["input"] = input };
        if (properties is not null) payload["properties"] = properties;
        Add(CommandKinds.Start, streamId ?? instanceId, instanceId, payload, by);
        return instanceId;
    }

    /// <summary>Starts one version of a definition, published or not, without a case. Returns the id of the instance to be.</summary>
    /// <param name="definitionId">The definition's family id.</param>
    /// <param name="versionId">The version to run.</param>
    /// <param name="options">What else Elsa's own callers may say.</param>
    /// <param name="by">Who causes it.</param>
    public string StartVersion(string definitionId, string versionId, StartOptions options, Cause by)
    {
        var instanceId = options.InstanceId ?? Guid.CreateVersion7().ToString("N");
        Add(CommandKinds.Start, instanceId, instanceId, new JsonObject
        {
            ["definitionId"] = definitionId, ["versionId"] = versionId, ["correlationId"] = options.CorrelationId, ["name"] = options.Name, ["input"] = options.Input ?? [],
            ["trigger"] = options.TriggerActivityId, ["properties"] = options.Properties,
        }, by);
        return instanceId;
    }

    /// <summary>Resumes the step that waits on a bookmark.</summary>
    public void Resume(string streamId, string instanceId, string bookmarkId, string? outcome, JsonNode? result, Cause by) =>
        Add(CommandKinds.Resume, streamId, instanceId, new JsonObject { ["bookmarkId"] = bookmarkId, ["outcome"] = outcome, ["result"] = result }, by);

    /// <summary>Sends a named event to every instance of the stream that waits for it.</summary>
    public void Signal(string streamId, string eventName, JsonNode? payload, Cause by) =>
        Add(CommandKinds.Signal, streamId, null, new JsonObject { ["event"] = eventName, ["payload"] = payload }, by);

    /// <summary>Sends a named event to every instance that waits for it, whatever its stream, and starts the workflows that begin with it.</summary>
    /// <param name="eventName">The event, case-sensitive.</param>
    /// <param name="payload">What it brings.</param>
    /// <param name="by">Who causes it.</param>
    /// <param name="correlationId">Only instances with this correlation id hear it, and what it starts gets it; null: all.</param>
    /// <param name="streamId">Events of one stream keep their order.</param>
    public void Publish(string eventName, JsonNode? payload, Cause by, string? correlationId = null, string streamId = "events") =>
        Add(CommandKinds.Publish, streamId, null, new JsonObject { ["event"] = eventName, ["payload"] = payload, ["correlationId"] = correlationId }, by);

    /// <summary>Cancels an instance: its waiting steps are cancelled and their bookmarks go.</summary>
    public void Cancel(string streamId, string instanceId, Cause by) => Add(CommandKinds.Cancel, streamId, instanceId, [], by);

    /// <summary>Queues what a person does to an instance; <see cref="InstanceOperations"/> has checked it.</summary>
    internal void Operate(string streamId, string? instanceId, InstanceOperation operation, Cause by) =>
        Add(operation.Kind, streamId, instanceId, JsonNode.Parse(operation.ToJson(), documentOptions: new() { MaxDepth = Definitions.StrictJson.MaxStoredDepth })!.AsObject(), by);

    /// <summary>Puts a host's own command into the stream, due at an instant of the business clock.</summary>
    public WorkflowCommand At(DateTimeOffset due, string streamId, string kind, JsonObject payload, Cause by) =>
        Add(kind, streamId, null, payload, by, due);

    /// <summary>An event for one instance only.</summary>
    public void Signal(string streamId, string instanceId, string eventName, JsonNode? payload, Cause by) =>
        Add(CommandKinds.Signal, streamId, instanceId, new JsonObject { ["event"] = eventName, ["payload"] = payload }, by);

    /// <summary>Ends a wait at its instant.</summary>
    internal void ResumeAt(DateTimeOffset due, string streamId, string instanceId, string bookmarkId) =>
        Add(CommandKinds.Resume, streamId, instanceId, new JsonObject { ["bookmarkId"] = bookmarkId }, Cause.System, due);

    /// <summary>Starts a child in the stream of its parent.</summary>
    internal void StartChild(string streamId, string parentId, BurstEffect.StartChild child, Cause by) =>
        Add(CommandKinds.Start, streamId, child.InstanceId, new JsonObject
        {
            ["definitionId"] = child.DefinitionId, ["correlationId"] = child.CorrelationId, ["input"] = child.Input.DeepClone(),
            ["parentId"] = parentId, ["parentBookmarkId"] = child.ParentBookmarkId,
        }, by);

    /// <summary>Starts a workflow by one of its triggers.</summary>
    internal void StartByTrigger(WorkflowTrigger trigger, string? streamId, string? correlationId, JsonNode? payload, Cause by, DateTimeOffset? due = null)
    {
        var instanceId = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
        Add(CommandKinds.Start, streamId ?? instanceId, instanceId, new JsonObject
        {
            ["definitionId"] = trigger.DefinitionId, ["correlationId"] = correlationId, ["input"] = new JsonObject(), ["trigger"] = trigger.ActivityId, ["triggerPayload"] = payload,
        }, by, due);
    }

    /// <summary>The next instant of a trigger by time; its stream is the trigger itself.</summary>
    internal void TriggerAt(DateTimeOffset due, string triggerId) => Add(CommandKinds.Trigger, triggerId, null, [], Cause.System, due);

    private WorkflowCommand Add(string kind, string streamId, string? instanceId, JsonObject payload, Cause by, DateTimeOffset? due = null)
    {
        var now = clock.GetUtcNow();
        var command = new WorkflowCommand
        {
            StreamId = streamId, Kind = kind, InstanceId = instanceId, Payload = payload.ToJsonString(),
            DueAt = due ?? now, IsPlanned = due > now, CreatedAt = now, Actor = by.Actor, Reason = by.Reason,
        };
        db.Commands.Add(command);
        return command;
    }
}

/// <summary>Who caused a command, and why where a reason is asked for.</summary>
public sealed record Cause(string Actor, string? Reason = null)
{
    public static readonly Cause System = new("system");
}

/// <summary>How an instance is started by hand.</summary>
/// <param name="Input">Workflow inputs by name.</param>
/// <param name="CorrelationId">Correlation id of the new instance.</param>
/// <param name="Name">Its name.</param>
/// <param name="TriggerActivityId">The activity at which it begins.</param>
/// <param name="Properties">Instance properties, such as <c>Flowchart:ExecutionMode</c>.</param>
/// <param name="InstanceId">The id it shall have; null for a new one.</param>
public sealed record StartOptions(
    JsonObject? Input = null, string? CorrelationId = null, string? Name = null, string? TriggerActivityId = null, JsonObject? Properties = null, string? InstanceId = null);

/// <summary>Executes a command kind that a host adds to the streams, in the same transaction as the command's consumption.</summary>
public interface IStreamCommandHandler
{
    string Kind { get; }
    Task HandleAsync(WorkflowCommand command, CancellationToken cancellationToken);
}
