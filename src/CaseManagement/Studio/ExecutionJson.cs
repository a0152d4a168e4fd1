using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Runtime;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>One run of an activity, put together from the entries of the journal.</summary>
internal sealed record ExecutionRecord(string RunId, string? ParentId, string NodeId, string ActivityType, DateTimeOffset StartedAt)
{
    public DateTimeOffset? CompletedAt { get; private set; }
    public string Status { get; private set; } = "Running";
    public bool Waits { get; private set; }
    public IReadOnlyList<string> Outcomes { get; private set; } = [];
    public string? Fault { get; private set; }
    public string? Text { get; private set; }
    public string ActivityId => NodeId[(NodeId.LastIndexOf(':') + 1)..];

    /// <summary>Every run of an instance, in the order of their starts.</summary>
    public static IReadOnlyList<ExecutionRecord> Of(IEnumerable<HistoryEntry> history)
    {
        var runs = new Dictionary<string, ExecutionRecord>(StringComparer.Ordinal);
        foreach (var item in history.Where(item => item.Entry.Event != JournalEvent.Noted))
        {
            if (!runs.TryGetValue(item.Entry.ActivityInstanceId, out var run))
                runs[item.Entry.ActivityInstanceId] = run = new ExecutionRecord(item.Entry.ActivityInstanceId, item.Entry.ParentInstanceId, item.Entry.NodeId, item.Entry.ActivityType, item.Entry.At);
            run.Take(item);
        }

        return [.. runs.Values];
    }

    private void Take(HistoryEntry item)
    {
        var entry = item.Entry;
        Waits = entry.Event == JournalEvent.Suspended;
        if (entry.Event is JournalEvent.Started or JournalEvent.Suspended or JournalEvent.Resumed) (Status, CompletedAt) = ("Running", null);
        else (Status, CompletedAt, Outcomes, Text) = (entry.Event.ToString(), entry.At, entry.Outcomes, item.Text);
        if (entry.Event == JournalEvent.Faulted) Fault = entry.Message;
    }
}

/// <summary>Runs of activities as Elsa's clients read them.</summary>
internal static class ExecutionJson
{
    public static JsonObject Summary(string instanceId, ExecutionRecord run, WorkflowDefinition? definition) => new()
    {
        ["id"] = InstanceJson.RunId(instanceId, run.RunId), ["workflowInstanceId"] = instanceId, ["activityId"] = run.ActivityId, ["activityNodeId"] = run.NodeId,
        ["activityType"] = run.ActivityType, ["activityTypeVersion"] = 1, ["activityName"] = definition?.FindByNodeId(run.NodeId)?.Name,
        ["startedAt"] = run.StartedAt.ToString("O"), ["completedAt"] = run.CompletedAt?.ToString("O"), ["hasBookmarks"] = run.Waits, ["status"] = run.Status,
        ["aggregateFaultCount"] = run.Fault is null ? 0 : 1, ["metadata"] = new JsonObject(), ["schedulingActivityExecutionId"] = run.ParentId is null ? null : InstanceJson.RunId(instanceId, run.ParentId),
        ["schedulingActivityId"] = Parent(run.NodeId), ["schedulingWorkflowInstanceId"] = run.ParentId is null ? null : instanceId, ["callStackDepth"] = run.NodeId.Count(c => c == ':'),
    };

    public static JsonObject Full(SeenHistory history, ExecutionRecord run, WorkflowDefinition? definition, JsonObject? outputs = null)
    {
        var json = Summary(history.Instance.Row.Id, run, definition);
        json["activityState"] = run.Text is null ? new JsonObject() : new JsonObject { ["Text"] = run.Text };
        json["payload"] = run.Outcomes.Count == 0 ? new JsonObject() : new JsonObject { ["Outcomes"] = ElsaHttp.Texts(run.Outcomes) };
        json["outputs"] = outputs ?? [];
        json["properties"] = new JsonObject();
        json["exception"] = run.Fault is null ? null : new JsonObject { ["type"] = "Fault", ["message"] = run.Fault, ["stackTrace"] = null, ["innerException"] = null };
        return json;
    }

    /// <summary>Counts for the badge on a node.</summary>
    public static JsonObject Stats(string nodeId, IReadOnlyCollection<ExecutionRecord> runs)
    {
        var (started, completed) = (runs.Count, runs.Count(run => run.Status == "Completed"));
        return new JsonObject
        {
            ["activityId"] = nodeId[(nodeId.LastIndexOf(':') + 1)..], ["activityNodeId"] = nodeId, ["startedCount"] = started, ["completedCount"] = completed,
            ["uncompletedCount"] = runs.Count(run => run.Status == "Running"), ["isBlocked"] = runs.Any(run => run.Waits), ["isFaulted"] = runs.Any(run => run.Status == "Faulted"), ["metadata"] = new JsonObject(),
        };
    }

    private static string? Parent(string nodeId) => nodeId.Split(':') is { Length: > 1 } ids ? ids[^2] : null;
}
