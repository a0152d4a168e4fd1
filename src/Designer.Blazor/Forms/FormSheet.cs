using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Inbox;

namespace HaoChaPing.Designer.Blazor.Forms;

/// <summary>A form while somebody draws it: everything can be changed, nothing has to be right yet.</summary>
public sealed class FormSheet(FormDefinition form)
{
    public string Name { get; } = form.Name;
    public string Title { get; set; } = form.Title;
    public List<OutcomeSheet> Outcomes { get; } = [.. form.Outcomes.Select(outcome => new OutcomeSheet { Name = outcome.Name, Label = outcome.Label })];
    public List<FieldSheet> Fields { get; } = [.. form.Fields.Select(field => new FieldSheet(field))];
    public List<TemplateSheet> Templates { get; } = [.. (form.Templates ?? []).Select(template => new TemplateSheet(template))];

    public FormDefinition ToForm() => new(
        Name, Title.Trim(), [.. Outcomes.Select(outcome => new TaskOutcome(outcome.Name.Trim(), outcome.Label.Trim()))], [.. Fields.Select(field => field.ToField())],
        Templates.Count == 0 ? null : [.. Templates.Select(template => template.ToTemplate())]);

    public OutcomeSheet AddOutcome()
    {
        Outcomes.Add(new OutcomeSheet { Name = Free("outcome", Outcomes.Select(outcome => outcome.Name)), Label = "" });
        return Outcomes[^1];
    }

    public FieldSheet AddField()
    {
        Fields.Add(new FieldSheet(new FormField(Free("field", Fields.Select(field => field.Name)), "", "text")));
        return Fields[^1];
    }

    public TemplateSheet AddTemplate()
    {
        var field = Fields.FirstOrDefault(field => field is { Type: "text", Multiline: true }) ?? Fields.FirstOrDefault(field => field.Type == "text");
        Templates.Add(new TemplateSheet(new FormTemplate(Free("template", Templates.Select(template => template.Name)), "", field?.Name ?? "", "")));
        return Templates[^1];
    }

    public static void Move<T>(List<T> items, T item, int by)
    {
        var at = items.IndexOf(item);
        if (at + by < 0 || at + by >= items.Count) return;
        items.RemoveAt(at);
        items.Insert(at + by, item);
    }

    /// <summary>An outcome that has another code now is meant wherever the old one was.</summary>
    public void Rename(OutcomeSheet outcome, string name)
    {
        foreach (var names in Fields.SelectMany(field => new[] { field.MustFor, field.ShownFor }).Concat(Templates.Select(template => template.Outcomes)))
            if (names.Remove(outcome.Name)) names.Add(name);
        outcome.Name = name;
    }

    /// <summary>What no longer is cannot be asked for.</summary>
    public void Remove(OutcomeSheet outcome)
    {
        Outcomes.Remove(outcome);
        foreach (var names in Fields.SelectMany(field => new[] { field.MustFor, field.ShownFor }).Concat(Templates.Select(template => template.Outcomes))) names.Remove(outcome.Name);
    }

    public void Rename(FieldSheet field, string name)
    {
        foreach (var template in Templates.Where(template => template.Field == field.Name)) template.Field = name;
        field.Name = name;
    }

    private static string Free(string stem, IEnumerable<string> taken)
    {
        var names = taken.ToHashSet(StringComparer.Ordinal);
        return Enumerable.Range(1, int.MaxValue).Select(number => $"{stem}{number}").First(name => !names.Contains(name));
    }
}

/// <summary>An outcome being drawn.</summary>
public sealed class OutcomeSheet
{
    public required string Name { get; set; }
    public required string Label { get; set; }
}

/// <summary>When a rule of a field applies.</summary>
public enum Applies { Never, Always, Some }

/// <summary>A field being drawn.</summary>
public sealed class FieldSheet(FormField field)
{
    public string Name { get; set; } = field.Name;
    public string Label { get; set; } = field.Label;
    public string Type { get; set; } = field.Type;
    public Applies Must { get; set; } = field.Required ? Applies.Always : field.RequiredFor is { Count: > 0 } ? Applies.Some : Applies.Never;
    public List<string> MustFor { get; } = [.. field.RequiredFor ?? []];
    public Applies Shown { get; set; } = field.ShownFor is null ? Applies.Always : Applies.Some;
    public List<string> ShownFor { get; } = [.. field.ShownFor ?? []];
    public string Hint { get; set; } = field.Hint ?? "";
    public bool Multiline { get; set; } = field.Multiline;
    public int? MaxLength { get; set; } = field.MaxLength;
    public bool Personal { get; set; } = field.Personal;
    public string? OptionsFrom { get; set; } = field.OptionsFrom;
    /// <summary>A line for each option: its code, a space, its words.</summary>
    public string Options { get; set; } = string.Join('\n', (field.Options ?? []).Select(option => $"{option.Value} {option.Text}"));
    public JsonNode? Default { get; set; } = field.Default?.DeepClone();

    public bool IsChoice => Type is "choice" or "choices";
    public bool IsText => Type is "text" or "person";

    private readonly IReadOnlyList<string>? except = field.OptionsExcept;

    public FormField ToField() => new(
        Name.Trim(), Label.Trim(), Type, Required: Must == Applies.Always, RequiredFor: Must == Applies.Some ? [.. MustFor] : null, Options: Chosen(), Hint: Hint.Trim() is { Length: > 0 } hint ? hint : null,
        Multiline: Multiline && Type == "text", MaxLength: IsText ? MaxLength : null, Default: Default?.DeepClone(), ShownFor: Shown == Applies.Some ? [.. ShownFor] : null, Personal: Personal)
    {
        OptionsFrom = IsChoice ? OptionsFrom : null, OptionsExcept = IsChoice && OptionsFrom is not null ? except : null,
    };

    private List<FormOption>? Chosen()
    {
        if (!(IsChoice || Type == "unit") || OptionsFrom is not null) return null;
        List<FormOption> options = [.. Options.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Option)];
        return options.Count == 0 ? null : options;
    }

    // Words alone are their own code.
    private static FormOption Option(string line) => line.Split([' ', '\t', '　'], 2, StringSplitOptions.TrimEntries) is [var code, var text] ? new FormOption(code, text) : new FormOption(line, line);
}

/// <summary>A template being drawn.</summary>
public sealed class TemplateSheet(FormTemplate template)
{
    public string Name { get; set; } = template.Name;
    public string Title { get; set; } = template.Title;
    public string Field { get; set; } = template.Field;
    public string Text { get; set; } = template.Text;
    public List<string> Outcomes { get; } = [.. template.Outcomes ?? []];

    public FormTemplate ToTemplate() => new(Name.Trim(), Title.Trim(), Field, Text, Outcomes.Count == 0 ? null : [.. Outcomes]);
}
