using System.Text.Json;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>Instances: list, state, variables, journal.</summary>
internal static class InstancesApi
{
    private const string Root = ElsaHttp.Root + "/workflow-instances";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost(Root, async (ElsaBody<InstanceFilter> body, ISender sender, CancellationToken cancellationToken) => Listed(await sender.Send(new ListInstances(body.Value), cancellationToken))).Reads("流程实例列表");
        app.MapGet(Root, async (ElsaQuery query, ISender sender, CancellationToken cancellationToken) => Listed(await sender.Send(new ListInstances(Filter(query)), cancellationToken))).Reads("流程实例列表");
        app.MapGet(Root + "/{id}", async (string id, ISender sender, CancellationToken cancellationToken) =>
            (await sender.Send(new GetInstance(id), cancellationToken)).ToElsa(InstanceJson.Full)).Reads("一个流程实例及其状态");
        app.MapGet(Root + "/{id}/variables", async (string id, ISender sender, CancellationToken cancellationToken) =>
            (await sender.Send(new GetInstance(id), cancellationToken)).ToElsa(InstanceJson.Variables)).Reads("流程实例的变量");
        app.MapGet(Root + "/{id}/execution-state", async (string id, ISender sender, CancellationToken cancellationToken) =>
            (await sender.Send(new GetInstance(id), cancellationToken)).ToElsa(State)).Reads("流程实例走到哪里");
        app.MapPost(Root + "/{id}/journal", (string id, ElsaBody<JournalBody> body, ElsaQuery query, ISender sender, CancellationToken cancellationToken) =>
            JournalAsync(id, body.Value.Filter ?? new JournalFilter(), query, sender, cancellationToken)).Reads("流程实例的日志，按条件");
        app.MapGet(Root + "/{id}/journal", (string id, ElsaQuery query, ISender sender, CancellationToken cancellationToken) =>
            JournalAsync(id, new JournalFilter(), query, sender, cancellationToken)).Reads("流程实例的日志");
        app.MapGet(Root + "/{id}/export", async (string id, ISender sender, CancellationToken cancellationToken) =>
            (await sender.Send(new GetInstance(id), cancellationToken)).ToElsaResult(detail =>
                Results.File(JsonSerializer.SerializeToUtf8Bytes(InstanceJson.Full(detail), ElsaHttp.Json), "application/json", $"workflow-instance-{id}.json"))).Reads("导出流程实例");
    }

    private static IResult Listed(Result<InstanceList> found) => found.ToElsa(list => ElsaHttp.Page(list.Rows.Select(InstanceJson.Summary), list.Total));

    private static JsonObject State(InstanceDetail detail) => new()
    {
        ["status"] = detail.Seen.Row.Status, ["subStatus"] = detail.Seen.Row.SubStatus, ["workflowSubStatus"] = detail.Seen.Row.SubStatus, ["updatedAt"] = detail.Seen.Row.UpdatedAt.ToString("O"),
    };

    private static async Task<IResult> JournalAsync(string id, JournalFilter filter, ElsaQuery query, ISender sender, CancellationToken cancellationToken)
    {
        var (detail, history) = (await sender.Send(new GetInstance(id), cancellationToken), await sender.Send(new GetHistory(id), cancellationToken));
        if (!detail.Ok) return detail.Refusal.ToElsa();
        return history.ToElsa(seen =>
        {
            var entries = seen.Entries.Where(entry => filter.Takes(entry.Entry.ActivityId, entry.Entry.NodeId, entry.Entry.ActivityType, entry.Entry.Event.ToString())).ToList();
            var (skip, take) = query.Number("page") is { } page && query.Number("pageSize") is { } size ? (page * size, size) : (query.Number("skip") ?? 0, query.Number("take") ?? int.MaxValue);
            return ElsaHttp.Page(entries.Skip(skip).Take(take).Select(entry => JournalJson.Record(id, entry, detail.Value.Definition)), entries.Count);
        });
    }

    private static InstanceFilter Filter(ElsaQuery query) => new()
    {
        Page = query.Number("page"), PageSize = query.Number("pageSize"), SearchTerm = query.Text("searchTerm"), DefinitionId = query.Text("definitionId"), DefinitionIds = query.Texts("definitionIds"),
        CorrelationId = query.Text("correlationId"), ParentWorkflowInstanceIds = query.Texts("parentWorkflowInstanceIds"), Version = query.Number("version"), HasIncidents = query.Flag("hasIncidents"),
        IsSystem = query.Flag("isSystem"), Status = query.Text("status"), Statuses = query.Texts("statuses"), SubStatus = query.Text("subStatus"), SubStatuses = query.Texts("subStatuses"),
        OrderBy = query.Text("orderBy"), OrderDirection = query.Text("orderDirection"),
    };

    internal sealed record JournalBody(JournalFilter? Filter)
    {
        public JournalBody() : this((JournalFilter?)null) { }
    }

    /// <summary>Which entries of a journal are asked for; null and empty lists take all.</summary>
    internal sealed record JournalFilter
    {
        public IReadOnlyList<string>? ActivityIds { get; init; }
        public IReadOnlyList<string>? ActivityNodeIds { get; init; }
        public IReadOnlyList<string>? ExcludedActivityTypes { get; init; }
        public IReadOnlyList<string>? EventNames { get; init; }

        public bool Takes(string id, string nodeId, string type, string eventName) =>
            Has(ActivityIds, id) && Has(ActivityNodeIds, nodeId) && Has(EventNames, eventName) && ExcludedActivityTypes?.Contains(type) != true;

        private static bool Has(IReadOnlyList<string>? wanted, string value) => wanted is not { Count: > 0 } || wanted.Contains(value);
    }
}
