using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Ordinances;

namespace HaoChaPing.Designer.Blazor.Inbox;

/// <summary>What is being typed into a form: values as text until they are handed in, files with their names.</summary>
public sealed class FormDraft
{
    private readonly IReadOnlyList<FormField> fields;
    private readonly Dictionary<string, string> texts = [];
    private readonly Dictionary<string, List<string>> lists = [];
    private readonly Dictionary<string, List<DraftFile>> files = [];
    private readonly HashSet<string> touched = [];

    /// <summary>Somebody has typed, chosen or uploaded something.</summary>
    public event Action? Changed;

    /// <summary>The form as it was opened.</summary>
    public IReadOnlyList<FormField> Fields => fields;

    public FormDraft(IReadOnlyList<FormField> fields)
    {
        this.fields = fields;
        foreach (var field in fields) if (field.Default is { } value) Take(field, value);
    }

    /// <summary>A file already stored, as the draft remembers it.</summary>
    public sealed record DraftFile(Guid Id, string FileName, long Size);

    public string Text(string name) => texts.GetValueOrDefault(name, "");

    public void Set(string name, string? value)
    {
        texts[name] = value ?? "";
        Touch(name);
    }

    public bool Yes(string name) => Text(name) == "true";
    public void SetYes(string name, bool yes) => Set(name, yes ? "true" : "false");
    public IReadOnlyList<string> Chosen(string name) => lists.GetValueOrDefault(name) ?? [];

    public void Choose(string name, string option, bool chosen)
    {
        var list = lists.TryGetValue(name, out var known) ? known : lists[name] = [];
        list.Remove(option);
        if (chosen) list.Add(option);
        Touch(name);
    }

    public IReadOnlyList<DraftFile> Files(string name) => files.GetValueOrDefault(name) ?? [];

    public void Add(string name, AttachmentView file)
    {
        (files.TryGetValue(name, out var known) ? known : files[name] = []).Add(new(file.Id, file.FileName, file.Size));
        Touch(name);
    }

    public void Remove(string name, Guid id)
    {
        files.GetValueOrDefault(name)?.RemoveAll(f => f.Id == id);
        Touch(name);
    }

    public string FilesJson(string name) => Files(name).Count == 0 ? "" : JsonSerializer.Serialize(Files(name), JsonSerializerOptions.Web);

    /// <summary>Whether something has been written, chosen or uploaded.</summary>
    public bool IsFilled(FormField field) => Value(field) is not null;

    /// <summary>The fields as the use case takes them: only those of this outcome, only those filled in.</summary>
    public JsonObject For(string outcome)
    {
        var answer = new JsonObject();
        foreach (var field in fields.Where(f => f.ShownFor is null || f.ShownFor.Contains(outcome)))
            if (Value(field) is { } value) answer[field.Name] = value;
        return answer;
    }

    /// <summary>Takes over what was kept; what the form no longer has is dropped, what has been written into since is left alone.</summary>
    public void Restore(JsonObject kept)
    {
        try
        {
            foreach (var field in fields.Where(f => !touched.Contains(f.Name))) if (kept[field.Name] is { } value) Take(field, value);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            // Kept by an older version or altered by hand: what could not be read begins anew.
        }
    }

    /// <summary>Takes over what the browser kept. Returns when it was kept; null for nothing.</summary>
    public DateTimeOffset? Restore(string? kept)
    {
        if (BrowserDraft.Read(kept) is not { } draft) return null;
        Restore(draft.Values);
        return draft.At;
    }

    /// <summary>Everything in it as drafts are kept, here and in the browser: also what has been emptied.</summary>
    public JsonObject Values()
    {
        var values = new JsonObject();
        foreach (var field in fields) if (Kept(field) is { } value) values[field.Name] = value;
        return values;
    }

    /// <summary>The same form with these values.</summary>
    public FormDraft With(JsonObject values)
    {
        var draft = new FormDraft(fields);
        draft.Restore(values);
        return draft;
    }

    /// <summary>Takes over what somebody else has changed since both had the same before them; returns the fields that both have changed.</summary>
    public IReadOnlyList<FormField> Merge(JsonObject before, FormDraft theirs)
    {
        var old = With(before);
        List<FormField> both = [];
        foreach (var field in fields)
        {
            var (mine, was, now) = (Said(field), old.Said(field), theirs.Said(field));
            if (mine == now || was == now) continue;
            if (mine == was) TakeFrom(theirs, field); else both.Add(field);
        }
        return both;
    }

    /// <summary>Takes one field as the other has it.</summary>
    public void TakeFrom(FormDraft other, FormField field)
    {
        Copy(other.texts, texts, field.Name);
        Copy(other.lists, lists, field.Name);
        Copy(other.files, files, field.Name);
    }

    /// <summary>Nobody could tell the two apart.</summary>
    public bool IsLike(FormDraft other) => fields.All(field => Said(field) == other.Said(field));

    /// <summary>One field in the words of the form.</summary>
    public string WordsOf(FormField field) => Words(field);

    /// <summary>What was filled in, in the words of the form: for reading and copying when it can no longer be handed in.</summary>
    public IReadOnlyList<(string Label, string Words)> Filled() => [.. fields.Select(f => (f.Label, Words: Words(f))).Where(f => f.Words.Length > 0)];

    private string Words(FormField field) => field.Type switch
    {
        "choices" => string.Join("、", Chosen(field.Name).Select(chosen => OptionText(field, chosen)).Where(words => words.Length > 0)),
        "attachment" => string.Join("、", Files(field.Name).Select(f => f.FileName)),
        "boolean" => Yes(field.Name) ? "是" : "",
        _ => OptionText(field, Text(field.Name).Trim()),
    };

    // A choice that is no longer offered has no words left.
    private static string OptionText(FormField field, string value) => field.Options?.FirstOrDefault(o => o.Value == value)?.Text ?? (field.Type is "choice" or "choices" or "unit" ? "" : value);

    private void Touch(string name)
    {
        touched.Add(name);
        Changed?.Invoke();
    }

    private static void Copy<T>(Dictionary<string, T> from, Dictionary<string, T> to, string name)
    {
        if (from.TryGetValue(name, out var value)) to[name] = value; else to.Remove(name);
    }

    private JsonNode? Kept(FormField field) => field.Type switch
    {
        "choices" => lists.TryGetValue(field.Name, out var chosen) ? new JsonArray([.. chosen.Select(v => JsonValue.Create(v))]) : null,
        "attachment" => files.TryGetValue(field.Name, out var stored) ? JsonSerializer.SerializeToNode(stored, JsonSerializerOptions.Web) : null,
        _ => texts.TryGetValue(field.Name, out var text) ? JsonValue.Create(text) : null,
    };

    private string Said(FormField field) => field.Type switch
    {
        "choices" => string.Join('\n', Chosen(field.Name).Order(StringComparer.Ordinal)),
        "attachment" => string.Join('\n', Files(field.Name).Select(f => f.Id)),
        "boolean" => Yes(field.Name) ? "true" : "",
        _ => Text(field.Name).ReplaceLineEndings("\n"),
    };

    private void Take(FormField field, JsonNode value)
    {
        switch (field.Type)
        {
            case "choices" when value is JsonArray list: lists[field.Name] = [.. list.Select(v => v!.GetValue<string>())]; break;
            case "attachment" when value is JsonArray list: files[field.Name] = [.. list.Select(v => v.Deserialize<DraftFile>(JsonSerializerOptions.Web)!)]; break;
            case "choices" or "attachment": break;
            default: texts[field.Name] = value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString(); break;
        }
    }

    private JsonNode? Value(FormField field) => field.Type switch
    {
        "choices" => Chosen(field.Name).Count == 0 ? null : new JsonArray([.. Chosen(field.Name).Select(v => JsonValue.Create(v))]),
        "attachment" => Files(field.Name).Count == 0 ? null : new JsonArray([.. Files(field.Name).Select(f => JsonValue.Create(f.Id.ToString()))]),
        "boolean" => Text(field.Name).Length == 0 ? null : JsonValue.Create(Yes(field.Name)),
        _ when string.IsNullOrWhiteSpace(Text(field.Name)) => null,
        "number" => decimal.TryParse(Text(field.Name), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : JsonValue.Create(Text(field.Name)),
        // The browser's field has no offset; here people write the time of their wall clock.
        "dateTime" => JsonValue.Create(DateTime.TryParse(Text(field.Name), CultureInfo.InvariantCulture, out var at) ? new DateTimeOffset(at, ChinaTime.Offset).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture) : Text(field.Name)),
        _ => JsonValue.Create(Text(field.Name).Trim()),
    };
}
