using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.Workflows.Execution;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>Elsa's alterations: changes to running instances, at once. Each instance answers for itself.</summary>
internal static class AlterationsApi
{
    private const string Root = ElsaHttp.Root + "/alterations";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost(Root + "/run", async (ElsaBody<RunBody> body, InstanceDoor door, ISender sender, CancellationToken cancellationToken) =>
        {
            var results = new List<JsonNode>();
            foreach (var id in (body.Value.WorkflowInstanceIds ?? []).Distinct()) results.Add(await RunAsync(id, body.Value, door, sender, cancellationToken));
            return Results.Json(new JsonObject { ["results"] = ElsaHttp.Array(results) }, ElsaHttp.Json);
        }).Edits("修改正在运行的实例");
        app.MapPost(Root + "/dry-run", async (ElsaBody<DryRunBody> body, InstanceDoor door, CancellationToken cancellationToken) => body.Value is { EmptyFilterSelectsAll: not true, IsEmpty: true }
            ? Results.Json(new JsonObject { ["workflowInstanceIds"] = new JsonArray() }, ElsaHttp.Json)
            : (await door.FindAsync(body.Value.Filter, cancellationToken)).ToElsa(list => new JsonObject { ["workflowInstanceIds"] = ElsaHttp.Texts(list.Rows.Select(row => row.Id)) })).Edits("将会修改哪些实例");
        app.MapPost(Root + "/workflows/retry", async (ElsaBody<RetryBody> body, InstanceDoor door, CancellationToken cancellationToken) =>
        {
            var results = new List<JsonNode>();
            var activities = body.Value.ActivityIds is { Count: > 0 } given ? given.Cast<string?>() : [null];
            foreach (var id in (body.Value.WorkflowInstanceIds ?? []).Distinct())
                results.Add(Answer(id, await door.OperateAsync(id, [.. activities.Select(InstanceOperation (activity) => new InstanceOperation.Retry(activity))], body.Value.Reason, cancellationToken)));
            return Results.Json(new JsonObject { ["results"] = ElsaHttp.Array(results) }, ElsaHttp.Json);
        }).Edits("重试出错的步骤");
    }

    private static async Task<JsonNode> RunAsync(string id, RunBody body, InstanceDoor door, ISender sender, CancellationToken cancellationToken)
    {
        var detail = await sender.Send(new GetInstance(id), cancellationToken);
        if (!detail.Ok) return Answer(id, detail.Refusal);
        var operations = new List<InstanceOperation>();
        foreach (var alteration in body.Alterations ?? [])
        {
            if (Operation(alteration, detail.Value) is not { } operation)
                return Answer(id, Refusal.Rule("alterationUnknown", $"不支持这种修改：{alteration["type"]?.ToString() ?? "（没有写 type）"}。"));
            operations.Add(operation);
        }

        return Answer(id, await door.OperateAsync(id, operations, body.Reason, cancellationToken));
    }

    private static InstanceOperation? Operation(JsonObject alteration, InstanceDetail detail)
    {
        var run = alteration["activityInstanceId"]?.ToString() is { Length: > 0 } given ? detail.State.Activities.Find(open => InstanceJson.RunId(detail.State.InstanceId, open.Id) == given) : null;
        var activity = run?.NodeId ?? alteration["activityId"]?.ToString();
        return alteration["type"]?.ToString() switch
        {
            "Cancel" => new InstanceOperation.Cancel(),
            "CancelActivity" when activity is not null => new InstanceOperation.CancelActivity(activity, run?.Id),
            "ModifyVariable" when alteration["variableId"]?.ToString() is { } variable => new InstanceOperation.SetVariable(variable, alteration["value"]?.DeepClone()),
            // On a faulted step it means: try again; on another: run it next.
            "ScheduleActivity" when activity is not null => detail.State.SubStatus == SubStatus.Faulted || detail.State.Activities.Exists(open => open.Status == ActivityStatus.Faulted && (open.NodeId == activity || open.NodeId.EndsWith(":" + activity, StringComparison.Ordinal)))
                ? new InstanceOperation.Retry(activity)
                : new InstanceOperation.Move(activity),
            _ => null,
        };
    }

    private static JsonObject Answer<T>(string id, Result<T> done) => done.Ok ? Answer(id, true, "修改已经生效。", "Information") : Answer(id, done.Refusal);

    private static JsonObject Answer(string id, Refusal refusal) => Answer(id, false, refusal.Message, "Error");

    private static JsonObject Answer(string id, bool done, string message, string level) => new()
    {
        ["workflowInstanceId"] = id, ["isSuccessful"] = done, ["log"] = new JsonObject { ["logEntries"] = new JsonArray(new JsonObject { ["message"] = message, ["logLevel"] = level }) },
    };

    internal sealed record RunBody
    {
        public IReadOnlyList<JsonObject>? Alterations { get; init; }
        public IReadOnlyList<string>? WorkflowInstanceIds { get; init; }
        public string? Reason { get; init; }
    }

    internal sealed record RetryBody
    {
        public IReadOnlyList<string>? ActivityIds { get; init; }
        public IReadOnlyList<string>? WorkflowInstanceIds { get; init; }
        public string? Reason { get; init; }
    }

    internal sealed record DryRunBody
    {
        public IReadOnlyList<string>? WorkflowInstanceIds { get; init; }
        public IReadOnlyList<string>? DefinitionIds { get; init; }
        public IReadOnlyList<string>? DefinitionVersionIds { get; init; }
        public IReadOnlyList<string>? Statuses { get; init; }
        public IReadOnlyList<string>? SubStatuses { get; init; }
        public bool? HasIncidents { get; init; }
        public string? SearchTerm { get; init; }
        public IReadOnlyList<TimestampFilter>? TimestampFilters { get; init; }
        public bool? EmptyFilterSelectsAll { get; init; }

        public bool IsEmpty => Filter == new InstanceFilter { PageSize = 1000 };

        public InstanceFilter Filter => new()
        {
            Ids = Given(WorkflowInstanceIds), DefinitionIds = Given(DefinitionIds), DefinitionVersionIds = Given(DefinitionVersionIds), Statuses = Given(Statuses), SubStatuses = Given(SubStatuses),
            HasIncidents = HasIncidents, SearchTerm = string.IsNullOrWhiteSpace(SearchTerm) ? null : SearchTerm, TimestampFilters = TimestampFilters is { Count: > 0 } ? TimestampFilters : null, PageSize = 1000,
        };

        private static IReadOnlyList<string>? Given(IReadOnlyList<string>? list) => list is { Count: > 0 } ? list : null;
    }
}
