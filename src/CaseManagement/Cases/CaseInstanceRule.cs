using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>What a case has to say when somebody operates on one of its workflows: it is not cancelled away, and its history tells who did what and why.</summary>
internal sealed class CaseInstanceRule(CaseDbContext db, RunningCase running, CaseTimeline timeline, DeadlineDesk deadlines) : IInstanceRule
{
    // A case ends by being closed, with an outcome and a receipt; a cancelled workflow would leave it open for ever (AK-15-2).
    private static readonly OperationRefusal MainWorkflow = new("caseWorkflowNotCancellable", "这是工单的主流程，不能取消；工单须按规定办结。流程出错时，请重试或跳过出错的步骤。");

    public async Task<OperationRefusal?> RefuseAsync(WorkflowInstance instance, InstanceOperation operation, CancellationToken cancellationToken) =>
        operation is InstanceOperation.Cancel && await db.Cases.FindAsync([instance.StreamId], cancellationToken) is { } @case && @case.InstanceId == instance.Id
            ? MainWorkflow
            : null;

    public async Task RecordAsync(WorkflowInstance instance, InstanceOperation operation, Cause by, CancellationToken cancellationToken)
    {
        if (await db.Cases.FindAsync([instance.StreamId], cancellationToken) is not { } @case) return;
        var data = new JsonObject
        {
            ["operation"] = operation.Kind, ["instance"] = instance.Id, ["workflow"] = instance.DefinitionId, ["version"] = instance.Version, ["reason"] = by.Reason,
        };
        foreach (var (name, value) in Details(operation)) data[name] = value;
        if (operation is InstanceOperation.Migrate) data["fromVersion"] = db.Entry(instance).Property(i => i.Version).OriginalValue;
        timeline.Append(@case, await running.SignatureOfAsync(by.Actor, @case.Number, cancellationToken), "workflowOperated", data);
        if (operation is InstanceOperation.Migrate migrate) await FollowAsync(@case, instance, migrate, cancellationToken);
    }

    // The case keeps its pack; its clocks keep their due unless somebody chose otherwise.
    private async Task FollowAsync(Case @case, WorkflowInstance instance, InstanceOperation.Migrate operation, CancellationToken cancellationToken)
    {
        if (@case.InstanceId == instance.Id) @case.DefinitionVersion = instance.Version;
        var places = WorkflowState.FromJson(instance.State).Bookmarks.ToDictionary(bookmark => bookmark.Id, bookmark => bookmark.NodeId, StringComparer.Ordinal);
        await db.Tasks.Where(t => t.InstanceId == instance.Id && t.Status == "open").LoadAsync(cancellationToken);
        foreach (var task in db.Tasks.Local.Where(t => t.InstanceId == instance.Id && t.Status == "open" && places.ContainsKey(t.BookmarkId))) task.ActivityNodeId = places[task.BookmarkId];
        if (operation.Clocks is { Count: > 0 } clocks) await deadlines.CountAnewAsync(@case, instance.Id, clocks, cancellationToken);
    }

    // The value of a variable may be personal data; the history names the variable only.
    private static IEnumerable<(string Name, JsonNode? Value)> Details(InstanceOperation operation) => operation switch
    {
        InstanceOperation.CancelActivity cancel => [("activity", cancel.Activity)],
        InstanceOperation.Retry { Activity: { } activity } => [("activity", activity)],
        InstanceOperation.Skip skip => [("activity", skip.Activity), ("outcome", skip.Outcome ?? "Done")],
        InstanceOperation.Move move => [("activity", move.To), ("from", new JsonArray([.. (move.From ?? []).Select(from => JsonValue.Create(from))]))],
        InstanceOperation.SetVariable set => [("variable", set.Variable)],
        InstanceOperation.Migrate migrate =>
        [
            ("steps", new JsonArray([.. (migrate.Steps ?? []).Select(step => new JsonObject { ["from"] = step.From, ["to"] = step.To ?? step.From, ["anew"] = step.Anew })])),
            ("clocks", new JsonArray([.. (migrate.Clocks ?? []).Select(clock => JsonValue.Create(clock))])),
        ],
        InstanceOperation.RetryCommand retry => [("command", retry.CommandId)],
        _ => [],
    };
}
