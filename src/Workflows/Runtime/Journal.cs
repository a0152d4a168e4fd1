using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Persistence;

namespace HaoChaPing.Workflows.Runtime;

/// <summary>Packs a burst's history into its one row, and unpacks it for readers.</summary>
internal static class Journal
{
    /// <summary>What the text of a command begins with that came too late.</summary>
    public const string NotDoneMark = "未执行：";

    public static void Add(WorkflowDbContext db, WorkflowInstance instance, WorkflowCommand command, Burst burst, DateTimeOffset now) =>
        Add(db, instance, command, now, JsonSerializer.Serialize([.. burst.Journal.Select(Pack)], JournalJson.Readable.PackedStepArray),
            burst.Note ?? (burst.Output.Count == 0 ? null : string.Join('\n', burst.Output)));

    /// <summary>A row for a command that ran nothing, with the reason.</summary>
    public static void Note(WorkflowDbContext db, WorkflowInstance instance, WorkflowCommand command, string note) =>
        Add(db, instance, command, command.DueAt > instance.UpdatedAt ? command.DueAt : instance.UpdatedAt, "[]", note);

    /// <summary>A row for a command that came too late, so that who sent it can be told.</summary>
    public static void NotDone(WorkflowDbContext db, WorkflowInstance instance, WorkflowCommand command, string why) => Note(db, instance, command, NotDoneMark + why);

    /// <summary>The steps of a row, as the executor told them.</summary>
    public static IEnumerable<JournalEntry> Unpack(WorkflowJournalEntry row) =>
        JsonSerializer.Deserialize(row.Steps, JournalJson.Readable.PackedStepArray)!.Select(step => new JournalEntry(
            step.Sequence, step.Run, step.Parent, step.Node[(step.Node.LastIndexOf(':') + 1)..], step.Node, step.Type, step.Event, step.Outcomes ?? [], row.At, row.Actor, step.Message));

    private static void Add(WorkflowDbContext db, WorkflowInstance instance, WorkflowCommand command, DateTimeOffset at, string steps, string? text) =>
        db.Journal.Add(new WorkflowJournalEntry
        {
            InstanceId = instance.Id, Sequence = ++instance.BurstCount, At = at, Cause = command.Kind, Actor = command.Actor, Reason = command.Reason, Steps = steps, Text = text,
        });

    // The activity's id is the last part of its node id; instant and actor are the row's.
    private static PackedStep Pack(JournalEntry entry) => new(
        entry.Sequence, entry.ActivityInstanceId, entry.ParentInstanceId, entry.NodeId, entry.ActivityType, entry.Event, entry.Outcomes.Count == 0 ? null : [.. entry.Outcomes], entry.Message);
}

internal sealed record PackedStep(
    [property: JsonPropertyName("s")] long Sequence,
    [property: JsonPropertyName("r")] string Run,
    [property: JsonPropertyName("p")] string? Parent,
    [property: JsonPropertyName("n")] string Node,
    [property: JsonPropertyName("t")] string Type,
    [property: JsonPropertyName("e")] JournalEvent Event,
    [property: JsonPropertyName("o")] string[]? Outcomes,
    [property: JsonPropertyName("m")] string? Message);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(PackedStep[]))]
internal sealed partial class JournalJsonContext : JsonSerializerContext;

internal static class JournalJson
{
    internal static readonly JournalJsonContext Readable =
        new(new JsonSerializerOptions(JournalJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = Definitions.StrictJson.MaxStoredDepth });
}
