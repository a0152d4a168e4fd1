using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.Workflows.Definitions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>Runs of activities: records, summaries, counts for the badges.</summary>
internal static class ExecutionsApi
{
    private const string Root = ElsaHttp.Root + "/activity-executions";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost(Root + "/report", async (ElsaBody<ReportBody> body, ISender sender, CancellationToken cancellationToken) =>
            (await ReadAsync(body.Value.WorkflowInstanceId ?? "", sender, cancellationToken)).ToElsa(read => new JsonObject { ["stats"] = Stats(read.Runs, body.Value.ActivityNodeIds) })).Reads("各步骤执行的次数");
        app.MapGet(Root + "/report", async (ElsaQuery query, ISender sender, CancellationToken cancellationToken) =>
            (await ReadAsync(query.Text("workflowInstanceId") ?? "", sender, cancellationToken)).ToElsa(read => new JsonObject { ["stats"] = Stats(read.Runs, query.Texts("activityNodeIds")) })).Reads("各步骤执行的次数");
        app.MapGet(Root + "/list", async (ElsaQuery query, ISender sender, CancellationToken cancellationToken) =>
            (await ReadAsync(query.Text("workflowInstanceId") ?? "", sender, cancellationToken)).ToElsa(read => ElsaHttp.List(Chosen(read.Runs, query).Select(read.Full)))).Reads("步骤的执行记录");
        app.MapGet(ElsaHttp.Root + "/activity-execution-summaries/list", async (ElsaQuery query, ISender sender, CancellationToken cancellationToken) =>
            (await ReadAsync(query.Text("workflowInstanceId") ?? "", sender, cancellationToken)).ToElsa(read => ElsaHttp.List(Chosen(read.Runs, query).Select(read.Summary)))).Reads("步骤的执行记录摘要");
        app.MapGet(Root + "/by-id", (ElsaQuery query, ISender sender, CancellationToken cancellationToken) => OneAsync(query.Text("id") ?? "", sender, cancellationToken)).Reads("一次执行的记录");
        app.MapGet(Root + "/{id}", (string id, ISender sender, CancellationToken cancellationToken) => OneAsync(id, sender, cancellationToken)).Reads("一次执行的记录");
        app.MapGet(Root + "/{id}/call-stack", async (string id, ElsaQuery query, ISender sender, CancellationToken cancellationToken) =>
            (await ReadAsync(InstanceJson.InstanceOf(id), sender, cancellationToken)).ToElsa(read => CallStack(id, read, query))).Reads("一次执行由谁引起");
    }

    private static async Task<IResult> OneAsync(string id, ISender sender, CancellationToken cancellationToken) =>
        (await ReadAsync(InstanceJson.InstanceOf(id), sender, cancellationToken)).ToElsaResult(read => read.Find(id) is { } run ? Results.Json(read.Full(run), ElsaHttp.Json) : StudioRefusals.ExecutionNotFound.ToElsa());

    private static async Task<Result<Executions>> ReadAsync(string instanceId, ISender sender, CancellationToken cancellationToken)
    {
        var (detail, history) = (await sender.Send(new GetInstance(instanceId), cancellationToken), await sender.Send(new GetHistory(instanceId), cancellationToken));
        if (!detail.Ok) return detail.Refusal;
        return history.Ok ? new Executions(history.Value, detail.Value, ExecutionRecord.Of(history.Value.Entries)) : history.Refusal;
    }

    // Several may be asked for at once, as a node and the workflow around it.
    private static IEnumerable<ExecutionRecord> Chosen(IEnumerable<ExecutionRecord> runs, ElsaQuery query)
    {
        var (nodes, activities) = (query.Texts("activityNodeId").Concat(query.Texts("activityNodeIds")).ToList(), query.Texts("activityId").Concat(query.Texts("activityIds")).ToList());
        return runs.Where(run => (nodes.Count == 0 || nodes.Contains(run.NodeId)) && (activities.Count == 0 || activities.Contains(run.ActivityId)) && (query.Flag("completed") is not { } over || over == run.CompletedAt is not null));
    }

    private static JsonArray Stats(IReadOnlyList<ExecutionRecord> runs, IReadOnlyList<string>? nodeIds) => ElsaHttp.Array(runs.GroupBy(run => run.NodeId)
        .Where(node => nodeIds is not { Count: > 0 } || nodeIds.Contains(node.Key)).Select(node => ExecutionJson.Stats(node.Key, [.. node])));

    private static JsonObject CallStack(string id, Executions read, ElsaQuery query)
    {
        var chain = new List<ExecutionRecord>();
        for (var run = read.Find(id); run is not null; run = run.ParentId is { } parent ? read.Runs.FirstOrDefault(other => other.RunId == parent) : null) chain.Insert(0, run);
        var page = ElsaHttp.Page(chain.Skip(query.Number("skip") ?? 0).Take(query.Number("take") ?? 100).Select(read.Full), chain.Count);
        page["activityExecutionId"] = id;
        return page;
    }

    internal sealed record ReportBody(string? WorkflowInstanceId, IReadOnlyList<string>? ActivityNodeIds)
    {
        public ReportBody() : this(null, null) { }
    }

    private sealed record Executions(SeenHistory History, InstanceDetail Detail, IReadOnlyList<ExecutionRecord> Runs)
    {
        private WorkflowDefinition Definition => Detail.Definition;

        public JsonObject Summary(ExecutionRecord run) => ExecutionJson.Summary(Detail.Seen.Row.Id, run, Definition);
        public JsonObject Full(ExecutionRecord run) => ExecutionJson.Full(History, run, Definition, Outputs(run));
        public ExecutionRecord? Find(string id) => Runs.FirstOrDefault(run => InstanceJson.RunId(Detail.Seen.Row.Id, run.RunId) == id);

        // Only the last run's outputs are kept, and only those who may see the content see them.
        private JsonObject? Outputs(ExecutionRecord run) => Detail.Seen.SeesContent && run.Status == "Completed" && Runs.Last(other => other.NodeId == run.NodeId) == run
            ? Detail.State.ActivityOutputs[run.ActivityId]?.DeepClone() as JsonObject
            : null;
    }
}
