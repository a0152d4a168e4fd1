using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HaoChaPing.CaseManagement.Common;

namespace HaoChaPing.CaseManagement.Places;

/// <summary>A place's set as a zip. What it is unpacked into is memory only; a path that leads anywhere else is refused, and so is what grows too large.</summary>
internal static partial class PlaceZip
{
    public const long LargestUpload = 32 * 1024 * 1024;
    private const int MostFiles = 500, LargestFile = 8 * 1024 * 1024;
    private const long LargestSet = 64 * 1024 * 1024;
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(PlaceSet set, DateTimeOffset at)
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (path, json) in set.Files)
            {
                var entry = zip.CreateEntry(path, CompressionLevel.Optimal);
                entry.LastWriteTime = at;
                using var stream = entry.Open();
                stream.Write(Encoding.UTF8.GetBytes(json.ToJsonString(Readable)));
            }
        return buffer.ToArray();
    }

    public static async Task<Result<PlaceSet>> ReadAsync(byte[] content, CancellationToken cancellationToken)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
            return await ReadAsync(zip, cancellationToken);
        }
        catch (InvalidDataException)
        {
            return PlaceRefusals.NoZip;
        }
    }

    private static async Task<Result<PlaceSet>> ReadAsync(ZipArchive zip, CancellationToken cancellationToken)
    {
        var entries = zip.Entries.Where(entry => !entry.FullName.EndsWith('/')).ToList();
        if (entries.Count > MostFiles) return PlaceRefusals.TooMany(MostFiles);
        if (entries.Find(entry => !Known().IsMatch(entry.FullName)) is { } strange) return PlaceRefusals.Strange(strange.FullName);
        var (files, total) = (new Dictionary<string, JsonObject>(StringComparer.Ordinal), 0L);
        foreach (var entry in entries)
        {
            // The length in the directory may lie; what is read counts.
            var bytes = new byte[Math.Min(entry.Length, LargestFile) + 1];
            await using var stream = await entry.OpenAsync(cancellationToken);
            var read = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
            if (read == bytes.Length || (total += read) > LargestSet) return PlaceRefusals.TooLarge(entry.FullName);
            if (Json(bytes.AsSpan(0, read)) is not { } json) return PlaceRefusals.NotJson(entry.FullName);
            if (!files.TryAdd(entry.FullName, json)) return PlaceRefusals.Twice(entry.FullName);
        }
        var set = new PlaceSet(files);
        return set[PlaceSet.Manifest]?["format"]?.ToString() != PlaceSet.Format || set.Code is null ? PlaceRefusals.NoSet : set;
    }

    private static JsonObject? Json(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("\uFEFF"u8)) bytes = bytes[3..];
        try
        {
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = 128 });
            return JsonNode.Parse(ref reader) is JsonObject json && json.ToJsonString() is not null ? json : null;
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException)
        {
            return null; // a name written twice is noticed on reading only
        }
    }

    [GeneratedRegex(@"^(manifest|pack|clauses)\.json$|^(packs|workflows|forms|journeys)/[\p{L}\p{Nd}_-][\p{L}\p{Nd}._-]{0,127}\.json$", RegexOptions.CultureInvariant)]
    private static partial Regex Known();
}
