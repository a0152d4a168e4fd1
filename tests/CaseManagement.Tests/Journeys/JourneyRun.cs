using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Xunit.Sdk;

namespace HaoChaPing.CaseManagement.Tests.Journeys;

/// <summary>Plays a journey on a world of its own, through the public API alone.</summary>
internal sealed partial class JourneyRun(World world, Journey journey)
{
    private readonly Dictionary<string, string> _kept = [];
    private string _where = "";

    public async Task PlayAsync()
    {
        foreach (var (step, number) in journey.Steps.Select((step, i) => (step, i + 1)))
        {
            _where = $"{journey.Id} step {number}{(step.Note is null ? "" : $" ({step.Note})")}";
            await PlayAsync(step);
        }
    }

    private async Task PlayAsync(JourneyStep step)
    {
        if (step.Upload) await world.UploadedAsync("");
        else if (step.Clock is { } instant) await JudgeAsync(step, await (await world.ByAsync("admin")).PostAsJsonAsync("/api/v1/demo/clock", new { now = Filled(instant) }));
        else if (step.Attach is { } file) await JudgeAsync(step, await world.UploadAsync(step.By!, file, Pdf));
        else if (step.Complete is { } kind) await JudgeAsync(step, await CompleteAsync(step, kind));
        else if (step.Task is { } looked) await LookAsync(step, looked);
        else await JudgeAsync(step, await CallAsync(step));
        await world.WaitIdle();
    }

    // Small, but what it says it is.
    private static byte[] Pdf => "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"u8.ToArray();

    private async Task<HttpResponseMessage> CallAsync(JourneyStep step)
    {
        var client = await ClientAsync(step.By);
        if (step.Get is { } get) return await client.GetAsync(Filled(get));
        var body = Filled(step.Body);
        return step.Post is { } post ? await client.PostAsJsonAsync(Filled(post), body)
            : step.Put is { } put ? await client.PutAsJsonAsync(Filled(put), body)
            : throw Wrong("does nothing");
    }

    private async Task<HttpClient> ClientAsync(string? by) => by switch { null or "channel" => world.Channel(), "anonymous" => world.Anonymous(), _ => await world.ByAsync(by) };

    private async Task<HttpResponseMessage> CompleteAsync(JourneyStep step, string kind)
    {
        var task = await TaskAsync(step, kind) ?? throw Wrong($"expected {step.By} to see an open task '{kind}', but there is none");
        var outcome = step.Outcome ?? (string)task["outcomes"]![0]!["name"]!;
        var fields = (JsonObject)Filled(step.Fields ?? [])!;
        foreach (var field in task["form"]!["fields"]!.AsArray())
            if (IsNeeded(field!, outcome) && !fields.ContainsKey((string)field!["name"]!)) fields[(string)field["name"]!] = Lawful(field);
        var attachments = (step.Attachments ?? []).Select(Filled).ToArray();
        return await (await ClientAsync(step.By)).PostAsJsonAsync($"/api/v1/tasks/{(string)task["id"]!}/complete", new { outcome, fields, attachments });
    }

    private async Task LookAsync(JourneyStep step, string kind)
    {
        var task = await TaskAsync(step, kind);
        if (task is null != step.Absent) throw Wrong(step.Absent ? $"expected no open task '{kind}', but {step.By} sees one" : $"expected {step.By} to see an open task '{kind}', but there is none");
        if (task is not null) Judge(step, task);
    }

    private async Task<JsonObject?> TaskAsync(JourneyStep step, string kind)
    {
        var client = await ClientAsync(step.By);
        var page = (await client.GetFromJsonAsync<JsonObject>($"/api/v1/tasks?view=unit&q={Filled(step.Case!)}&kind={kind}&pageSize=200"))!;
        return page["items"]!.AsArray().FirstOrDefault() is { } row ? await client.GetFromJsonAsync<JsonObject>($"/api/v1/tasks/{(string)row["id"]!}") : null;
    }

    private static bool IsNeeded(JsonNode field, string outcome) =>
        (field["required"]?.GetValue<bool>() == true || field["requiredFor"] is JsonArray some && some.Any(o => (string?)o == outcome))
        && (field["shownFor"] is not JsonArray shown || shown.Any(o => (string?)o == outcome));

    private JsonNode? Lawful(JsonNode field) => (string)field["type"]! switch
    {
        "text" or "person" => "已按规定办理。",
        "boolean" => true,
        "number" => 1,
        "date" => world.Clock.Now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        "dateTime" => world.Clock.Now.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
        "choice" => (string)field["options"]![0]!["value"]!,
        "choices" => new JsonArray((string)field["options"]![0]!["value"]!),
        _ => field["default"]?.DeepClone(),
    };

    private async Task JudgeAsync(JourneyStep step, HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        var code = (int)answer.StatusCode;
        if (step.Refused is { } refused)
        {
            if (code < 400 || (string?)JsonNode.Parse(text)!["code"] != refused) throw Wrong($"expected the refusal '{refused}', but got {code} {text}");
        }
        else if (step.Status is { } status ? code != status : code >= 300) throw Wrong($"expected {step.Status?.ToString(CultureInfo.InvariantCulture) ?? "a success"}, but got {code} {text}");
        Judge(step, text.Length == 0 ? null : JsonNode.Parse(text));
    }

    private void Judge(JourneyStep step, JsonNode? answer)
    {
        foreach (var (name, pointer) in step.Keep ?? new Dictionary<string, string>())
            _kept[name] = At(answer, Filled(pointer))?.ToString() ?? throw Wrong($"expected {pointer} in the answer, but got {answer?.ToJsonString()}");
        foreach (var (pointer, wanted) in step.Expect ?? new Dictionary<string, JsonNode?>())
        {
            var found = At(answer, Filled(pointer));
            if (!Fits(Filled(wanted), found)) throw Wrong($"expected {wanted?.ToJsonString() ?? "null"} at {pointer}, but got {found?.ToJsonString() ?? "nothing"} in {answer?.ToJsonString()}");
        }
    }

    // {"$count": 2}, {"$matches": "^AK"}, {"$has": value}, {"$hasNot": value}; instants are compared as instants; anything else as it stands.
    private static bool Fits(JsonNode? wanted, JsonNode? found) => wanted switch
    {
        JsonObject { Count: 1 } o when o["$count"] is { } count => found is JsonArray items && items.Count == count.GetValue<int>(),
        JsonObject { Count: 1 } o when o["$matches"] is { } pattern => found is not null && Regex.IsMatch(found.ToString(), pattern.GetValue<string>()),
        JsonObject { Count: 1 } o when o["$has"] is { } value => found is JsonArray items && items.Any(i => Fits(value, i)),
        JsonObject { Count: 1 } o when o["$hasNot"] is { } value => found is not JsonArray items || !items.Any(i => Fits(value, i)),
        JsonObject fields => found is JsonObject has && fields.All(f => Fits(f.Value, has[f.Key])),
        JsonArray all => found is JsonArray items && items.Count == all.Count && all.Zip(items).All(pair => Fits(pair.First, pair.Second)),
        null => found is null,
        _ => JsonNode.DeepEquals(wanted, found) || (IsInstant(wanted, out var one) && IsInstant(found, out var other) && one == other),
    };

    private static bool IsInstant(JsonNode? node, out DateTimeOffset instant)
    {
        instant = default;
        return node is JsonValue value && value.TryGetValue<string>(out var text) && text.Contains('T', StringComparison.Ordinal) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out instant);
    }

    /// <summary>A JSON pointer; <c>*</c> gives a list of what every item has there.</summary>
    private static JsonNode? At(JsonNode? node, string pointer)
    {
        var steps = pointer.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < steps.Length && node is not null; i++)
        {
            if (steps[i] == "*") return new JsonArray([.. node.AsArray().Select(item => At(item, string.Join('/', steps[(i + 1)..]))?.DeepClone())]);
            node = node is JsonArray items ? int.TryParse(steps[i], out var index) && index < items.Count ? items[index] : null : (node as JsonObject)?[steps[i]];
        }
        return node;
    }

    private string Filled(string text) => Name().Replace(text, m => _kept.TryGetValue(m.Groups[1].Value, out var value) ? value : m.Value);

    private JsonNode? Filled(JsonNode? node) => node switch
    {
        JsonObject fields => new JsonObject(fields.Select(f => KeyValuePair.Create(f.Key, Filled(f.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Filled)]),
        JsonValue value when value.TryGetValue<string>(out var text) => JsonValue.Create(Filled(text)),
        _ => node?.DeepClone(),
    };

    private XunitException Wrong(string what) => new($"{_where}: {what}");

    [GeneratedRegex(@"\{([a-zA-Z0-9]+)\}")]
    private static partial Regex Name();
}
