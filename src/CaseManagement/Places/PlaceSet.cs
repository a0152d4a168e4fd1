using System.Text.Json.Nodes;

namespace HaoChaPing.CaseManagement.Places;

/// <summary>A place's whole set: its pack, the workflows its cases run on, the forms these use, the journeys that try it. Files by their path in the zip.</summary>
internal sealed class PlaceSet(IReadOnlyDictionary<string, JsonObject> files)
{
    public const string Manifest = "manifest.json";
    public const string Pack = "pack.json";
    public const string Clauses = "clauses.json";
    public const string Format = "haochaping.place/1";

    public IReadOnlyDictionary<string, JsonObject> Files => files;

    public JsonObject? this[string path] => files.GetValueOrDefault(path);

    public string? Code => files.GetValueOrDefault(Pack)?["meta"]?["id"]?.ToString();

    /// <summary>The files of a folder by their names without ending.</summary>
    public IEnumerable<(string Name, JsonObject Json)> In(string folder) =>
        files.Where(file => file.Key.StartsWith(folder + "/", StringComparison.Ordinal)).OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => (Path.GetFileNameWithoutExtension(file.Key), file.Value));
}
