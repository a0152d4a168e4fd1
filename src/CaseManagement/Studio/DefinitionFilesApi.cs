using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>Definitions out to files and in from files.</summary>
internal static class DefinitionFilesApi
{
    private const string Root = ElsaHttp.Root + "/workflow-definitions";
    private const long LargestUpload = 32 * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Root + "/{definitionId}/export", async (string definitionId, ElsaQuery query, ISender sender, CancellationToken cancellationToken) =>
        {
            var found = await sender.Send(new GetDefinition(null, definitionId, new(query.Text("versionOptions"))), cancellationToken);
            if (!found.Ok) return found.Refusal.ToElsa();
            return query.Flag("includeConsumingWorkflows") == true ? await ZipAsync([found.Value.Id], true, sender, cancellationToken)
                : Results.File(DefinitionFiles.Json(found.Value), "application/json", DefinitionFiles.NameOf(found.Value));
        }).Reads("导出一个流程定义");
        app.MapPost(ElsaHttp.Root + "/bulk-actions/export/workflow-definitions", (ElsaBody<ExportBody> body, ISender sender, CancellationToken cancellationToken) =>
            ZipAsync(body.Value.Ids ?? [], body.Value.IncludeConsumingWorkflows == true, sender, cancellationToken)).Reads("批量导出为压缩包");
        app.MapMethods(Root + "/import", ["POST", "PUT"], (ElsaObject body, ISender sender, DefinitionJson json, CancellationToken cancellationToken) =>
            ImportAsync(null, body.Value, sender, json, cancellationToken)).Edits("导入一个流程定义，存为草稿").LimitBody(LargestUpload);
        app.MapMethods(Root + "/{definitionId}/import", ["POST", "PUT"], (string definitionId, ElsaObject body, ISender sender, DefinitionJson json, CancellationToken cancellationToken) =>
            ImportAsync(definitionId, body.Value, sender, json, cancellationToken)).Edits("导入为一个流程定义的新草稿").LimitBody(LargestUpload);
        app.MapPost(Root + "/import-files", ImportFilesAsync).Edits("导入文件：JSON 或压缩包").LimitBody(LargestUpload).DisableAntiforgery();
    }

    private static async Task<IResult> ImportAsync(string? definitionId, JsonObject body, ISender sender, DefinitionJson json, CancellationToken cancellationToken)
    {
        var model = body["model"] as JsonObject ?? body;
        if (model["root"] is not JsonObject) return StudioRefusals.NoRoot.ToElsa();
        if (definitionId is not null) model["definitionId"] = definitionId;
        return (await sender.Send(new SaveDefinition([model]), cancellationToken)).ToElsa(saved => json.Full(saved.Rows[0]));
    }

    private static async Task<IResult> ImportFilesAsync(IFormFileCollection files, ISender sender, CancellationToken cancellationToken)
    {
        var models = new List<JsonObject>();
        foreach (var file in files)
        {
            await using var stream = file.OpenReadStream();
            var read = await DefinitionFiles.ReadAsync(file.FileName, stream, cancellationToken);
            if (!read.Ok) return read.Refusal.ToElsa();
            models.AddRange(read.Value);
        }

        if (models.Count == 0) return StudioRefusals.EmptyImport.ToElsa();
        return (await sender.Send(new SaveDefinition(models), cancellationToken)).ToElsa(saved => new JsonObject { ["count"] = saved.Rows.Count });
    }

    private static async Task<IResult> ZipAsync(IReadOnlyList<string> ids, bool withConsumers, ISender sender, CancellationToken cancellationToken)
    {
        var found = await sender.Send(new ListDefinitions(default, [], ids is [] ? ["-"] : ids, null, null, true, 0, null), cancellationToken);
        if (!found.Ok) return found.Refusal.ToElsa();
        var rows = found.Value.Rows.ToList();
        if (withConsumers)
            foreach (var definitionId in rows.Select(row => row.DefinitionId).Distinct().ToList())
            {
                var consumers = await sender.Send(new ListConsumers(definitionId), cancellationToken);
                if (!consumers.Ok || consumers.Value.Count == 0) continue;
                var more = await sender.Send(new ListDefinitions(VersionChoice.Latest, consumers.Value, [], null, null, true, 0, null), cancellationToken);
                if (more.Ok) rows.AddRange(more.Value.Rows.Where(row => rows.TrueForAll(known => known.DefinitionId != row.DefinitionId)));
            }

        return rows.Count == 0 ? StudioRefusals.DefinitionNotFound.ToElsa() : Results.File(DefinitionFiles.Zip(rows), "application/zip", DefinitionFiles.ZipName);
    }

    internal sealed record ExportBody(IReadOnlyList<string>? Ids, bool? IncludeConsumingWorkflows)
    {
        public ExportBody() : this(null, null) { }
    }
}
