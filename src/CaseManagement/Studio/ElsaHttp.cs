using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.Workflows.Definitions;
using Microsoft.AspNetCore.Http;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>HTTP as Elsa's own clients expect it: lenient reading, nulls written, refusals where Studio looks for them.</summary>
internal static class ElsaHttp
{
    public const string Root = "/elsa/api";

    /// <summary>camelCase, any case when reading; instants with the offset they have.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = StrictJson.MaxStoredDepth };

    public static IResult ToElsa<T>(this Result<T> result, Func<T, JsonNode> answer) => result.ToElsaResult(value => Results.Json(answer(value), Json));

    public static IResult ToElsaResult<T>(this Result<T> result, Func<T, IResult> answer) => result.Ok ? answer(result.Value) : result.Refusal.ToElsa();

    /// <summary>The refusal as everywhere else, and its sentences once more as <c>errors.generalErrors</c>, which Studio shows.</summary>
    public static IResult ToElsa(this Refusal refusal)
    {
        var sentences = refusal.Errors.Count == 0 ? [refusal.Message] : refusal.Errors.Select(error => error.Message);
        var problem = new JsonObject
        {
            ["type"] = $"urn:haochaping:refusal:{refusal.Code}", ["title"] = refusal.Message, ["status"] = refusal.Kind.Status(), ["code"] = refusal.Code,
            ["errors"] = new JsonObject { ["generalErrors"] = Array(sentences.Select(sentence => JsonValue.Create(sentence))) },
        };
        if (refusal.Code == StudioRefusals.NotPublishable)
            problem["findings"] = Array(refusal.Errors.Select(error => new JsonObject { ["activityId"] = error.Pointer.Length > 1 ? error.Pointer[1..] : null, ["severity"] = "Error", ["message"] = error.Message }));
        return Results.Json(problem, Json, "application/problem+json", refusal.Kind.Status());
    }

    public static JsonArray Array(IEnumerable<JsonNode?> items) => [.. items];

    /// <summary><c>{"items":[…],"count":n}</c></summary>
    public static JsonObject List(IEnumerable<JsonNode?> items)
    {
        var array = Array(items);
        return new JsonObject { ["items"] = array, ["count"] = array.Count };
    }

    /// <summary><c>{"items":[…],"totalCount":n,"links":[…]}</c></summary>
    public static JsonObject Page(IEnumerable<JsonNode?> items, int total, JsonArray? links = null) =>
        new() { ["items"] = Array(items), ["totalCount"] = total, ["links"] = links ?? [] };

    public static JsonArray Texts(IEnumerable<string> texts) => Array(texts.Select(text => JsonValue.Create(text)));
}

/// <summary>A body that may be missing, empty or null; then everything in it has its default.</summary>
internal sealed record ElsaBody<T>(T Value) where T : class, new()
{
    public static async ValueTask<ElsaBody<T>> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        using var reader = new StreamReader(context.Request.Body);
        var text = await reader.ReadToEndAsync(context.RequestAborted);
        if (string.IsNullOrWhiteSpace(text)) return new ElsaBody<T>(new T());
        try
        {
            return new ElsaBody<T>(StrictJson.Parse(text).Deserialize<T>(ElsaHttp.Json) ?? new T());
        }
        catch (JsonException exception)
        {
            throw new BadHttpRequestException($"Expected JSON as the contract has it, but it could not be read ({parameter.Name}).", exception);
        }
    }
}

/// <summary>A body that is a JSON object of any shape; empty when there is none.</summary>
internal sealed record ElsaObject(JsonObject Value)
{
    public static async ValueTask<ElsaObject> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        using var reader = new StreamReader(context.Request.Body);
        var text = await reader.ReadToEndAsync(context.RequestAborted);
        try
        {
            return new ElsaObject(string.IsNullOrWhiteSpace(text) ? [] : StrictJson.Parse(text) as JsonObject ?? []);
        }
        catch (JsonException exception)
        {
            throw new BadHttpRequestException($"Expected a JSON object, but it could not be read ({parameter.Name}).", exception);
        }
    }
}

/// <summary>The query of a call; names in any case, empty values as if they were not there.</summary>
internal sealed class ElsaQuery(IQueryCollection query)
{
    public static ValueTask<ElsaQuery> BindAsync(HttpContext context, ParameterInfo _) => ValueTask.FromResult(new ElsaQuery(context.Request.Query));

    public string? Text(string name) => query[name].LastOrDefault() is { Length: > 0 } value ? value : null;
    public IReadOnlyList<string> Texts(string name) => [.. query[name].SelectMany(value => (value ?? "").Split(',')).Where(value => value.Length > 0)];
    public int? Number(string name) => int.TryParse(Text(name), out var number) ? number : null;
    public bool? Flag(string name) => bool.TryParse(Text(name), out var flag) ? flag : null;
}
