using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace HaoChaPing.Workflows.Execution;

/// <summary>
/// Something a person does to a running or faulted instance, beside the work itself. Activities are named by id or node id; a run of one
/// (<c>Run</c>) has to be named only where several are open at once.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(Cancel), "cancel")]
[JsonDerivedType(typeof(CancelActivity), "instance.cancelActivity")]
[JsonDerivedType(typeof(Retry), "instance.retry")]
[JsonDerivedType(typeof(Skip), "instance.skip")]
[JsonDerivedType(typeof(Move), "instance.move")]
[JsonDerivedType(typeof(SetVariable), "instance.setVariable")]
[JsonDerivedType(typeof(RetryCommand), "instance.retryCommand")]
[JsonDerivedType(typeof(Migrate), "instance.migrate")]
public abstract record InstanceOperation
{
    private InstanceOperation() { }

    /// <summary>Ends the instance with all that waits in it.</summary>
    public sealed record Cancel : InstanceOperation;

    /// <summary>Cancels a step; the flowchart goes on as if its branch had not been taken.</summary>
    public sealed record CancelActivity(string Activity, string? Run = null) : InstanceOperation;

    /// <summary>Runs a faulted step again, or all of them. A faulted instance is open again, with what its fault cut off.</summary>
    public sealed record Retry(string? Activity = null) : InstanceOperation;

    /// <summary>Completes a waiting or faulted step with an outcome, without running it. No outcome is the default one.</summary>
    public sealed record Skip(string Activity, string? Outcome = null, string? Run = null) : InstanceOperation;

    /// <summary>Runs an activity next, in the place of the steps in <paramref name="From"/>; beside everything else when none is named.</summary>
    public sealed record Move(string To, IReadOnlyList<string>? From = null) : InstanceOperation;

    /// <summary>Gives a variable of the workflow, or of an open container, another value. Named by id or name.</summary>
    public sealed record SetVariable(string Variable, JsonNode? Value) : InstanceOperation;

    /// <summary>Lets a failed command be executed again, at the instant it was meant for.</summary>
    public sealed record RetryCommand(long CommandId) : InstanceOperation;

    /// <summary>Goes on by another version of the definition. Open steps keep their ids unless <paramref name="Steps"/> says otherwise; finished ones stay finished.</summary>
    /// <param name="To">Number of the version to go on by.</param>
    /// <param name="From">Number of the version it is expected on; null: any.</param>
    /// <param name="Steps">Where open steps go that the new version does not have, and waits that begin anew.</param>
    /// <param name="Clocks">The host's own clocks that begin anew, by the host's names; all others keep their due.</param>
    public sealed record Migrate(int To, int? From = null, IReadOnlyList<StepMapping>? Steps = null, IReadOnlyList<string>? Clocks = null) : InstanceOperation;

    /// <summary>The kind under which it stands in the command table and the journal.</summary>
    [JsonIgnore]
    public string Kind => this switch
    {
        Cancel => "cancel",
        CancelActivity => "instance.cancelActivity",
        Retry => "instance.retry",
        Skip => "instance.skip",
        Move => "instance.move",
        SetVariable => "instance.setVariable",
        Migrate => "instance.migrate",
        _ => "instance.retryCommand",
    };

    internal string ToJson() => JsonSerializer.Serialize(this, OperationJson.Default.InstanceOperation);
    internal static InstanceOperation? TryParse(string json) => json.Contains("\"is\"", StringComparison.Ordinal) ? Parse(json) : null;
    internal static InstanceOperation Parse(string json) => JsonSerializer.Deserialize(json, OperationJson.Default.InstanceOperation)!;
}

/// <summary>Where an open step goes in another version of its definition.</summary>
/// <param name="From">Id or node id in the version it stands on.</param>
/// <param name="To">Id or node id in the new version; null: the step of the same id.</param>
/// <param name="Anew">It is cancelled and begins again there, instead of waiting on: a timer counts anew, a task is withdrawn and opened again.</param>
public sealed record StepMapping(string From, string? To = null, bool Anew = false);

/// <summary>Why an operation is not done: a stable code and a Chinese sentence that says what to do instead.</summary>
public sealed record OperationRefusal(string Code, string Message);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(InstanceOperation))]
internal sealed partial class OperationJson : JsonSerializerContext;
