using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>Workflow definitions: read, save, publish, retract, revert, delete, one or many.</summary>
internal static class DefinitionsApi
{
    private const string Root = ElsaHttp.Root + "/workflow-definitions";

    public static void Map(IEndpointRouteBuilder app)
    {
        Read(app);
        Change(app);
        Bulk(app);
    }

    private static void Read(IEndpointRouteBuilder app)
    {
        app.MapGet(Root, async (ElsaQuery query, ISender sender, DefinitionJson json, CancellationToken cancellationToken) =>
            (await sender.Send(Listed(query), cancellationToken)).ToElsa(list => ElsaHttp.Page(list.Rows.Select(json.Summary), list.Total, json.ListLinks()))).Reads("流程定义列表");
        app.MapGet(Root + "/by-definition-id/{definitionId}", async (string definitionId, ElsaQuery query, HttpContext http, ISender sender, DefinitionJson json, CancellationToken cancellationToken) =>
            (await sender.Send(new GetDefinition(null, definitionId, new(query.Text("versionOptions"))), cancellationToken)).ToElsa(row => Tagged(json.Full(row), row, http))).Reads("一个流程定义，按编号");
        app.MapGet(Root + "/by-id/{id}", async (string id, ISender sender, DefinitionJson json, CancellationToken cancellationToken) =>
            (await sender.Send(new GetDefinition(id), cancellationToken)).ToElsa(json.Full)).Reads("流程定义的一个版本");
        app.MapGet(Root + "/many-by-id", async (ElsaQuery query, ISender sender, DefinitionJson json, CancellationToken cancellationToken) =>
            (await sender.Send(ById(query), cancellationToken)).ToElsa(list => ElsaHttp.List(list.Rows.Select(json.Full)))).Reads("多个版本，按版本编号");
        app.MapGet(Root + "/{definitionId}/versions", async (string definitionId, ISender sender, DefinitionJson json, CancellationToken cancellationToken) =>
            (await sender.Send(new ListDefinitions(default, [definitionId], [], null, "Version", true, 0, null), cancellationToken)).ToElsa(list => ElsaHttp.List(list.Rows.Select(json.Full)))).Reads("一个流程定义的全部版本");
        app.MapGet(Root + "/query/count", async (ElsaQuery query, ISender sender, CancellationToken cancellationToken) =>
            (await sender.Send(Listed(query), cancellationToken)).ToElsa(list => new JsonObject { ["count"] = list.Total })).Reads("流程定义的个数");
        app.MapGet(Root + "/validation/is-name-unique", async (ElsaQuery query, ISender sender, CancellationToken cancellationToken) =>
            (await sender.Send(new IsNameUnique(query.Text("name") ?? "", query.Text("definitionId")), cancellationToken)).ToElsa(answer => new JsonObject { ["isUnique"] = answer.IsUnique })).Reads("名称是否没有用过");
        app.MapGet(Root + "/{definitionId}/consumers", async (string definitionId, ISender sender, CancellationToken cancellationToken) =>
            (await sender.Send(new ListConsumers(definitionId), cancellationToken)).ToElsa(ids => new JsonObject { ["consumingWorkflowDefinitionIds"] = ElsaHttp.Texts(ids) })).Reads("把它用作活动的流程");
        app.MapGet("/api/v1/workflow-definitions/{definitionId}/comparison", async (string definitionId, int? from, int? to, ISender sender, CancellationToken cancellationToken) =>
            (await sender.Send(new CompareDefinitions(definitionId, from, to), cancellationToken)).ToHttp()).Reads("比较流程的两个版本：步骤和连线的增加、删除、改变").Produces<DefinitionComparison>().Produces<Problem>(404, "application/problem+json");
        app.MapGet(Root + "/{definitionId}/findings", async (string definitionId, ElsaQuery query, ISender sender, CancellationToken cancellationToken) =>
            (await sender.Send(new CheckDefinition(definitionId, query.Text("versionOptions")), cancellationToken)).ToElsa(findings => ElsaHttp.List(DefinitionJson.Findings(findings).Select(finding => finding?.DeepClone())))).Reads("发布前检查的结果");
    }

    private static void Change(IEndpointRouteBuilder app)
    {
        app.MapPost(Root, async (ElsaBody<SaveBody> body, HttpContext http, ISender sender, DefinitionJson json, CancellationToken cancellationToken) => body.Value.Model is { } model
            ? (await sender.Send(new SaveDefinition([model], body.Value.Publish == true, http.Request.Headers.IfMatch.ToString() is { Length: > 0 } tag ? tag.Trim('"') : null), cancellationToken))
                .ToElsa(saved => Tagged(json.Saved(saved.Rows[0], saved.AlreadyPublished, saved.Findings), saved.Rows[0], http))
            : StudioRefusals.NoRoot.ToElsa()).Edits("保存草稿；publish 为真时同时发布；带 If-Match 时不覆盖别人后来的改动");
        app.MapPost(Root + "/{definitionId}/publish", async (string definitionId, ISender sender, DefinitionJson json, CancellationToken cancellationToken) =>
            (await sender.Send(new PublishDefinitions([definitionId]), cancellationToken)).ToElsaResult(done => done.Published.Concat(done.AlreadyPublished).FirstOrDefault() is { } row
                ? Results.Json(json.Saved(row, done.AlreadyPublished.Count > 0, done.Findings), ElsaHttp.Json)
                : StudioRefusals.DefinitionNotFound.ToElsa())).Publishes("发布最新版本");
        app.MapPost(Root + "/{definitionId}/retract", async (string definitionId, ISender sender, DefinitionJson json, CancellationToken cancellationToken) =>
        {
            var retracted = await sender.Send(new RetractDefinitions([definitionId]), cancellationToken);
            return retracted.Ok ? (await sender.Send(new GetDefinition(null, definitionId), cancellationToken)).ToElsa(json.Full) : retracted.Refusal.ToElsa();
        }).Publishes("撤回已发布的版本");
        app.MapPost(Root + "/{definitionId}/revert/{version:int}", async (string definitionId, int version, ISender sender, DefinitionJson json, CancellationToken cancellationToken) =>
            (await sender.Send(new RevertDefinition(definitionId, version), cancellationToken)).ToElsa(json.Summary)).Edits("以早先的版本作为新草稿");
        app.MapPost(Root + "/{definitionId}/update-references", async (string definitionId, ISender sender, CancellationToken cancellationToken) =>
            (await sender.Send(new ListConsumers(definitionId), cancellationToken)).ToElsa(_ => new JsonObject { ["affectedWorkflows"] = new JsonArray() })).Edits("更新引用：已发布的版本固定引用，不会改写");
        app.MapDelete(Root + "/{definitionId}", async (string definitionId, ISender sender, CancellationToken cancellationToken) =>
            (await sender.Send(new DeleteDefinitions([definitionId], []), cancellationToken)).ToElsaResult(Gone)).Edits("删除流程定义的全部版本");
        app.MapDelete(ElsaHttp.Root + "/workflow-definition-versions/{id}", async (string id, ISender sender, CancellationToken cancellationToken) =>
            (await sender.Send(new DeleteDefinitions([], [id]), cancellationToken)).ToElsaResult(Gone)).Edits("删除一个版本");
    }

    private static void Bulk(IEndpointRouteBuilder app)
    {
        const string bulk = ElsaHttp.Root + "/bulk-actions";
        app.MapPost(bulk + "/delete/workflow-definitions/by-definition-id", async (ElsaBody<IdsBody> body, ISender sender, CancellationToken cancellationToken) =>
            (await sender.Send(new DeleteDefinitions(body.Value.DefinitionIds ?? [], []), cancellationToken)).ToElsa(done => new JsonObject { ["deleted"] = done.Deleted })).Edits("批量删除流程定义");
        app.MapPost(bulk + "/delete/workflow-definitions/by-id", async (ElsaBody<IdsBody> body, ISender sender, CancellationToken cancellationToken) =>
            (await sender.Send(new DeleteDefinitions([], body.Value.Ids ?? []), cancellationToken)).ToElsa(done => new JsonObject { ["deleted"] = done.Deleted })).Edits("批量删除版本");
        app.MapPost(bulk + "/publish/workflow-definitions/by-definition-ids", async (ElsaBody<IdsBody> body, ISender sender, CancellationToken cancellationToken) =>
            (await sender.Send(new PublishDefinitions(body.Value.DefinitionIds ?? []), cancellationToken)).ToElsa(done => new JsonObject
            {
                ["published"] = ElsaHttp.Texts(done.Published.Select(v => v.DefinitionId)), ["alreadyPublished"] = ElsaHttp.Texts(done.AlreadyPublished.Select(v => v.DefinitionId)),
                ["notFound"] = ElsaHttp.Texts(done.NotFound), ["updatedConsumers"] = new JsonArray(), ["findings"] = DefinitionJson.Findings(done.Findings),
            })).Publishes("批量发布");
        app.MapPost(bulk + "/retract/workflow-definitions/by-definition-ids", async (ElsaBody<IdsBody> body, ISender sender, CancellationToken cancellationToken) =>
            (await sender.Send(new RetractDefinitions(body.Value.DefinitionIds ?? []), cancellationToken)).ToElsa(done => new JsonObject
            {
                ["retracted"] = ElsaHttp.Texts(done.Retracted.Select(v => v.DefinitionId)), ["alreadyRetracted"] = ElsaHttp.Texts(done.AlreadyRetracted), ["notFound"] = ElsaHttp.Texts(done.NotFound),
            })).Publishes("批量撤回");
    }

    private static ListDefinitions Listed(ElsaQuery query) => new(
        new(query.Text("versionOptions")), query.Texts("definitionIds"), query.Texts("ids"), query.Text("searchTerm"), query.Text("orderBy"),
        "Descending".Equals(query.Text("orderDirection"), StringComparison.OrdinalIgnoreCase), query.Number("page") ?? 0, query.Number("pageSize"));

    private static ListDefinitions ById(ElsaQuery query) => new(default, [], query.Texts("ids") is { Count: > 0 } ids ? ids : ["-"], null, null, true, 0, null);

    // The tag of the latest version: sent back with If-Match, it keeps two who draw at once from overwriting each other.
    private static JsonObject Tagged(JsonObject answer, WorkflowDefinitionVersion row, HttpContext http)
    {
        if (row.IsLatest) http.Response.Headers.ETag = $"\"{DefinitionContent.StampOf(row)}\"";
        return answer;
    }

    private static IResult Gone(DeletedDefinitions done) => done.Deleted > 0 ? Results.NoContent() : StudioRefusals.DefinitionNotFound.ToElsa();

    internal sealed record SaveBody(JsonObject? Model, bool? Publish)
    {
        public SaveBody() : this(null, null) { }
    }

    internal sealed record IdsBody(IReadOnlyList<string>? DefinitionIds, IReadOnlyList<string>? Ids)
    {
        public IdsBody() : this(null, null) { }
    }
}
