using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;

namespace HaoChaPing.Designer.Blazor.Ordinances;

/// <summary>A pack under the pen: its values by JSON pointer, what the schema allows there, and what was found wrong.</summary>
public sealed class PackForm(JsonObject pack, JsonObject schema, bool readOnly)
{
    public JsonObject Pack { get; private set; } = pack;
    public bool ReadOnly { get; } = readOnly;
    public bool Changed { get; private set; }
    public IReadOnlyList<FieldError> Errors { get; set; } = [];
    /// <summary>What somebody wrote as JSON and nobody can read, by the pointer of its place: kept as written, and nothing is saved before it is put right.</summary>
    public IReadOnlyDictionary<string, string> Unreadable => unreadable;
    /// <summary>Somebody wrote; previews and summaries follow.</summary>
    public event Action? Wrote;

    private readonly Dictionary<string, string> unreadable = [];

    /// <summary>Keeps what cannot be read; the value stays as it was.</summary>
    public void Keep(string pointer, string written)
    {
        unreadable[pointer] = written;
        Wrote?.Invoke();
    }

    public JsonNode? Get(string pointer) => JsonPointer.Find(Pack, pointer);

    public void Set(string pointer, JsonNode? value)
    {
        Forget(pointer);
        var (owner, last) = OwnerOf(pointer);
        if (owner is JsonArray items) items[int.Parse(last, System.Globalization.CultureInfo.InvariantCulture)] = value;
        else if (owner is JsonObject fields) fields[last] = value;
        Touch();
    }

    public void Remove(string pointer)
    {
        var (owner, last) = OwnerOf(pointer);
        Forget(owner is JsonArray ? pointer[..pointer.LastIndexOf('/')] : pointer); // what follows moves up
        if (owner is JsonArray items) items.RemoveAt(int.Parse(last, System.Globalization.CultureInfo.InvariantCulture));
        else if (owner is JsonObject fields) fields.Remove(last);
        Touch();
    }

    public void Replace(JsonObject whole)
    {
        Pack = whole;
        unreadable.Clear();
        Touch();
    }

    public void Stored() => Changed = false;

    /// <summary>What the schema says about a place, references followed; null where it says nothing.</summary>
    public JsonObject? Rule(string pointer)
    {
        JsonObject? at = schema;
        foreach (var step in JsonPointer.Steps(pointer))
            at = Follow(at?["properties"]?[step] as JsonObject ?? at?["additionalProperties"] as JsonObject ?? (int.TryParse(step, out _) ? at?["items"] as JsonObject : null));
        return at;
    }

    /// <summary>A value to begin with: what must be there is there.</summary>
    public JsonNode? Fresh(JsonObject? rule)
    {
        rule = Follow(rule);
        if (rule?["enum"] is JsonArray choices) return choices[0]?.DeepClone();
        if (rule?["const"] is { } only) return only.DeepClone();
        return TypeOf(rule) switch
        {
            "object" => new JsonObject((rule!["required"] as JsonArray ?? []).Select(n => KeyValuePair.Create(n!.ToString(), Fresh(rule["properties"]?[n.ToString()] as JsonObject)))),
            "array" => new JsonArray(), "boolean" => false, "integer" or "number" => 0, "string" => "", _ => null,
        };
    }

    public static string TypeOf(JsonObject? rule) => rule?["type"] switch
    {
        JsonArray several => several.Select(t => t!.ToString()).FirstOrDefault(t => t != "null") ?? "",
        { } one => one.ToString(),
        _ => rule?["properties"] is not null ? "object" : "",
    };

    public static bool MayBeNull(JsonObject? rule) => rule?["type"] is JsonArray several && several.Any(t => t!.ToString() == "null");

    private JsonObject? Follow(JsonObject? rule)
    {
        if (rule?["$ref"] is { } reference) return Follow(reference.ToString().Split('/')[1..].Aggregate((JsonNode?)schema, (node, step) => node?[step]) as JsonObject);
        return rule?["oneOf"] is JsonArray forms ? Follow(forms.OfType<JsonObject>().FirstOrDefault(f => f["$ref"] is not null) ?? forms.OfType<JsonObject>().First()) : rule;
    }

    private (JsonNode? Owner, string Last) OwnerOf(string pointer)
    {
        var steps = JsonPointer.Steps(pointer);
        JsonNode? owner = Pack;
        foreach (var step in steps[..^1])
        {
            if (owner is JsonObject fields && fields[step] is null) fields[step] = new JsonObject();
            owner = owner is JsonArray items ? items[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)] : owner?[step];
        }
        return (owner, steps[^1]);
    }

    private void Forget(string pointer)
    {
        foreach (var at in unreadable.Keys.Where(at => at == pointer || at.StartsWith(pointer + "/", StringComparison.Ordinal)).ToList()) unreadable.Remove(at);
    }

    private void Touch()
    {
        Changed = true;
        Wrote?.Invoke();
    }
}
