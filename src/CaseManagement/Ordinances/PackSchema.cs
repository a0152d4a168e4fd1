using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HaoChaPing.CaseManagement.Common;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>
/// Checks a pack against <c>ordinance-pack.schema.json</c> and names every fault by its JSON pointer, in Chinese (X-PACK-1). It knows the keywords of JSON Schema 2020-12 that
/// the schema uses and refuses a schema that uses another: no schema library restores here that reports pointers, and timer ids contain dots, which path notations cannot tell apart.
/// </summary>
public sealed class PackSchema
{
    private static readonly HashSet<string> Annotations = ["$schema", "$id", "title", "description", "$defs"];
    private static readonly HashSet<string> Known =
    [
        "type", "properties", "additionalProperties", "required", "enum", "const", "oneOf", "$ref", "items", "uniqueItems", "minItems", "maxItems",
        "minimum", "maximum", "pattern", "format",
    ];

    private readonly JsonObject _schema;

    public PackSchema(JsonObject schema)
    {
        _schema = schema;
        RefuseUnknown(schema, "");
    }

    /// <summary>The schema itself, for forms that follow it.</summary>
    public JsonObject Json => _schema;

    /// <summary>Every fault of the pack; none means it is valid.</summary>
    public IReadOnlyList<FieldError> Check(JsonNode? pack)
    {
        var errors = new List<FieldError>();
        Check(pack, _schema, "", errors);
        return errors;
    }

    /// <summary>Whether the schema names this place. Inside an object it leaves open it does not.</summary>
    public bool Names(IEnumerable<string> steps)
    {
        JsonNode? node = _schema;
        foreach (var step in steps)
        {
            node = Resolve(node) is not JsonObject at ? null
                : at["properties"]?[step] ?? (at["additionalProperties"] as JsonObject) ?? (int.TryParse(step, out _) ? at["items"] : null);
            if (node is null) return false;
        }
        return true;
    }

    private JsonNode? Resolve(JsonNode? schema)
    {
        if (schema is JsonObject { } at && at["$ref"] is { } reference) return Resolve(Referenced(reference.GetValue<string>()));
        // A value that may also be null is known by its other form.
        return schema is JsonObject choice && choice["oneOf"] is JsonArray forms ? Resolve(forms.FirstOrDefault(f => f?["$ref"] is not null)) ?? schema : schema;
    }

    private JsonObject Referenced(string reference) => reference.Split('/')[1..].Aggregate((JsonNode?)_schema, (node, step) => node?[step]) as JsonObject
        ?? throw new InvalidOperationException($"Expected '{reference}' in the pack schema, but it is not there.");

    private void Check(JsonNode? value, JsonObject schema, string pointer, List<FieldError> errors)
    {
        if (schema["$ref"] is { } reference) Check(value, Referenced(reference.GetValue<string>()), pointer, errors);
        if (schema["oneOf"] is JsonArray forms && !MatchesOne(value, forms, pointer, errors)) return;
        if (schema["type"] is { } type && !TypesOf(type).Any(t => Is(value, t)))
        {
            errors.Add(new FieldError(pointer, $"类型不对，应为{string.Join("或", TypesOf(type).Select(Word))}。"));
            return;
        }
        if (schema["enum"] is JsonArray allowed && !allowed.Any(a => JsonNode.DeepEquals(a, value)))
            errors.Add(new FieldError(pointer, $"只能是 {string.Join("、", allowed.Select(a => a?.ToString()))} 之一。"));
        if (schema["const"] is { } only && !JsonNode.DeepEquals(only, value)) errors.Add(new FieldError(pointer, $"只能是 {only}。"));
        switch (value)
        {
            case JsonObject fields: CheckFields(fields, schema, pointer, errors); break;
            case JsonArray items: CheckItems(items, schema, pointer, errors); break;
            case JsonValue single: CheckValue(single, schema, pointer, errors); break;
        }
    }

    private bool MatchesOne(JsonNode? value, JsonArray forms, string pointer, List<FieldError> errors)
    {
        var tries = forms.Select(form =>
        {
            var faults = new List<FieldError>();
            Check(value, (JsonObject)form!, pointer, faults);
            return faults;
        }).ToList();
        if (tries.Count(t => t.Count == 0) == 1) return true;
        // The form that goes deepest is the one that was meant.
        errors.AddRange(tries.OrderByDescending(t => t.Count == 0 ? 0 : t.Max(f => f.Pointer.Length)).First());
        return false;
    }

    private void CheckFields(JsonObject fields, JsonObject schema, string pointer, List<FieldError> errors)
    {
        foreach (var name in (schema["required"] as JsonArray ?? []).Select(n => n!.GetValue<string>()).Where(n => !fields.ContainsKey(n)))
            errors.Add(new FieldError(pointer + PackPath.Pointer(name), "缺少这一项。"));
        foreach (var (name, value) in fields)
        {
            var at = pointer + PackPath.Pointer(name);
            if (schema["properties"]?[name] is JsonObject known) Check(value, known, at, errors);
            else if (schema["additionalProperties"] is JsonObject other) Check(value, other, at, errors);
            else if (schema["additionalProperties"] is JsonValue open && !open.GetValue<bool>()) errors.Add(new FieldError(at, "没有这一项，请核对名称。"));
        }
    }

    private void CheckItems(JsonArray items, JsonObject schema, string pointer, List<FieldError> errors)
    {
        if (schema["minItems"] is { } least && items.Count < least.GetValue<int>()) errors.Add(new FieldError(pointer, $"至少 {least} 项。"));
        if (schema["maxItems"] is { } most && items.Count > most.GetValue<int>()) errors.Add(new FieldError(pointer, $"最多 {most} 项。"));
        if (schema["uniqueItems"]?.GetValue<bool>() == true && items.Select(i => i?.ToJsonString()).Distinct().Count() < items.Count)
            errors.Add(new FieldError(pointer, "有重复的项。"));
        if (schema["items"] is not JsonObject each) return;
        for (var i = 0; i < items.Count; i++) Check(items[i], each, $"{pointer}/{i}", errors);
    }

    private static void CheckValue(JsonValue value, JsonObject schema, string pointer, List<FieldError> errors)
    {
        if (value.GetValueKind() == JsonValueKind.Number)
        {
            var number = NumberOf(value);
            if (schema["minimum"] is { } least && number < NumberOf(least)) errors.Add(new FieldError(pointer, $"不能小于 {least}。"));
            if (schema["type"] is { } type && TypesOf(type).Contains("integer") && Math.Abs(number) > int.MaxValue) errors.Add(new FieldError(pointer, $"不能大于 {int.MaxValue}。"));
            else if (schema["maximum"] is { } most && number > NumberOf(most)) errors.Add(new FieldError(pointer, $"不能大于 {most}。"));
        }
        if (value.GetValueKind() != JsonValueKind.String) return;
        var text = value.GetValue<string>();
        if (schema["pattern"] is { } pattern && !Regex.IsMatch(text, pattern.GetValue<string>())) errors.Add(new FieldError(pointer, $"格式不对，应符合 {pattern}。"));
        if (schema["format"]?.GetValue<string>() == "date" && !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            errors.Add(new FieldError(pointer, "应是日期，如 2025-03-03。"));
    }

    private static decimal NumberOf(JsonNode value) => decimal.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : decimal.MaxValue;

    private static IEnumerable<string> TypesOf(JsonNode type) => type is JsonArray several ? several.Select(t => t!.GetValue<string>()) : [type.GetValue<string>()];

    private static bool Is(JsonNode? value, string type) => type switch
    {
        "null" => value is null,
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => value?.GetValueKind() == JsonValueKind.String,
        "boolean" => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        "number" => value?.GetValueKind() == JsonValueKind.Number,
        "integer" => value?.GetValueKind() == JsonValueKind.Number && decimal.IsInteger(NumberOf(value)),
        _ => throw new InvalidOperationException($"Expected a JSON type in the pack schema, but it says '{type}'."),
    };

    private static string Word(string type) => type switch
    {
        "null" => "空值", "object" => "对象", "array" => "列表", "string" => "文字", "boolean" => "是或否（true/false）", "number" => "数字", _ => "整数",
    };

    // A keyword that is skipped would let a faulty pack through.
    private static void RefuseUnknown(JsonObject schema, string pointer)
    {
        foreach (var (keyword, value) in schema)
        {
            if (!Known.Contains(keyword) && !Annotations.Contains(keyword)) throw new InvalidOperationException($"Expected a known keyword, but the pack schema has '{keyword}' at '{pointer}'.");
            foreach (var (at, inner) in Inner(keyword, value)) RefuseUnknown(inner, $"{pointer}/{keyword}/{at}");
        }
    }

    private static IEnumerable<(string At, JsonObject Schema)> Inner(string keyword, JsonNode? value) => (keyword, value) switch
    {
        ("properties" or "$defs", JsonObject named) => named.Select(n => (n.Key, (JsonObject)n.Value!)),
        ("items" or "additionalProperties", JsonObject single) => [("", single)],
        ("oneOf", JsonArray forms) => forms.Select((form, i) => ($"{i}", (JsonObject)form!)),
        _ => [],
    };
}
