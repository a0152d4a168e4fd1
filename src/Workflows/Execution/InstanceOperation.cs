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
        _ => "instance.retryCommand",
    };

    internal string ToJson() => JsonSerializer.Serialize(this, OperationJson.Default.InstanceOperation);
    internal static InstanceOperation? TryParse(string json) => json.Contains("\"is\"", StringComparison.Ordinal) ? Parse(json) : null;
    internal static InstanceOperation Parse(string json) => JsonSerializer.Deserialize(json, OperationJson.Default.InstanceOperation)!;
}

/// <summary>Why an operation is not done: a stable code and a Chinese sentence that says what to do instead.</summary>
public sealed record OperationRefusal(string Code, string Message);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(InstanceOperation))]
internal sealed partial class OperationJson : JsonSerializerContext;
