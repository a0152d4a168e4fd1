using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>The tab "Test" of an activity.</summary>
internal static class TestsApi
{
    public static void Map(IEndpointRouteBuilder app) => app.MapPost(ElsaHttp.Root + "/tests/activities", async (ElsaBody<TestBody> body, ISender sender, CancellationToken cancellationToken) =>
    {
        var (definition, activity) = (body.Value.WorkflowDefinitionHandle ?? new DefinitionHandle(), body.Value.ActivityHandle ?? new ActivityHandle());
        var request = new TestActivity(definition.DefinitionId, definition.DefinitionVersionId, new(definition.VersionOptions?.ToString()), activity.ActivityNodeId ?? activity.ActivityId ?? "");
        return (await sender.Send(request, cancellationToken)).ToElsa(Answer);
    }).Edits("单独试运行一个活动");

    private static JsonObject Answer(TestedActivity tested) => new()
    {
        ["activityState"] = new JsonObject(), ["payload"] = tested.Payload, ["outputs"] = tested.Outputs, ["status"] = tested.Status,
        ["exception"] = tested.Fault is null ? null : new JsonObject { ["type"] = "Fault", ["message"] = tested.Fault, ["stackTrace"] = null, ["innerException"] = null },
    };

    internal sealed record TestBody
    {
        public DefinitionHandle? WorkflowDefinitionHandle { get; init; }
        public ActivityHandle? ActivityHandle { get; init; }
    }

    internal sealed record DefinitionHandle
    {
        public string? DefinitionId { get; init; }
        public string? DefinitionVersionId { get; init; }
        public JsonNode? VersionOptions { get; init; }
    }

    internal sealed record ActivityHandle
    {
        public string? ActivityId { get; init; }
        public string? ActivityNodeId { get; init; }
    }
}
