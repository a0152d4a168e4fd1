using System.IO.Compression;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Xunit;
using static HaoChaPing.CaseManagement.Tests.Studio.StudioWorld;

namespace HaoChaPing.CaseManagement.Tests.Studio;

/// <summary>Nothing of a definition is lost on its way through the designer and through files: our own definitions, those of the conformance suite, and what the real Studio sent.</summary>
[Trait("Pace", "Slow")]
public sealed class RoundTripTests
{
    // The server's own, or what the designer works out anew.
    private static readonly string[] Passing = ["id", "definitionId", "version", "createdAt", "isLatest", "isPublished", "links", "nodeId", "$schema", "materializerName", "isMaterializerAvailable"];

    [Fact]
    public async Task Every_definition_comes_back_from_files_and_from_the_designer_as_it_was()
    {
        await using var world = await World.StartAsync();
        var admin = await world.As("admin");
        var originals = Originals();

        var imported = await ImportAsync(admin, originals.Values);
        var first = await ExportAsync(admin, originals.Keys);
        foreach (var model in await ShownAsync(admin, originals.Keys)) await admin.SavedAsync(model);
        var second = await ExportAsync(admin, originals.Keys);
        await ImportAsync(admin, second.Select(file => Renamed(file.Value, file.Key + "-copy")));
        var third = await ExportAsync(admin, [.. originals.Keys.Select(id => id + "-copy")]);

        Assert.Equal(originals.Count, imported);
        Assert.All(originals, original => Assert.Empty(Lost(original.Value, first[original.Key], original.Key)));
        Assert.All(first, file => Assert.Equal(Lasting(file.Value), Lasting(second[file.Key])));
        Assert.All(second, file => Assert.Equal(Lasting(file.Value), Lasting(third[file.Key + "-copy"])));
    }

    private static Dictionary<string, JsonObject> Originals()
    {
        var files = AppContext.BaseDirectory;
        var own = Files(Path.Combine(files, "definitions", "workflows")).Select(file => (file.Name, file.Json));
        var suite = Files(Path.Combine(files, "Conformance")).SelectMany(file => file.Json["definitions"]!.AsArray().Select((model, order) => ($"{file.Name}-{order}", model!.AsObject())));
        var studio = Files(Path.Combine(files, "Samples")).Select(file => (file.Name, (file.Json["model"] ?? file.Json).AsObject()));
        return own.Concat(suite).Concat(studio).ToDictionary(file => "trip-" + file.Item1, file => Renamed(file.Item2, "trip-" + file.Item1));
    }

    private static IEnumerable<(string Name, JsonObject Json)> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(file => (Path.GetFileNameWithoutExtension(file), JsonNode.Parse(File.ReadAllText(file))!.AsObject()));

    private static JsonObject Renamed(JsonObject model, string id)
    {
        var copy = model.DeepClone().AsObject();
        copy["definitionId"] = id;
        return copy;
    }

    private static async Task<int> ImportAsync(HttpClient client, IEnumerable<JsonObject> models)
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (model, order) in models.Select((model, order) => (model, order)))
            {
                await using var entry = new StreamWriter(zip.CreateEntry($"{order}.json").Open());
                await entry.WriteAsync(model.ToJsonString());
            }
        using var upload = new MultipartFormDataContent { { new ByteArrayContent(buffer.ToArray()), "files", "definitions.zip" } };
        return (await (await client.PostAsync(Definitions + "/import-files", upload)).JsonAsync())["count"]!.GetValue<int>();
    }

    private static async Task<Dictionary<string, JsonObject>> ExportAsync(HttpClient client, IReadOnlyCollection<string> definitionIds)
    {
        var ids = (await VersionIdsAsync(client, definitionIds)).ToArray();
        var bytes = await (await client.PostAsJsonAsync("/elsa/api/bulk-actions/export/workflow-definitions", new { ids })).Content.ReadAsByteArrayAsync();
        using var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
        var files = zip.Entries.Select(entry =>
        {
            using var stream = entry.Open();
            return JsonNode.Parse(stream)!.AsObject();
        });
        return files.ToDictionary(file => file["definitionId"]!.GetValue<string>());
    }

    // As the designer reads them: with node ids and links, unknown activities wrapped, human tasks marked with their form.
    private static async Task<IReadOnlyList<JsonObject>> ShownAsync(HttpClient client, IReadOnlyCollection<string> definitionIds)
    {
        var shown = new List<JsonObject>();
        foreach (var some in (await VersionIdsAsync(client, definitionIds)).Chunk(50))
            shown.AddRange((await client.ReadAsync("/workflow-definitions/many-by-id?" + string.Join('&', some.Select(id => "ids=" + id))))["items"]!.AsArray().Select(item => item!.AsObject()));
        return shown;
    }

    private static async Task<IEnumerable<string>> VersionIdsAsync(HttpClient client, IReadOnlyCollection<string> definitionIds)
    {
        var latest = (await client.ReadAsync("/workflow-definitions?versionOptions=Latest&Page=0&PageSize=5000"))["items"]!.AsArray();
        return latest.Where(item => definitionIds.Contains(item!["definitionId"]!.GetValue<string>())).Select(item => item!["id"]!.GetValue<string>());
    }

    /// <summary>Places in the original that are missing or different in the copy. Null stands for nothing.</summary>
    private static IEnumerable<string> Lost(JsonNode? original, JsonNode? copy, string at) => original switch
    {
        JsonObject fields => fields.Where(field => field.Value is not null && !Passing.Contains(field.Key)).SelectMany(field => Lost(field.Value, (copy as JsonObject)?[field.Key], $"{at}/{field.Key}")),
        JsonArray items => items.Count != (copy as JsonArray)?.Count ? [at] : items.SelectMany((item, i) => Lost(item, copy![i], $"{at}/{i}")),
        _ => JsonNode.DeepEquals(original, copy) ? [] : [$"{at}: {original?.ToJsonString()} ≠ {copy?.ToJsonString()}"],
    };

    private static string Lasting(JsonNode? node) => node switch
    {
        JsonObject fields => "{" + string.Join(',', fields.Where(field => !Passing.Contains(field.Key) || field.Key is "version" && fields.ContainsKey("type"))
            .OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}:{Lasting(field.Value)}")) + "}",
        JsonArray items => "[" + string.Join(',', items.Select(Lasting)) + "]",
        _ => node?.ToJsonString() ?? "null",
    };
}
