using System.Buffers.Binary;
using System.Security.Cryptography;
using HaoChaPing.CaseManagement.Organisation;
using Microsoft.Extensions.Configuration;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>Files waiting to be taken in, under the data folder, sealed piece by piece with the key ring. Each goes when its import has ended.</summary>
internal sealed class ImportFiles(IConfiguration configuration, PersonalData personalData)
{
    public const long Largest = 1024L * 1024 * 1024;
    private const int PieceSize = 1 << 20;

    private readonly string _folder = Path.Combine(Path.GetFullPath(configuration["HCP_DATA"] ?? "data"), "imports");

    /// <summary>Written through to the disk. Null when the content is larger than may be; nothing is left of it then.</summary>
    public async Task<(long Size, string Sha256)?> WriteAsync(Guid id, Stream content, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_folder);
        try
        {
            var written = await WriteToAsync(PathOf(id), content, cancellationToken);
            if (written is null) Forget(id);
            return written;
        }
        catch
        {
            Forget(id);
            throw;
        }
    }

    private async Task<(long Size, string Sha256)?> WriteToAsync(string path, Stream content, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        var (piece, size) = (new byte[PieceSize], 0L);
        for (int read; (read = await content.ReadAtLeastAsync(piece, PieceSize, throwOnEndOfStream: false, cancellationToken)) > 0;)
        {
            if ((size += read) > Largest) return null;
            hash.AppendData(piece, 0, read);
            await WritePieceAsync(file, personalData.SealBytes(piece[..read]), cancellationToken);
        }
        file.Flush(flushToDisk: true);
        return (size, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>Reads it from its beginning.</summary>
    public Stream Open(Guid id) => new Opened(new FileStream(PathOf(id), FileMode.Open, FileAccess.Read, FileShare.Read), personalData);

    public bool Has(Guid id) => File.Exists(PathOf(id));

    public void Forget(Guid id) => File.Delete(PathOf(id));

    /// <summary>The ids of the files that lie here, with the time of the last writing.</summary>
    public IReadOnlyList<(Guid Id, DateTime WrittenAt)> All() => !Directory.Exists(_folder) ? []
        : [.. new DirectoryInfo(_folder).EnumerateFiles().Select(f => (Id: Guid.TryParse(f.Name, out var id) ? id : Guid.Empty, f.LastWriteTimeUtc)).Where(f => f.Id != Guid.Empty)];

    private string PathOf(Guid id) => Path.Combine(_folder, id.ToString("N"));

    private static async Task WritePieceAsync(Stream file, byte[] piece, CancellationToken cancellationToken)
    {
        var length = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, piece.Length);
        await file.WriteAsync(length, cancellationToken);
        await file.WriteAsync(piece, cancellationToken);
    }

    /// <summary>The opened content, piece by piece: never the whole in memory.</summary>
    private sealed class Opened(FileStream file, PersonalData personalData) : Stream
    {
        private byte[] _piece = [];
        private int _at;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            if (_at == _piece.Length && !Next()) return 0;
            var read = Math.Min(buffer.Length, _piece.Length - _at);
            _piece.AsSpan(_at, read).CopyTo(buffer);
            _at += read;
            return read;
        }

        private bool Next()
        {
            Span<byte> length = stackalloc byte[sizeof(int)];
            if (file.ReadAtLeast(length, length.Length, throwOnEndOfStream: false) < length.Length) return false;
            var piece = new byte[BinaryPrimitives.ReadInt32LittleEndian(length)];
            file.ReadExactly(piece);
            (_piece, _at) = (personalData.OpenBytes(piece), 0);
            return true;
        }

        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) file.Dispose();
            base.Dispose(disposing);
        }
    }
}
