using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace HaoChaPing.CaseManagement.Tests.Journeys;

/// <summary>A file of <c>definitions/ordinances/*/journeys</c>: what people and systems do in an order, and what is to be seen (definitions/README.md).</summary>
/// <param name="Id">Scenario, such as <c>S-01</c>.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Clauses">Requirement ids it proves.</param>
/// <param name="Today">Local day on which the world begins, at nine in the morning.</param>
/// <param name="Steps">In order.</param>
public sealed record Journey(string Id, string Title, IReadOnlyList<string> Clauses, string Today, IReadOnlyList<JourneyStep> Steps)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, ReadCommentHandling = JsonCommentHandling.Skip };

    public static IEnumerable<string> Files() => Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "definitions", "ordinances"), "*.json", SearchOption.AllDirectories)
        .Where(file => Path.GetFileName(Path.GetDirectoryName(file)) == "journeys").Order(StringComparer.Ordinal);

    public static Journey Read(string file) => JsonSerializer.Deserialize<Journey>(File.ReadAllText(file), Format) ?? throw new InvalidOperationException($"Expected a journey in '{file}'.");
}

/// <summary>One step: a move of the clock, a call, a task completed or looked at, a file stored, or the upper platform's turn.</summary>
/// <param name="Note">For the reader.</param>
/// <param name="By">Account, or <c>channel</c> for the channel system, <c>anonymous</c> for nobody.</param>
/// <param name="Clock">Moves the demo clock to this instant through the API; everything due on the way happens.</param>
/// <param name="Get">Path of a call.</param>
/// <param name="Post">Path of a call with a body.</param>
/// <param name="Put">Path of a call with a body.</param>
/// <param name="Body">The body.</param>
/// <param name="Complete">Kind of the open task of the case that is completed.</param>
/// <param name="Task">Kind of the open task of the case that is looked at.</param>
/// <param name="Case">The case of the task.</param>
/// <param name="Outcome">Its outcome; the first one if left out.</param>
/// <param name="Fields">Its fields; what is required and left out is filled in with something lawful.</param>
/// <param name="Attachments">Files of the task.</param>
/// <param name="Attach">Name of a file to store.</param>
/// <param name="Upload">The upper platform answers what waits for it.</param>
/// <param name="Status">Expected status; a success if left out.</param>
/// <param name="Refused">Expected code of a refusal.</param>
/// <param name="Absent">No such task is open.</param>
/// <param name="Expect">JSON pointers of the answer with what stands there.</param>
/// <param name="Keep">Names for values of the answer, by JSON pointer; later steps write them in braces.</param>
public sealed record JourneyStep(
    string? Note = null, string? By = null, string? Clock = null, string? Get = null, string? Post = null, string? Put = null, JsonNode? Body = null, string? Complete = null, string? Task = null,
    string? Case = null, string? Outcome = null, JsonObject? Fields = null, IReadOnlyList<string>? Attachments = null, string? Attach = null, bool Upload = false, int? Status = null,
    string? Refused = null, bool Absent = false, IReadOnlyDictionary<string, JsonNode?>? Expect = null, IReadOnlyDictionary<string, string>? Keep = null);
