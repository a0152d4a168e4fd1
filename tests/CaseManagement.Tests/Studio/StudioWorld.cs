using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace HaoChaPing.CaseManagement.Tests.Studio;

/// <summary>Small definitions, and the words in which Elsa's clients speak.</summary>
internal static class StudioWorld
{
    public const string Definitions = "/elsa/api/workflow-definitions";

    public static JsonObject Definition(string id, string name, params JsonObject[] activities) => new()
    {
        ["definitionId"] = id, ["name"] = name, ["links"] = null, ["variables"] = null, ["options"] = null,
        ["root"] = new JsonObject
        {
            ["id"] = "Flowchart1", ["type"] = "Elsa.Flowchart", ["version"] = 1, ["activities"] = new JsonArray([.. activities]),
            ["connections"] = new JsonArray([.. activities.Zip(activities.Skip(1)).Select(pair => Connection(pair.First["id"]!.GetValue<string>(), "Done", pair.Second["id"]!.GetValue<string>()))]),
        },
    };

    public static JsonObject Activity(string id, string type) => new() { ["id"] = id, ["type"] = type, ["version"] = 1 };

    public static JsonObject Task(string id) => With(Activity(id, "Elsa.RunTask"), "taskName", id);

    public static JsonObject Line(string id, string text) => With(Activity(id, "Elsa.WriteLine"), "text", text);

    public static JsonObject With(JsonObject activity, string input, string value, string language = "Literal")
    {
        activity[input] = new JsonObject { ["typeName"] = null, ["expression"] = new JsonObject { ["type"] = language, ["value"] = value } };
        return activity;
    }

    public static JsonObject Connection(string from, string port, string to) =>
        new() { ["source"] = new JsonObject { ["activity"] = from, ["port"] = port }, ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" } };

    public static Task<HttpResponseMessage> SaveAsync(this HttpClient client, JsonObject model, bool publish = false) =>
        client.PostAsJsonAsync(Definitions, new JsonObject { ["model"] = model.DeepClone(), ["publish"] = publish });

    public static async Task<JsonObject> SavedAsync(this HttpClient client, JsonObject model, bool publish = false) =>
        (await (await client.SaveAsync(model, publish)).JsonAsync())["workflowDefinition"]!.AsObject();

    public static async Task<JsonObject> JsonAsync(this HttpResponseMessage answer)
    {
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"Expected an answer, but it was {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    public static async Task<JsonObject> ReadAsync(this HttpClient client, string path) => await (await client.GetAsync("/elsa/api" + path)).JsonAsync();

    public static async Task<string> ExecutedAsync(this HttpClient client, string definitionId, object? body = null)
    {
        var answer = await client.PostAsJsonAsync($"{Definitions}/{definitionId}/execute", body ?? new { });
        await answer.JsonAsync();
        return answer.Headers.GetValues("x-elsa-workflow-instance-id").Single();
    }

    public static string[] Rels(this JsonNode json) => [.. json["links"]!.AsArray().Select(link => link!["rel"]!.GetValue<string>())];

    public static async Task<string[]> SentencesAsync(this HttpResponseMessage refused) =>
        [.. (await refused.Content.ReadFromJsonAsync<JsonObject>())!["errors"]!["generalErrors"]!.AsArray().Select(sentence => sentence!.GetValue<string>())];
}
