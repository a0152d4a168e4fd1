using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>A task form as its file in <c>definitions/forms</c> has it: fields, and the outcomes that become the ports of the human task.</summary>
/// <param name="Name">File name without ending; what a <c>HumanTask</c> names.</param>
/// <param name="Title">The task's title unless the workflow gives one.</param>
/// <param name="Outcomes">In order; the first moves the case forward.</param>
/// <param name="Fields">In the order of the page.</param>
/// <param name="Templates">Texts to begin with; null where there are none.</param>
public sealed record FormDefinition(string Name, string Title, IReadOnlyList<TaskOutcome> Outcomes, IReadOnlyList<FormField> Fields, IReadOnlyList<FormTemplate>? Templates = null)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true,
    };

    public static readonly IReadOnlyList<string> FieldTypes =
        ["text", "choice", "choices", "boolean", "number", "date", "dateTime", "attachment", "unit", "person"];

    /// <summary>Reads a form and throws with the reason when it could never be filled in.</summary>
    public static FormDefinition Parse(string json)
    {
        var form = Read(json);
        return FormCheck.Faults(form) is { Count: > 0 } faults ? throw new FormatException($"{faults[0].Pointer}：{faults[0].Message}") : form;
    }

    /// <summary>Reads a form that may still be faulty.</summary>
    /// <exception cref="JsonException">It has not the shape of a form.</exception>
    public static FormDefinition Read(string json) => JsonSerializer.Deserialize<FormDefinition>(json, Options) ?? throw new JsonException("Expected a form, but the text is null.");

    /// <summary>The form as a file has it.</summary>
    public string Write() => JsonSerializer.Serialize(this, Options);
}

/// <summary>A text that somebody may take over into a field and then adapt.</summary>
/// <param name="Name">Its code within the form.</param>
/// <param name="Title">What it is chosen by.</param>
/// <param name="Field">The text field it is for.</param>
/// <param name="Text">The text.</param>
/// <param name="Outcomes">Offered for these outcomes only; null means always.</param>
public sealed record FormTemplate(string Name, string Title, string Field, string Text, IReadOnlyList<string>? Outcomes = null);
