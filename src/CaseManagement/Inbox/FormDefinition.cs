using System.Text.Json;
using System.Text.Json.Serialization;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>A task form as its file in <c>definitions/forms</c> has it: fields, and the outcomes that become the ports of the human task.</summary>
/// <param name="Name">File name without ending; what a <c>HumanTask</c> names.</param>
/// <param name="Title">The task's title unless the workflow gives one.</param>
/// <param name="Outcomes">In order; the first moves the case forward.</param>
/// <param name="Fields">In the order of the page.</param>
public sealed record FormDefinition(string Name, string Title, IReadOnlyList<TaskOutcome> Outcomes, IReadOnlyList<FormField> Fields)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    public static readonly IReadOnlyList<string> FieldTypes =
        ["text", "choice", "choices", "boolean", "number", "date", "dateTime", "attachment", "unit", "person"];

    /// <summary>Reads a form and throws with the reason when it could never be filled in.</summary>
    public static FormDefinition Parse(string json)
    {
        var form = JsonSerializer.Deserialize<FormDefinition>(json, Options) ?? throw new FormatException("Expected a form, but the text is null.");
        form.Check();
        return form;
    }

    private void Check()
    {
        if (string.IsNullOrWhiteSpace(Name)) throw new FormatException("Expected a form with a name.");
        if (Outcomes is not { Count: > 0 }) throw new FormatException($"Expected form '{Name}' to have an outcome, but it has none.");
        var names = Outcomes.Select(o => o.Name).ToHashSet(StringComparer.Ordinal);
        if (names.Count < Outcomes.Count) throw new FormatException($"Expected the outcomes of form '{Name}' to differ.");
        if (Fields.Select(f => f.Name).Distinct(StringComparer.Ordinal).Count() < Fields.Count) throw new FormatException($"Expected the fields of form '{Name}' to differ.");
        foreach (var field in Fields) Check(field, names);
    }

    private void Check(FormField field, HashSet<string> outcomes)
    {
        if (!FieldTypes.Contains(field.Type)) throw new FormatException($"Expected a known type on field '{field.Name}' of form '{Name}', but it is '{field.Type}'.");
        if ((field.RequiredFor ?? []).Concat(field.ShownFor ?? []).FirstOrDefault(o => !outcomes.Contains(o)) is { } unknown)
            throw new FormatException($"Expected field '{field.Name}' of form '{Name}' to name its outcomes, but '{unknown}' is none.");
        if (field.Type is "choice" or "choices" && field.Options is not { Count: > 0 } && field.OptionsFrom is null)
            throw new FormatException($"Expected options on field '{field.Name}' of form '{Name}'.");
    }
}
