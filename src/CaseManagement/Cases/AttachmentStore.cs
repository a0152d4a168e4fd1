using HaoChaPing.CaseManagement.Organisation;
using Microsoft.Extensions.Configuration;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>The files themselves, sealed with the key ring, under the data folder.</summary>
public sealed class AttachmentStore(IConfiguration configuration, PersonalData personalData)
{
    private readonly string _folder = Path.Combine(Path.GetFullPath(configuration["HCP_DATA"] ?? "data"), "attachments");

    /// <summary>Writes the file through to the disk, before its row is committed: a row never lacks its file.</summary>
    public async Task WriteAsync(Guid id, byte[] content, CancellationToken cancellationToken)
    {
        var path = PathOf(id);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        await file.WriteAsync(personalData.SealBytes(content), cancellationToken);
        file.Flush(flushToDisk: true);
    }

    public async Task<byte[]> ReadAsync(Guid id, CancellationToken cancellationToken) =>
        personalData.OpenBytes(await File.ReadAllBytesAsync(PathOf(id), cancellationToken));

    /// <summary>Takes back a file whose row was not written.</summary>
    public void Forget(Guid id) => File.Delete(PathOf(id));

    // Ids of one day begin alike: the end of the id spreads them over folders.
    private string PathOf(Guid id) => Path.Combine(_folder, id.ToString("N")[^2..], id.ToString("N"));
}
