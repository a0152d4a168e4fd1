using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.Workflows.Runtime;

/// <summary>Executes the engine's own commands: loads the instance, runs one burst, stages everything the burst changed.</summary>
internal sealed partial class InstanceRunner(
    WorkflowDbContext db, DefinitionCatalog definitions, WorkflowExecutor executor, WorkflowQueue queue, BurstAftermath aftermath, TriggerIndex triggers,
    InstanceOperations operations, OpenIncidents incidents, Activation activation, IServiceProvider services)
{
    public async Task StartAsync(WorkflowCommand command, CancellationToken cancellationToken)
    {
        var payload = Parse(command);
        var definitionId = payload["definitionId"]!.GetValue<string>();
        var definition = payload["versionId"]?.GetValue<string>() is { } versionId
            ? await definitions.ByVersionIdAsync(versionId, cancellationToken)
            : await definitions.PublishedAsync(definitionId, cancellationToken)
                ?? throw new InvalidOperationException($"Expected a published version of workflow '{definitionId}', but there is none.");
        var correlationId = payload["correlationId"]?.GetValue<string>();
        if (!await activation.AllowsAsync(definition, correlationId, cancellationToken))
        {
            Decline(payload, command);
            return;
        }

        var state = WorkflowState.New(definition, command.InstanceId!, command.StreamId, correlationId, command.DueAt, payload["properties"]?.AsObject());
        state.Name = payload["name"]?.GetValue<string>();
        state.ParentInstanceId = payload["parentId"]?.GetValue<string>();
        state.ParentBookmarkId = payload["parentBookmarkId"]?.GetValue<string>();
        var instance = NewInstance(state);
        db.Instances.Add(instance);
        var start = new Stimulus.Start(payload["input"]!.DeepClone().AsObject(), payload["trigger"]?.GetValue<string>(), payload["triggerPayload"]?.DeepClone());
        await RunAsync(instance, definition, state, start, command, cancellationToken);
    }

    // Another instance runs already: this one never was. A parent that waits for it goes on without a result.
    private void Decline(JsonObject payload, WorkflowCommand command)
    {
        if (payload["parentBookmarkId"]?.GetValue<string>() is { } bookmarkId)
            queue.Resume(command.StreamId, payload["parentId"]!.GetValue<string>(), bookmarkId, null, null, new Cause(command.Actor, command.Reason));
    }

    public async Task ResumeAsync(WorkflowCommand command, CancellationToken cancellationToken)
    {
        var instance = await FindAsync(command, cancellationToken);
        var state = WorkflowState.FromJson(instance.State);
        var payload = Parse(command);
        var bookmarkId = payload["bookmarkId"]!.GetValue<string>();
        if (IsFinished(instance) || state.Bookmarks.All(bookmark => bookmark.Id != bookmarkId))
        {
            // The use case refuses the second completion; what still comes here lost a race against a cancellation or is a repeated receipt.
            Journal.NotDone(db, instance, command, $"等待点“{bookmarkId}”已经用过或取消。");
            return;
        }
        var stimulus = new Stimulus.Resume(bookmarkId, payload["outcome"]?.GetValue<string>(), payload["result"]?.DeepClone());
        await RunAsync(instance, state, stimulus, command, cancellationToken);
    }

    /// <param name="command">The signal.</param>
    /// <param name="running">Told the instance about to run, so that a failure can be recorded there.</param>
    /// <param name="cancellationToken">Gives the burst up.</param>
    public async Task SignalAsync(WorkflowCommand command, Action<string> running, CancellationToken cancellationToken)
    {
        var payload = Parse(command);
        var eventName = payload["event"]!.GetValue<string>();
        foreach (var waiting in await WaitingAsync(command, eventName, cancellationToken))
        {
            running(waiting.Key);
            if (await db.Commands.AnyAsync(c => c.InstanceId == waiting.Key && c.FailedAt != null, cancellationToken))
                Postpone(waiting, command, payload);
            else
                await SignalAsync(waiting.Key, new Stimulus.Signal(eventName, payload["payload"]?.DeepClone()), command, cancellationToken);
        }

        // What happens to a case may also begin a workflow of the same case.
        if (command.InstanceId is null)
            await triggers.StartAsync(eventName, command.StreamId, command.StreamId, payload["payload"], new Cause(command.Actor, command.Reason), cancellationToken);
    }

    /// <summary>An event for all streams: each instance that waits for it is told in its own stream, and workflows that begin with it are started.</summary>
    public async Task PublishAsync(WorkflowCommand command, CancellationToken cancellationToken)
    {
        var payload = Parse(command);
        var (eventName, correlationId) = (payload["event"]!.GetValue<string>(), payload["correlationId"]?.GetValue<string>());
        var by = new Cause(command.Actor, command.Reason);
        var waiting = await db.Bookmarks.Where(b => b.Stimulus == eventName)
            .Where(b => correlationId == null || db.Instances.Any(i => i.Id == b.InstanceId && i.CorrelationId == correlationId))
            .Select(b => new { b.StreamId, b.InstanceId }).Distinct().OrderBy(b => b.InstanceId).ToListAsync(cancellationToken);
        foreach (var instance in waiting) queue.Signal(instance.StreamId, instance.InstanceId, eventName, payload["payload"]?.DeepClone(), by);
        await triggers.StartAsync(eventName, null, correlationId, payload["payload"], by, cancellationToken);
    }

    public Task TriggerAsync(WorkflowCommand command, CancellationToken cancellationToken) => triggers.FireAsync(command, cancellationToken);

    private async Task<List<IGrouping<string, string>>> WaitingAsync(WorkflowCommand command, string eventName, CancellationToken cancellationToken)
    {
        var bookmarks = await db.Bookmarks
            .Where(b => b.StreamId == command.StreamId && b.Stimulus == eventName && (command.InstanceId == null || b.InstanceId == command.InstanceId))
            .OrderBy(b => b.InstanceId).ThenBy(b => b.Id) // instance ids rise with time
            .Select(b => new { b.InstanceId, b.Id }).ToListAsync(cancellationToken);
        return [.. bookmarks.GroupBy(b => b.InstanceId, b => b.Id)];
    }

    // The instance has a failed command that comes first: what the event means for it waits behind, bookmark by bookmark.
    private void Postpone(IGrouping<string, string> waiting, WorkflowCommand command, JsonObject payload)
    {
        foreach (var bookmarkId in waiting)
            queue.Resume(command.StreamId, waiting.Key, bookmarkId, null, payload["payload"]?.DeepClone(), new Cause(command.Actor, command.Reason));
    }

    private async Task SignalAsync(string instanceId, Stimulus.Signal signal, WorkflowCommand command, CancellationToken cancellationToken)
    {
        var instance = await db.Instances.SingleAsync(i => i.Id == instanceId, cancellationToken);
        await RunAsync(instance, WorkflowState.FromJson(instance.State), signal, command, cancellationToken);
    }

    private async Task RunAsync(WorkflowInstance instance, WorkflowState state, Stimulus stimulus, WorkflowCommand command, CancellationToken cancellationToken) =>
        await RunAsync(instance, await definitions.ByVersionIdAsync(state.DefinitionVersionId, cancellationToken), state, stimulus, command, cancellationToken);

    private async Task RunAsync(
        WorkflowInstance instance, WorkflowDefinition definition, WorkflowState state, Stimulus stimulus, WorkflowCommand command, CancellationToken cancellationToken)
    {
        // The burst happens at the instant of its command, however late it is run: a deadline that begins with a completed task begins when
        // the person completed it, not when the machine came up again. An instance's own time never goes back.
        var now = command.DueAt > instance.UpdatedAt ? command.DueAt : instance.UpdatedAt;
        var burst = await executor.RunAsync(definition, state, stimulus, services, now, command.Actor, cancellationToken);
        await StageAsync(instance, definition, state, burst, command, now, cancellationToken);
    }

    private async Task StageAsync(
        WorkflowInstance instance, WorkflowDefinition definition, WorkflowState state, Burst burst, WorkflowCommand command, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Save(instance, definition, state, burst);
        Journal.Add(db, instance, command, burst, now);
        await incidents.SettleAsync(instance.Id, burst.Settled, command, cancellationToken);
        if (InstanceLifecycle.IsFinal(state.SubStatus)) await DropCommandsAsync(instance, command, cancellationToken);
        await aftermath.StageAsync(state, burst, command, cancellationToken);
        await SaveChildrenAsync(burst, command, now, cancellationToken);
    }

    /// <summary>Instances that were started and run within the burst become rows of their own, in the same transaction.</summary>
    private async Task SaveChildrenAsync(Burst burst, WorkflowCommand command, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var child in burst.Children)
        {
            var instance = NewInstance(child.State);
            db.Instances.Add(instance);
            Save(instance, child.Definition, child.State, child.Burst);
            Journal.Add(db, instance, command, child.Burst, now);
            await aftermath.StageAsync(child.State, child.Burst, command, cancellationToken);
            await SaveChildrenAsync(child.Burst, command, now, cancellationToken);
        }
    }

    private void Save(WorkflowInstance instance, WorkflowDefinition definition, WorkflowState state, Burst burst)
    {
        instance.State = state.ToJson();
        instance.Status = state.Status;
        instance.SubStatus = state.SubStatus.ToString();
        instance.CorrelationId = state.CorrelationId;
        instance.Name = state.Name;
        instance.UpdatedAt = state.UpdatedAt;
        instance.FinishedAt = state.FinishedAt;
        instance.JournalExpiresAt = state.FinishedAt is { } finished && definition.JournalRetention is { } kept ? finished + kept : null;
        instance.IncidentCount += burst.Incidents.Count;
        db.Bookmarks.AddRange(burst.BookmarksCreated.Select(bookmark => Row(instance, bookmark)));
        var known = db.Bookmarks.Local; // looks for changes each time it is asked for
        db.Bookmarks.RemoveRange(burst.BookmarksRemoved.Select(bookmark => known.FindEntry(bookmark.Id)?.Entity ?? Row(instance, bookmark)));
        db.Incidents.AddRange(burst.Incidents.Select(incident => Row(instance, incident)));
    }

    private async Task<WorkflowInstance> FindAsync(WorkflowCommand command, CancellationToken cancellationToken) =>
        await EngineQueries.Of(db).Instance(db, command.InstanceId!)
        ?? throw new InvalidOperationException($"Expected instance '{command.InstanceId}' to exist, but it does not.");

    private static bool IsFinished(WorkflowInstance instance) => instance.Status == InstanceLifecycle.StatusOf(SubStatus.Finished);

    private static JsonObject Parse(WorkflowCommand command) => JsonNode.Parse(command.Payload, documentOptions: new() { MaxDepth = Definitions.StrictJson.MaxStoredDepth })!.AsObject();

    private static WorkflowInstance NewInstance(WorkflowState state) => new()
    {
        Id = state.InstanceId, StreamId = state.StreamId, DefinitionId = state.DefinitionId, DefinitionVersionId = state.DefinitionVersionId,
        ParentInstanceId = state.ParentInstanceId, Version = state.Version, Status = state.Status, SubStatus = state.SubStatus.ToString(), State = "", CreatedAt = state.CreatedAt, UpdatedAt = state.CreatedAt,
    };

    private static WorkflowBookmark Row(WorkflowInstance instance, Bookmark bookmark) => new()
    {
        Id = bookmark.Id, InstanceId = instance.Id, StreamId = instance.StreamId, ActivityId = bookmark.ActivityId, ActivityNodeId = bookmark.NodeId,
        ActivityType = bookmark.ActivityType, Stimulus = bookmark.Stimulus, Payload = bookmark.Payload?.ToJsonString(), CreatedAt = bookmark.CreatedAt,
    };

    private static WorkflowIncident Row(WorkflowInstance instance, Incident incident) => new()
    {
        Id = Guid.CreateVersion7().ToString("N"), InstanceId = instance.Id, StreamId = instance.StreamId, ActivityId = incident.ActivityId,
        ActivityNodeId = incident.NodeId, ActivityType = incident.ActivityType, Message = incident.Message, At = incident.At,
    };
}
