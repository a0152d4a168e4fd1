using System.IO.Compression;
using System.Text.Json;
using HaoChaPing.CaseManagement.Common;
using Microsoft.AspNetCore.Http;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>Instances as files, for looking at elsewhere; they cannot come back.</summary>
internal static class InstanceFiles
{
    public static async Task<IResult> ZipAsync(IReadOnlyList<string> ids, ISender sender, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var id in ids)
            {
                var detail = await sender.Send(new GetInstance(id), cancellationToken);
                if (!detail.Ok) return detail.Refusal.ToElsa();
                var entry = zip.CreateEntry($"workflow-instance-{id}.json");
                entry.LastWriteTime = detail.Value.Seen.Row.UpdatedAt;
                await using var stream = entry.Open();
                await JsonSerializer.SerializeAsync(stream, InstanceJson.Full(detail.Value), ElsaHttp.Json, cancellationToken);
            }

        return Results.File(buffer.ToArray(), "application/zip", "workflow-instances.zip");
    }
}
