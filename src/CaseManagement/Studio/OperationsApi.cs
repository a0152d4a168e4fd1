using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.Workflows.Execution;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>Cancelling and deleting instances, and setting their variables.</summary>
internal static class OperationsApi
{
    private const string Instances = ElsaHttp.Root + "/workflow-instances";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost(ElsaHttp.Root + "/cancel/workflow-instances/{id}", async (string id, ElsaQuery query, InstanceDoor door, CancellationToken cancellationToken) =>
            (await door.OperateAsync(id, [new InstanceOperation.Cancel()], query.Text("reason"), cancellationToken)).ToElsaResult(_ => Results.NoContent())).Edits("取消一个流程实例");
        app.MapDelete(Instances + "/{id}", async (string id, ISender sender, CancellationToken cancellationToken) =>
            (await sender.Send(new DeleteInstances([id]), cancellationToken)).ToElsaResult(done => done.Deleted > 0 ? Results.NoContent() : StudioRefusals.InstanceNotFound.ToElsa())).Edits("删除一个流程实例");
        app.MapPost(Instances + "/{id}/variables", async (string id, ElsaBody<VariablesBody> body, InstanceDoor door, ISender sender, CancellationToken cancellationToken) =>
        {
            var changes = (body.Value.Variables ?? []).Select(InstanceOperation (change) => new InstanceOperation.SetVariable(change.Id ?? change.Name ?? "", change.Value)).ToList();
            var done = await door.OperateAsync(id, changes, body.Value.Reason, cancellationToken);
            return done.Ok ? (await sender.Send(new GetInstance(id), cancellationToken)).ToElsa(InstanceJson.Variables) : done.Refusal.ToElsa();
        }).Edits("修改流程实例的变量");
        app.MapPost(ElsaHttp.Root + "/bulk-actions/cancel/workflow-instances", async (ElsaBody<BulkBody> body, InstanceDoor door, CancellationToken cancellationToken) =>
            (await CancelAsync(body.Value, door, cancellationToken)).ToElsa(done => new JsonObject { ["cancelledCount"] = done.Cancelled, ["notCancelled"] = ElsaHttp.Array(done.Refused.Select(refused => new JsonObject { ["workflowInstanceId"] = refused.Id, ["message"] = refused.Refusal.Message })) })).Edits("批量取消流程实例；不能取消的各写明原因");
        app.MapPost(ElsaHttp.Root + "/bulk-actions/delete/workflow-instances/by-id", async (ElsaBody<BulkBody> body, ISender sender, CancellationToken cancellationToken) =>
            (await sender.Send(new DeleteInstances(body.Value.Ids ?? []), cancellationToken)).ToElsa(done => new JsonObject { ["deleted"] = done.Deleted })).Edits("批量删除流程实例");
        app.MapPost(ElsaHttp.Root + "/bulk-actions/export/workflow-instances", async (ElsaBody<BulkBody> body, ISender sender, CancellationToken cancellationToken) =>
            await InstanceFiles.ZipAsync(body.Value.Ids ?? [], sender, cancellationToken)).Reads("批量导出流程实例");
        app.MapPost(ElsaHttp.Root + "/bulk-actions/import/workflow-instances", () => StudioRefusals.InstanceImport.ToElsa()).Edits("流程实例不能导入").DisableAntiforgery();
    }

    // Studio asks for no more than this and hears no single refusal: one for all when nothing could be cancelled, otherwise each beside its instance.
    private static async Task<Result<Cancellation>> CancelAsync(BulkBody body, InstanceDoor door, CancellationToken cancellationToken)
    {
        var filter = new InstanceFilter { Ids = body.Ids, DefinitionId = body.DefinitionId, DefinitionVersionId = body.DefinitionVersionId, Status = "Running", PageSize = 1000 };
        if (filter.Ids is not { Count: > 0 } && filter.DefinitionId is null && filter.DefinitionVersionId is null) return StudioRefusals.NothingChosen;
        var found = await door.FindAsync(filter, cancellationToken);
        if (!found.Ok) return found.Refusal;
        var (cancelled, refused) = (0, new List<(string Id, Refusal Refusal)>());
        foreach (var row in found.Value.Rows)
        {
            var done = await door.OperateAsync(row.Id, [new InstanceOperation.Cancel()], body.Reason, cancellationToken);
            if (done.Ok) cancelled++;
            else refused.Add((row.Id, done.Refusal));
        }

        return cancelled == 0 && refused.Count > 0 ? refused[0].Refusal : new Cancellation(cancelled, refused);
    }

    internal sealed record Cancellation(int Cancelled, IReadOnlyList<(string Id, Refusal Refusal)> Refused);

    internal sealed record VariablesBody
    {
        public IReadOnlyList<VariableChange>? Variables { get; init; }
        public string? Reason { get; init; }
    }

    internal sealed record VariableChange(string? Id, string? Name, JsonNode? Value);

    internal sealed record BulkBody
    {
        public IReadOnlyList<string>? Ids { get; init; }
        public string? DefinitionId { get; init; }
        public string? DefinitionVersionId { get; init; }
        public string? Reason { get; init; }
    }
}
