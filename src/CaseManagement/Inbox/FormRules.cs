using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>Checks submitted fields against a form: the same answer for a page and for the API.</summary>
public static class FormRules
{
    /// <summary>A text field without a length of its own takes this much.</summary>
    public const int LongestText = 4000;

    /// <summary>Every wrong field with its JSON pointer; none means the form is in order. Attachments are looked up by the caller.</summary>
    public static List<FieldError> Check(IReadOnlyList<FormField> form, string outcome, JsonObject fields)
    {
        var errors = fields.Where(f => form.All(known => known.Name != f.Key)).Select(f => new FieldError(Pointer(f.Key), "表单没有这一项，请去掉。")).ToList();
        foreach (var field in form)
            if (Problem(field, outcome, fields[field.Name]) is { } problem) errors.Add(new FieldError(Pointer(field.Name), problem));
        return errors;
    }

    /// <summary>The ids an attachment field names: one id or a list of ids.</summary>
    public static IEnumerable<Guid> AttachmentsIn(IReadOnlyList<FormField> form, JsonObject fields) =>
        form.Where(f => f.Type == "attachment").SelectMany(f => Ids(fields[f.Name])).Distinct();

    public static string Pointer(string field) => $"/fields/{field.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    private static string? Problem(FormField field, string outcome, JsonNode? value)
    {
        if (!IsEmpty(value)) return TypeProblem(field, value!);
        return field.RequiredWith(outcome) && field.ShownWith(outcome) ? $"请{Verb(field)}“{field.Label}”。" : null;
    }

    // What a hand does there: a box is ticked, an option chosen, a file added, the rest written.
    private static string Verb(FormField field) => field.Type switch
    {
        "boolean" => "勾选", "choice" or "choices" => "选择", "unit" when field.Options is not null => "选择", "date" or "dateTime" => "选择", "attachment" => "上传", _ => "填写",
    };

    private static bool IsEmpty(JsonNode? value) => value switch
    {
        null => true,
        JsonArray list => list.Count == 0,
        _ => value.GetValueKind() == JsonValueKind.String && PlainText.IsBlank(value.GetValue<string>()),
    };

    private static string? TypeProblem(FormField field, JsonNode value) => field.Type switch
    {
        "text" or "person" => TextProblem(field, value),
        "unit" when field.Options is null => TextProblem(field, value),
        "choice" or "unit" => Chosen(field, value) ? null : $"请从选项中选择“{field.Label}”。",
        "choices" => value is JsonArray list && list.All(v => v is not null && Chosen(field, v)) ? null : $"请从选项中选择“{field.Label}”。",
        "boolean" => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? null : $"“{field.Label}”只能填是或否。",
        "number" => value.GetValueKind() == JsonValueKind.Number ? null : $"“{field.Label}”要填数字。",
        "date" => IsDate(value) ? null : $"“{field.Label}”要填日期，例如 2025-10-10。",
        "dateTime" => IsInstant(value) ? null : $"“{field.Label}”要填日期和时间，例如 2025-10-10T09:30:00+08:00。",
        "attachment" => Ids(value).Any() && !HasForeignEntries(value) ? null : $"“{field.Label}”要填已上传的文件。",
        _ => throw new InvalidOperationException($"Expected a known type on field '{field.Name}', but it is '{field.Type}'."),
    };

    private static string? TextProblem(FormField field, JsonNode value)
    {
        if (Text(value) is not { } text) return $"“{field.Label}”要填文字。";
        var longest = field.MaxLength ?? LongestText;
        return text.Length > longest ? $"“{field.Label}”最多 {longest} 字，现在 {text.Length} 字。" : null;
    }

    private static bool Chosen(FormField field, JsonNode value) => Text(value) is { } chosen && field.Options?.Any(o => o.Value == chosen) == true;

    private static bool IsDate(JsonNode value) =>
        Text(value) is { } text && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    // An instant without an offset would mean the host's zone: it is refused.
    private static bool IsInstant(JsonNode value) =>
        Text(value) is { } text && text.Contains('T', StringComparison.Ordinal) && (text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T', StringComparison.Ordinal))
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static string? Text(JsonNode value) => value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    private static bool HasForeignEntries(JsonNode value) => value is JsonArray list && list.Any(v => !Ids(v).Any());

    private static IEnumerable<Guid> Ids(JsonNode? value) => value switch
    {
        JsonArray list => list.SelectMany(Ids),
        JsonValue when Text(value) is { } text && Guid.TryParse(text, out var id) => [id],
        _ => [],
    };
}
