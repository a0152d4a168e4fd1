using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>A file of <c>definitions/</c> that was not taken in, and where it is wrong. What was published before stays in force.</summary>
/// <param name="File">Path below <c>definitions/</c>.</param>
/// <param name="Place">Code of the place it belongs to, or null.</param>
/// <param name="Errors">By JSON pointer.</param>
public sealed record FileFault(string File, string? Place, IReadOnlyList<FieldError> Errors);

/// <summary>Reads the files of <c>definitions/</c>; what cannot be read is a fault of that file and of nothing else.</summary>
internal sealed class DefinitionFiles
{
    private readonly string root;
    private readonly Lazy<Dictionary<string, string>> _workflows;

    public DefinitionFiles(string root)
    {
        this.root = root;
        _workflows = new(WorkflowTexts);
    }

    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly List<FileFault> _faults = [];

    public IReadOnlyList<FileFault> Faults => _faults;

    public IReadOnlyList<string> Files(string folder) =>
        Directory.Exists(Path.Combine(root, folder)) ? [.. Directory.EnumerateFiles(Path.Combine(root, folder), "*.json").Order(StringComparer.Ordinal).Select(Below)] : [];

    public IReadOnlyList<string> Folders(string folder) => [.. Directory.EnumerateDirectories(Path.Combine(root, folder)).Order(StringComparer.Ordinal).Select(Below)];

    public bool Has(string file) => File.Exists(Path.Combine(root, file));

    /// <summary>The text of the workflow file with this id, the place's own or a shared one; null when none has it or it cannot be read.</summary>
    public string? Workflow(string definitionId) => _workflows.Value.GetValueOrDefault(definitionId);

    private Dictionary<string, string> WorkflowTexts() =>
        Folders("ordinances").Select(folder => $"{folder}/workflows").Append("workflows").SelectMany(Files)
            .Select(file => File.ReadAllText(Path.Combine(root, file))).Select(text => (Id: IdIn(text), Text: text)).Where(w => w.Id is not null)
            .GroupBy(w => w.Id!, StringComparer.Ordinal).ToDictionary(w => w.Key, w => w.First().Text, StringComparer.Ordinal);

    private static string? IdIn(string text)
    {
        try { return (JsonNode.Parse(text) as JsonObject)?["definitionId"]?.GetValue<string>(); }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or ArgumentException or FormatException) { return null; } // the import says what is wrong with it
    }

    /// <summary>The JSON object in the file; null when there is none, which is then noted.</summary>
    public JsonObject? Read(string file, string? place = null)
    {
        try
        {
            if (JsonNode.Parse(File.ReadAllText(Path.Combine(root, file))) is JsonObject content) return Whole(content);
            Refuse(file, place, new FieldError("", "应是一个 JSON 对象。"));
        }
        catch (JsonException fault)
        {
            Refuse(file, place, new FieldError("", $"不是可读的 JSON（第 {fault.LineNumber + 1} 行第 {fault.BytePositionInLine + 1} 字节），请检查括号、引号和逗号。"));
        }
        catch (ArgumentException)
        {
            Refuse(file, place, new FieldError("", "同一对象里有重复的名称，请删去一个。"));
        }
        catch (IOException)
        {
            Refuse(file, place, new FieldError("", "读不到这个文件，请检查文件和权限。"));
        }
        return null;
    }

    public void Refuse(string file, string? place, params IReadOnlyList<FieldError> errors) => _faults.Add(new FileFault(file, place, errors));

    /// <summary>One line, so that the same content has the same text.</summary>
    public static string Canonical(JsonNode content) => content.ToJsonString(Compact);

    public static string HashOf(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    private string Below(string path) => Path.GetRelativePath(root, path).Replace('\\', '/');

    // A name written twice is only noticed on reading.
    private static JsonObject Whole(JsonObject content)
    {
        _ = content.ToJsonString();
        Touch(content);
        return content;
    }

    private static void Touch(JsonNode? node)
    {
        if (node is JsonObject fields) foreach (var field in fields) Touch(field.Value);
        if (node is JsonArray items) foreach (var item in items) Touch(item);
    }
}
