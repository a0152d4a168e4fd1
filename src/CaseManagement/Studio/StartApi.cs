using System.Text.Json;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>Starting instances, reporting tasks as done, sending events.</summary>
internal static class StartApi
{
    private const string InstanceHeader = "x-elsa-workflow-instance-id";
    private const string CannotStartHeader = "x-elsa-workflow-cannot-start";
    private const int MostStarts = 1000;

    public static void Map(IEndpointRouteBuilder app)
    {
        const string one = ElsaHttp.Root + "/workflow-definitions/{definitionId}";
        app.MapPost(one + "/execute", (string definitionId, ElsaBody<StartBody> body, HttpContext http, ISender sender, Dispatcher dispatcher, CancellationToken cancellationToken) =>
            ExecuteAsync(definitionId, body.Value, http.Response.Headers, sender, dispatcher, cancellationToken)).Edits("运行一个流程，走到需要等待为止再应答");
        app.MapGet(one + "/execute", (string definitionId, ElsaQuery query, HttpContext http, ISender sender, Dispatcher dispatcher, CancellationToken cancellationToken) => StartBody.TryRead(query, out var body)
            ? ExecuteAsync(definitionId, body, http.Response.Headers, sender, dispatcher, cancellationToken)
            : Task.FromResult(HttpRefusals.Malformed.ToElsa())).Edits("运行一个流程，走到需要等待为止再应答");
        app.MapPost(one + "/dispatch", async (string definitionId, ElsaBody<StartBody> body, ISender sender, CancellationToken cancellationToken) =>
            (await StartAsync(definitionId, [body.Value], sender, cancellationToken)).ToElsa(started => new JsonObject { ["workflowInstanceId"] = started.Ids[0] })).Edits("交付运行一个流程");
        app.MapPost(one + "/bulk-dispatch", async (string definitionId, ElsaBody<StartBody> body, ISender sender, CancellationToken cancellationToken) =>
            (await StartAsync(definitionId, [.. Enumerable.Repeat(body.Value, Math.Clamp(body.Value.Count ?? 1, 1, MostStarts))], sender, cancellationToken))
            .ToElsa(started => new JsonObject { ["workflowInstanceIds"] = ElsaHttp.Texts(started.Ids) })).Edits("交付运行多个实例");
        app.MapPost(ElsaHttp.Root + "/tasks/{taskId}/complete", async (string taskId, ElsaObject body, ISender sender, Dispatcher dispatcher, InstanceHistory history, CancellationToken cancellationToken) =>
        {
            var done = await sender.Send(new CompleteEngineTask(taskId, body.Value["result"]), cancellationToken);
            if (!done.Ok) return done.Refusal.ToElsa();
            await dispatcher.DrainAsync(cancellationToken);
            // Another branch may have ended the wait between the question and its turn.
            return await history.WhyNotAsync(done.Value.InstanceId, done.Value.Rows, done.Value.Actor, "resume", done.Value.BookmarkId, cancellationToken) is null ? Results.Ok() : StudioRefusals.TaskDone.ToElsa();
        }).Edits("报告一件任务（运行任务）已经完成");
        app.MapPost(ElsaHttp.Root + "/events/{eventName}/trigger", async (string eventName, ElsaBody<EventBody> body, ISender sender, Dispatcher dispatcher, CancellationToken cancellationToken) =>
        {
            var (said, payload) = (body.Value, body.Value.Input ?? body.Value.Payload);
            var sent = await sender.Send(new TriggerEvent(eventName, said.CorrelationId, said.WorkflowInstanceId, said.ActivityInstanceId, payload), cancellationToken);
            if (sent.Ok) await dispatcher.DrainAsync(cancellationToken);
            return sent.ToElsaResult(_ => Results.Ok());
        }).Edits("触发一个事件");
    }

    private static async Task<IResult> ExecuteAsync(string definitionId, StartBody body, IHeaderDictionary headers, ISender sender, Dispatcher dispatcher, CancellationToken cancellationToken)
    {
        headers.AccessControlExposeHeaders = $"{InstanceHeader}, {CannotStartHeader}";
        var started = await StartAsync(definitionId, [body], sender, cancellationToken);
        if (!started.Ok)
        {
            headers[CannotStartHeader] = "true";
            // Not an error: what shall run once does.
            return started.Refusal == StudioRefusals.RunsAlready ? NotStarted(StudioRefusals.RunsAlready) : started.Refusal.ToElsa();
        }

        var id = started.Value.Ids[0];
        headers[InstanceHeader] = id;
        await dispatcher.DrainAsync(cancellationToken);
        var detail = await sender.Send(new GetInstance(id), cancellationToken);
        // Without an instance another start was quicker, or this one failed; then its command stays for someone to retry.
        if (!detail.Ok) headers[CannotStartHeader] = "true";
        return detail.ToElsa(found => new JsonObject { ["workflowInstanceId"] = id, ["workflowState"] = InstanceJson.State(found) });
    }

    private static IResult NotStarted(Refusal why) => Results.Json(new JsonObject { ["workflowInstanceId"] = null, ["cannotStart"] = true, ["message"] = why.Message }, ElsaHttp.Json);

    private static async Task<Result<StartedInstances>> StartAsync(string definitionId, IReadOnlyList<StartBody> bodies, ISender sender, CancellationToken cancellationToken) => !bodies.All(body => body.IsWellFormed)
        ? StudioRefusals.StartMalformed
        : await sender.Send(new StartInstances(definitionId, bodies[0].Versions, [.. bodies.Select(body => body.Options)]), cancellationToken);

    /// <summary>What Elsa's callers say when they start a workflow. Input may be an object or text that holds one.</summary>
    internal sealed record StartBody
    {
        public string? CorrelationId { get; init; }
        public string? Name { get; init; }
        public string? TriggerActivityId { get; init; }
        public JsonNode? VersionOptions { get; init; }
        public JsonNode? Input { get; init; }
        public JsonObject? Properties { get; init; }
        public string? InstanceId { get; init; }
        public int? Count { get; init; }

        public VersionChoice Versions => new(VersionOptions switch
        {
            null => null,
            JsonObject options => options["version"]?.ToString() ?? options.FirstOrDefault(option => option.Value?.GetValueKind() == JsonValueKind.True).Key?[2..],
            var value => value.ToString(),
        });

        // The lengths are what every store holds in one row and its index.
        public bool IsWellFormed => Count is null or (>= 1 and <= MostStarts) && Fits(InstanceId, 64) && Fits(CorrelationId, 256) && Fits(Name, 256) && (InputObject() is not null || Input is null || Input is JsonValue given && given.TryGetValue<string>(out var text) && text.Length == 0);

        public StartOptions Options => new(InputObject()?.DeepClone().AsObject(), Blank(CorrelationId), Blank(Name), Blank(TriggerActivityId), Properties?.DeepClone().AsObject(), Blank(InstanceId));

        public static bool TryRead(ElsaQuery query, out StartBody body)
        {
            body = new StartBody { CorrelationId = query.Text("correlationId"), Name = query.Text("name"), TriggerActivityId = query.Text("triggerActivityId"), VersionOptions = query.Text("versionOptions"), Input = query.Text("input") };
            return body.IsWellFormed;
        }

        private static bool Fits(string? text, int length) => text is null || text.Length <= length && !text.Contains('\0', StringComparison.Ordinal);

        private JsonObject? InputObject()
        {
            if (Input is JsonObject given) return given;
            if (Input is not JsonValue value || !value.TryGetValue<string>(out var text) || text.Length == 0) return null;
            try
            {
                return StrictJson.Parse(text) as JsonObject;
            }
            catch (JsonException)
            {
                return null;
            }
        }

        private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
    }

    internal sealed record EventBody
    {
        public string? CorrelationId { get; init; }
        public string? WorkflowInstanceId { get; init; }
        public string? ActivityInstanceId { get; init; }
        public JsonNode? Input { get; init; }
        public JsonNode? Payload { get; init; }
    }
}
