using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.Workflows.Definitions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>A part of a definition: what lies below a node, and the way from the root to it.</summary>
internal static class SubgraphApi
{
    private const string Root = ElsaHttp.Root + "/workflow-definitions/subgraph";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Root + "/{versionId}", async (string versionId, ElsaQuery query, ISender sender, DefinitionJson json, CancellationToken cancellationToken) =>
            (await sender.Send(new GetDefinition(versionId), cancellationToken)).ToElsaResult(row => Find(json.Full(row), query.Text("parentNodeId")) is { } node
                ? Results.Json(Tree(node), ElsaHttp.Json) : StudioRefusals.DefinitionNotFound.ToElsa())).Reads("流程定义的一部分");
        app.MapGet(Root + "/segments/{versionId}", async (string versionId, ElsaQuery query, ISender sender, DefinitionJson json, CancellationToken cancellationToken) =>
            (await sender.Send(new GetDefinition(versionId), cancellationToken)).ToElsaResult(row => Find(json.Full(row), query.Text("childNodeId")) is { } node
                ? Results.Json(Segments(node), ElsaHttp.Json) : StudioRefusals.DefinitionNotFound.ToElsa())).Reads("从根到一个活动的路径");
    }

    private static ActivityNode? Find(JsonObject definition, string? nodeId)
    {
        var read = DefinitionReader.Read(definition);
        return nodeId is null ? read.Root : read.FindByNodeId(nodeId) ?? read.FindById(nodeId);
    }

    private static JsonObject Tree(ActivityNode node) => new()
    {
        ["nodeId"] = node.NodeId, ["port"] = Port(node), ["activity"] = node.Json.DeepClone(), ["children"] = ElsaHttp.Array(node.Children.Select(Tree)),
    };

    private static JsonObject Segments(ActivityNode node)
    {
        var container = node.Parent ?? node;
        while (container.Parent?.Parent is not null && container.Type != "Elsa.Flowchart") container = container.Parent;
        var path = new JsonArray();
        for (var at = container; at.Parent?.Parent is not null; at = at.Parent)
            path.Insert(0, new JsonObject { ["activityNodeId"] = at.Parent.NodeId, ["activityId"] = at.Parent.Id, ["activityType"] = at.Parent.Type, ["portName"] = Port(at) });
        return new JsonObject { ["childNode"] = Tree(node), ["container"] = Tree(container), ["pathSegments"] = path };
    }

    private static string Port(ActivityNode node) => node.Port.TrimEnd('.') is { Length: > 0 } port ? char.ToUpperInvariant(port[0]) + port[1..] : "";
}
