using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Persistence;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>Instances as Elsa's clients read them.</summary>
internal static class InstanceJson
{
    public static JsonObject Summary(WorkflowInstance row) => new()
    {
        ["id"] = row.Id, ["definitionId"] = row.DefinitionId, ["definitionVersionId"] = row.DefinitionVersionId, ["version"] = row.Version,
        ["parentWorkflowInstanceId"] = row.ParentInstanceId, ["status"] = row.Status, ["subStatus"] = row.SubStatus, ["isExecuting"] = false,
        ["correlationId"] = row.CorrelationId, ["name"] = row.Name, ["incidentCount"] = row.IncidentCount, ["isSystem"] = false,
        ["createdAt"] = row.CreatedAt.ToString("O"), ["updatedAt"] = row.UpdatedAt.ToString("O"), ["finishedAt"] = row.FinishedAt?.ToString("O"),
    };

    public static JsonObject Full(InstanceDetail detail)
    {
        var json = Summary(detail.Seen.Row);
        json["workflowState"] = State(detail);
        return json;
    }

    public static JsonObject State(InstanceDetail detail)
    {
        var (row, state) = (detail.Seen.Row, detail.State);
        var open = detail.Seen.SeesContent;
        return new JsonObject
        {
            ["id"] = row.Id, ["definitionId"] = row.DefinitionId, ["definitionVersionId"] = row.DefinitionVersionId, ["definitionVersion"] = row.Version,
            ["parentWorkflowInstanceId"] = row.ParentInstanceId, ["correlationId"] = row.CorrelationId, ["name"] = row.Name, ["status"] = row.Status, ["subStatus"] = row.SubStatus,
            ["isExecuting"] = false, ["isSystem"] = false,
            ["bookmarks"] = ElsaHttp.Array(state.Bookmarks.Select(bookmark => Bookmark(row.Id, bookmark))),
            ["incidents"] = ElsaHttp.Array(detail.Incidents.Select(Incident)),
            ["completionCallbacks"] = new JsonArray(),
            ["activityExecutionContexts"] = ElsaHttp.Array(state.Activities.Select(run => Context(detail, run))),
            ["scheduledActivities"] = new JsonArray(), ["executionLogSequence"] = state.LogSequence,
            ["input"] = open ? state.Input.DeepClone() : new JsonObject(), ["output"] = open ? state.Output.DeepClone() : new JsonObject(),
            ["properties"] = open ? state.Properties.DeepClone() : new JsonObject(),
            ["createdAt"] = row.CreatedAt.ToString("O"), ["updatedAt"] = row.UpdatedAt.ToString("O"), ["finishedAt"] = row.FinishedAt?.ToString("O"),
        };
    }

    /// <summary><c>{"items":[{"id","name","value"}],"count":n}</c></summary>
    public static JsonObject Variables(InstanceDetail detail)
    {
        var values = detail.State.ReadVariables(detail.Definition);
        return ElsaHttp.List(detail.Definition.Variables.Select(variable => new JsonObject
        {
            ["id"] = variable.Id, ["name"] = variable.Name, ["value"] = detail.Seen.SeesContent ? values[variable.Name]?.DeepClone() : null,
        }));
    }

    /// <summary>The id of a run of an activity, unique among all instances.</summary>
    public static string RunId(string instanceId, string run) => $"{instanceId}:{run}";

    /// <summary>The instance that a run's id names.</summary>
    public static string InstanceOf(string runId) => runId.Contains(':', StringComparison.Ordinal) ? runId[..runId.LastIndexOf(':')] : runId;

    /// <summary>What a bookmark waits for, in Elsa's words.</summary>
    public static JsonObject? Payload(Bookmark bookmark) => bookmark switch
    {
        { ActivityType: "Elsa.RunTask" } => new JsonObject { ["taskId"] = bookmark.Id, ["taskName"] = bookmark.Payload?["taskName"]?.DeepClone() },
        { Stimulus: { } name } => new JsonObject { ["eventName"] = name },
        { DueAt: { } due } => new JsonObject { ["resumeAt"] = due.ToString("O") },
        _ => bookmark.Payload as JsonObject is { } payload ? payload.DeepClone().AsObject() : null,
    };

    private static JsonObject Bookmark(string instanceId, Bookmark bookmark)
    {
        var payload = Payload(bookmark);
        return new JsonObject
        {
            ["id"] = bookmark.Id, ["name"] = bookmark.ActivityType, ["hash"] = Hash(bookmark, payload), ["payload"] = payload, ["activityId"] = bookmark.ActivityId,
            ["activityNodeId"] = bookmark.NodeId, ["activityInstanceId"] = RunId(instanceId, bookmark.ActivityInstanceId), ["createdAt"] = bookmark.CreatedAt.ToString("O"),
            ["autoBurn"] = true, ["callbackMethodName"] = "OnResumeAsync", ["autoComplete"] = true, ["metadata"] = null,
        };
    }

    private static string Hash(Bookmark bookmark, JsonObject? payload) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{bookmark.ActivityType}\n{payload?.ToJsonString()}")));

    private static JsonObject Incident(WorkflowIncident incident) => new()
    {
        ["activityId"] = incident.ActivityId ?? "", ["activityNodeId"] = incident.ActivityNodeId ?? "", ["activityType"] = incident.ActivityType ?? "", ["message"] = incident.Message,
        // The kind of the error and its words, never a stack.
        ["exception"] = new JsonObject { ["type"] = "Fault", ["message"] = incident.Message, ["stackTrace"] = null, ["innerException"] = null }, ["timestamp"] = incident.At.ToString("O"),
    };

    private static JsonObject Context(InstanceDetail detail, ActivityInstance run)
    {
        var instanceId = detail.Seen.Row.Id;
        var bookmark = detail.State.Bookmarks.Find(waiting => waiting.ActivityInstanceId == run.Id);
        return new JsonObject
        {
            ["id"] = RunId(instanceId, run.Id), ["parentContextId"] = run.ParentId is null ? null : RunId(instanceId, run.ParentId), ["callStackDepth"] = run.NodeId.Count(c => c == ':'),
            ["scheduledActivityNodeId"] = run.NodeId, ["ownerActivityNodeId"] = run.NodeId.Contains(':', StringComparison.Ordinal) ? run.NodeId[..run.NodeId.LastIndexOf(':')] : null,
            ["activityId"] = run.NodeId[(run.NodeId.LastIndexOf(':') + 1)..], ["activityNodeId"] = run.NodeId, ["activityType"] = detail.Definition.FindByNodeId(run.NodeId)?.Type,
            ["properties"] = new JsonObject(), ["metadata"] = new JsonObject(),
            ["activityState"] = bookmark is { ActivityType: "Elsa.RunTask" } ? new JsonObject { ["TaskName"] = bookmark.Payload?["taskName"]?.DeepClone() } : new JsonObject(),
            ["dynamicVariables"] = new JsonArray(), ["status"] = run.Status.ToString(), ["isExecuting"] = false, ["faultCount"] = run.Status == ActivityStatus.Faulted ? 1 : 0,
            ["startedAt"] = run.StartedAt.ToString("O"), ["completedAt"] = null, ["tag"] = null,
        };
    }
}
