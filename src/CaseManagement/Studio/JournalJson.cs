using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Runtime;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>The journal as Elsa's clients read it, with who did it and why beside.</summary>
internal static class JournalJson
{
    public static JsonObject Record(string instanceId, HistoryEntry history, WorkflowDefinition? definition)
    {
        var entry = history.Entry;
        var payload = new JsonObject { ["Actor"] = entry.Actor, ["Cause"] = history.Cause };
        if (history.Reason is not null) payload["Reason"] = history.Reason;
        if (entry is { Event: JournalEvent.Completed, Outcomes.Count: > 0 }) payload["Outcomes"] = ElsaHttp.Texts(entry.Outcomes);
        return new JsonObject
        {
            ["id"] = entry.Event == JournalEvent.Noted ? $"{instanceId}:note:{history.Row}" : $"{instanceId}:{entry.Sequence}", ["workflowInstanceId"] = instanceId, ["activityInstanceId"] = InstanceJson.RunId(instanceId, entry.ActivityInstanceId),
            ["parentActivityInstanceId"] = entry.ParentInstanceId is null ? null : InstanceJson.RunId(instanceId, entry.ParentInstanceId),
            ["activityId"] = entry.ActivityId, ["activityType"] = entry.ActivityType, ["activityTypeVersion"] = 1,
            ["activityName"] = definition?.FindByNodeId(entry.NodeId)?.Name, ["nodeId"] = entry.NodeId, ["timestamp"] = entry.At.ToString("O"), ["sequence"] = entry.Sequence,
            ["eventName"] = entry.Event.ToString(), ["message"] = entry.Message, ["source"] = null,
            ["activityState"] = history.Text is null ? new JsonObject() : new JsonObject { ["Text"] = history.Text }, ["payload"] = payload,
        };
    }
}
