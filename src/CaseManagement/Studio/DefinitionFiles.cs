using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.Workflows.Definitions;
using HaoChaPing.Workflows.Persistence;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>Definitions as files: one as JSON, several as a zip of such files, as Elsa exchanges them.</summary>
internal static class DefinitionFiles
{
    public const string ZipName = "workflow-definitions.zip";
    private const long LargestFile = 8 * 1024 * 1024;
    private const int MostFiles = 2000;
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string NameOf(WorkflowDefinitionVersion row) => $"workflow-definition-{Slug(row.Name)}-{Slug(row.DefinitionId)}-{row.Id}.json";

    public static byte[] Json(WorkflowDefinitionVersion row) => Encoding.UTF8.GetBytes(DefinitionJson.Export(row).ToJsonString(Readable));

    public static byte[] Zip(IEnumerable<WorkflowDefinitionVersion> rows)
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var row in rows)
            {
                var entry = zip.CreateEntry(NameOf(row), CompressionLevel.Optimal);
                entry.LastWriteTime = row.CreatedAt;
                using var stream = entry.Open();
                stream.Write(Json(row));
            }

        return buffer.ToArray();
    }

    /// <summary>The definitions in an uploaded file, JSON or zip.</summary>
    public static async Task<Result<IReadOnlyList<JsonObject>>> ReadAsync(string name, Stream content, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        await content.CopyToAsync(buffer, cancellationToken);
        buffer.Position = 0;
        var bytes = buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
        if (!bytes.Span.StartsWith("PK"u8)) return One(name, bytes.Span) is { Ok: true } one ? new[] { one.Value } : One(name, bytes.Span).Refusal!;
        try
        {
            using var zip = new ZipArchive(buffer, ZipArchiveMode.Read);
            return await UnpackAsync(name, zip, cancellationToken);
        }
        catch (InvalidDataException)
        {
            return StudioRefusals.Malformed(name, "不是完整的压缩包，请重新导出后再试。");
        }
    }

    private static async Task<Result<IReadOnlyList<JsonObject>>> UnpackAsync(string name, ZipArchive zip, CancellationToken cancellationToken)
    {
        var files = zip.Entries.Where(entry => entry.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase)).ToList();
        if (files.Count > MostFiles) return StudioRefusals.Malformed(name, $"压缩包中的文件太多，一次最多 {MostFiles} 个。");
        var models = new List<JsonObject>();
        foreach (var file in files)
        {
            // The length in the directory may lie; what is read counts.
            var bytes = new byte[Math.Min(file.Length, LargestFile) + 1];
            await using var stream = await file.OpenAsync(cancellationToken);
            var read = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
            if (read > LargestFile) return StudioRefusals.Malformed(file.Name, "文件太大，最多 8 MB。");
            var model = One(file.Name, bytes.AsSpan(0, read));
            if (!model.Ok) return model.Refusal;
            models.Add(model.Value);
        }

        return models;
    }

    private static Result<JsonObject> One(string name, ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("\uFEFF"u8)) bytes = bytes[3..];
        try
        {
            return StrictJson.Parse(bytes) is JsonObject json ? json : StudioRefusals.Malformed(name, "内容应当是一个 JSON 对象。");
        }
        catch (JsonException exception)
        {
            return StudioRefusals.Malformed(name, exception.Message + "。");
        }
    }

    private static string Slug(string text)
    {
        var slug = new string([.. text.ToLowerInvariant().Select(c => char.IsLetterOrDigit(c) ? c : '-')]).Trim('-');
        return slug.Length is > 0 and <= 80 ? slug : slug.Length > 80 ? slug[..80] : "workflow";
    }
}
