using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.Workflows.Execution;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>Elsa's alterations: changes to running instances, at once or as a plan. Each instance answers for itself.</summary>
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
        app.MapPost(Root + "/dry-run", async (ElsaBody<FilterBody> body, InstanceDoor door, CancellationToken cancellationToken) =>
        {
            if (body.Value.ActivityFilters is { Count: > 0 }) return StudioRefusals.ActivityFilters.ToElsa();
            return body.Value.Filter is not { } filter ? Results.Json(new JsonObject { ["workflowInstanceIds"] = new JsonArray() }, ElsaHttp.Json)
                : (await door.FindAsync(filter, cancellationToken)).ToElsa(list => new JsonObject { ["workflowInstanceIds"] = ElsaHttp.Texts(list.Rows.Select(row => row.Id)) });
        }).Edits("将会修改哪些实例");
        app.MapPost(Root + "/submit", async (ElsaBody<SubmitBody> body, ISender sender, CancellationToken cancellationToken) =>
        {
            var (said, filter) = (body.Value, body.Value.Filter ?? new FilterBody());
            if (filter.ActivityFilters is { Count: > 0 }) return StudioRefusals.ActivityFilters.ToElsa();
            var submitted = await sender.Send(new SubmitAlterations(said.Id, said.Alterations, filter.Filter, said.Reason ?? InstanceDoor.FromDesigner), cancellationToken);
            return submitted.ToElsa(plan => new JsonObject { ["planId"] = plan.PlanId });
        }).Edits("提交修改计划，逐个实例执行");
        app.MapGet(Root + "/{id}", async (string id, ISender sender, CancellationToken cancellationToken) =>
            (await sender.Send(new GetAlterationPlan(id), cancellationToken)).ToElsa(plan => plan)).Edits("修改计划及其进度");
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
        var asked = Alterations.Operations(body.Alterations ?? [], detail.Value.State);
        return asked.Ok ? Answer(id, await door.OperateAsync(id, asked.Value, body.Reason, cancellationToken)) : Answer(id, asked.Refusal);
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

    internal sealed record SubmitBody
    {
        public string? Id { get; init; }
        public IReadOnlyList<JsonObject>? Alterations { get; init; }
        public FilterBody? Filter { get; init; }
        public string? Reason { get; init; }
    }

    internal sealed record FilterBody
    {
        public IReadOnlyList<string>? WorkflowInstanceIds { get; init; }
        public IReadOnlyList<string>? CorrelationIds { get; init; }
        public IReadOnlyList<string>? Names { get; init; }
        public IReadOnlyList<string>? DefinitionIds { get; init; }
        public IReadOnlyList<string>? DefinitionVersionIds { get; init; }
        public IReadOnlyList<string>? Statuses { get; init; }
        public IReadOnlyList<string>? SubStatuses { get; init; }
        public bool? HasIncidents { get; init; }
        public string? SearchTerm { get; init; }
        public IReadOnlyList<TimestampFilter>? TimestampFilters { get; init; }
        public IReadOnlyList<JsonObject>? ActivityFilters { get; init; }
        public bool? EmptyFilterSelectsAll { get; init; }

        /// <summary>Null when it chooses nothing.</summary>
        [JsonIgnore]
        public InstanceFilter? Filter => EmptyFilterSelectsAll == true || Given() != new InstanceFilter { PageSize = 1000 } ? Given() : null;

        private InstanceFilter Given() => new()
        {
            Ids = Given(WorkflowInstanceIds), CorrelationIds = Given(CorrelationIds), Names = Given(Names), DefinitionIds = Given(DefinitionIds), DefinitionVersionIds = Given(DefinitionVersionIds), Statuses = Given(Statuses), SubStatuses = Given(SubStatuses),
            HasIncidents = HasIncidents, SearchTerm = string.IsNullOrWhiteSpace(SearchTerm) ? null : SearchTerm, TimestampFilters = TimestampFilters is { Count: > 0 } ? TimestampFilters : null, PageSize = 1000,
        };

        private static IReadOnlyList<string>? Given(IReadOnlyList<string>? list) => list is { Count: > 0 } ? list : null;
    }
}
