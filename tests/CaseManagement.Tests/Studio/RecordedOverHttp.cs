using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Tests.Recorded;

namespace HaoChaPing.CaseManagement.Tests.Studio;

/// <summary>Plays a recorded case as a program of Elsa would: import, publish, execute, complete tasks, trigger events, read state and journal.</summary>
internal sealed class RecordedOverHttp(HttpClient client) : IRecordedHost
{
    private readonly Dictionary<string, int> _seen = [];
    private string _main = "";

    public async Task<Observed> StartAsync(RecordedCase recorded)
    {
        foreach (var child in recorded.Children) await PublishAsync(child);
        var definition = recorded.Definition.DeepClone().AsObject();
        var id = definition["definitionId"] = $"recorded-{recorded.Name.Replace('/', '-')}";
        await PublishAsync(definition);
        var executed = await client.PostAsJsonAsync($"/elsa/api/workflow-definitions/{id}/execute", new { input = recorded.Input, properties = recorded.Properties });
        executed.EnsureSuccessStatusCode();
        _main = executed.Headers.GetValues("x-elsa-workflow-instance-id").Single();
        return await ObserveAsync();
    }

    public async Task<Observed?> ResumeAsync(string activity, JsonNode? result)
    {
        var waiting = (await InstancesAsync()).SelectMany(instance => instance["workflowState"]!["bookmarks"]!.AsArray()
                .Where(b => Prefix(instance) + Text(b!["activityId"]) == activity).Select(b => new { Instance = instance, Bookmark = b! }))
            .MinBy(item => int.Parse(Text(item.Bookmark["id"]).Split('-')[^1], null));
        if (waiting is null) return null;
        var answer = Text(waiting.Bookmark["name"]) == "Elsa.RunTask"
            ? await client.PostAsJsonAsync($"/elsa/api/tasks/{Text(waiting.Bookmark["payload"]!["taskId"])}/complete", new { result })
            : await client.PostAsJsonAsync($"/elsa/api/events/{Text(waiting.Bookmark["payload"]!["eventName"])}/trigger",
                new { workflowInstanceId = Text(waiting.Instance["id"]), activityInstanceId = Text(waiting.Bookmark["activityInstanceId"]), input = result });
        answer.EnsureSuccessStatusCode();
        return await ObserveAsync();
    }

    private async Task PublishAsync(JsonObject definition)
    {
        (await client.PostAsJsonAsync("/elsa/api/workflow-definitions/import", definition)).EnsureSuccessStatusCode();
        var published = await client.PostAsync($"/elsa/api/workflow-definitions/{definition["definitionId"]}/publish", null);
        if (published.StatusCode == HttpStatusCode.BadRequest) throw new PublicationRefusedException(await published.Content.ReadAsStringAsync());
        published.EnsureSuccessStatusCode();
    }

    /// <summary>The instance, then those below it.</summary>
    private async Task<List<JsonObject>> InstancesAsync()
    {
        var ids = new List<string> { _main };
        for (var level = ids; level.Count > 0;)
        {
            var answer = await client.PostAsJsonAsync("/elsa/api/workflow-instances", new { parentWorkflowInstanceIds = level, pageSize = 200 });
            level = [.. (await ReadAsync(answer))["items"]!.AsArray().Select(item => Text(item!["id"]))];
            ids.AddRange(level);
        }

        var instances = new List<JsonObject>();
        foreach (var id in ids) instances.Add(await GetAsync($"/elsa/api/workflow-instances/{id}"));
        return [instances[0], .. instances.Skip(1).OrderBy(i => Text(i["id"]), StringComparer.Ordinal)];
    }

    private async Task<Observed> ObserveAsync()
    {
        var instances = await InstancesAsync();
        var (entries, lines) = (new List<ObservedEntry>(), new List<string>());
        foreach (var instance in instances)
        {
            var id = Text(instance["id"]);
            var journal = (await GetAsync($"/elsa/api/workflow-instances/{id}/journal?skip={_seen.GetValueOrDefault(id)}&take=100000"))["items"]!.AsArray();
            _seen[id] = _seen.GetValueOrDefault(id) + journal.Count;
            foreach (var item in journal) entries.Add(Entry(instance, item!));
            lines.AddRange(journal.Select(item => item!["activityState"]?["Text"]).OfType<JsonValue>().Select(value => value.GetValue<string>()).Where(line => line.Length > 0));
        }

        var variables = (await GetAsync($"/elsa/api/workflow-instances/{_main}/variables"))["items"]!.AsArray();
        var main = instances[0];
        return new Observed(
            Text(main["status"]), Text(main["subStatus"]),
            [.. instances.SelectMany(i => i["workflowState"]!["bookmarks"]!.AsArray().Select(b => Prefix(i) + Text(b!["activityId"]))).Order(StringComparer.Ordinal)],
            [.. lines], entries, [.. instances.SelectMany(i => i["workflowState"]!["incidents"]!.AsArray().Select(incident => Prefix(i) + Text(incident!["activityId"])))],
            new JsonObject(variables.Select(v => KeyValuePair.Create(Text(v!["name"]), v["value"]?.DeepClone()))), main["workflowState"]!["output"]!.AsObject(),
            [.. instances.Skip(1).Select(i => $"{Text(i["definitionId"])}:{Text(i["status"])}/{Text(i["subStatus"])}")]);
    }

    private ObservedEntry Entry(JsonObject instance, JsonNode item) => new(
        Prefix(instance) + Text(item["activityId"]), Text(item["activityInstanceId"]), Enum.Parse<JournalEvent>(Text(item["eventName"])),
        [.. item["payload"]?["Outcomes"]?.AsArray().Select(Text) ?? []]);

    private string Prefix(JsonObject instance) => Text(instance["id"]) == _main ? "" : Text(instance["definitionId"]) + "/";

    private async Task<JsonObject> GetAsync(string path) => await ReadAsync(await client.GetAsync(path));

    private static async Task<JsonObject> ReadAsync(HttpResponseMessage answer)
    {
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    private static string Text(JsonNode? node) => node?.GetValue<string>() ?? "";
}

internal sealed class PublicationRefusedException(string answer) : Exception(answer);
