using System.Text.Json;
using System.Text.Json.Nodes;

namespace HaoChaPing.Workflows.Tests.Recorded;

/// <summary>A definition, the order in which its waiting steps were resumed, and what Elsa 3.8 did.</summary>
internal sealed record RecordedCase(
    string Name, string Mode, bool IsQuirk, JsonObject Definition, JsonObject[] Children, JsonObject? Input, Dictionary<string, JsonNode?[]> Results,
    string[] Quirks, RecordedStep[] Steps, JsonObject Final)
{
    public bool Has(string quirk) => Quirks.Contains(quirk);

    /// <summary>What makes an instance follow the rules of the case's mode.</summary>
    public JsonObject? Properties => Mode == "token" ? new JsonObject { ["Flowchart:ExecutionMode"] = "TokenBased" } : null;

    /// <summary>Every case there is, written by hand or generated, in both modes.</summary>
    public static IReadOnlyList<RecordedCase> ReadAll() =>
        [.. new[] { "hand.jsonl", "random.jsonl" }.SelectMany(file => File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Recorded", file)))
            .Select(line => Read(JsonNode.Parse(line)!.AsObject()))];

    private static RecordedCase Read(JsonObject json) => new(
        json["name"]!.GetValue<string>(), json["mode"]!.GetValue<string>(), json["known"] is not null, json["definition"]!.AsObject(),
        [.. json["children"]?.AsArray().Select(child => child!.AsObject()) ?? []], json["input"]?.AsObject(),
        json["results"]?.AsObject().ToDictionary(pair => pair.Key, pair => pair.Value!.AsArray().ToArray()) ?? [],
        json["quirks"]?.Deserialize<string[]>() ?? [],
        [.. json["steps"]!.AsArray().Select(step => RecordedStep.Read(step!.AsObject()))],
        json["final"]!.AsObject());
}

/// <summary>What one burst did; also the form in which ours is compared.</summary>
internal sealed record RecordedStep(
    string? Resume, string Status, string SubStatus, string[] Waiting, string[] Out, string[] Completed, string[] Canceled, string[] Faulted)
{
    public static RecordedStep Read(JsonObject json) => new(
        json["resume"]?.GetValue<string>(), json["status"]!.GetValue<string>(), json["subStatus"]!.GetValue<string>(),
        Texts(json["waiting"]), Texts(json["out"]),
        [.. json["completed"]!.AsArray().Select(entry => Completion(entry![0]!.GetValue<string>(), entry.AsArray().Count > 1 ? Texts(entry[1]) : []))],
        Texts(json["canceled"]), Texts(json["faulted"]));

    public static string Completion(string id, IReadOnlyList<string> outcomes) =>
        outcomes.Count == 0 ? id : $"{id}→{string.Join('+', outcomes)}";

    private static string[] Texts(JsonNode? json) => json?.Deserialize<string[]>() ?? [];
}
