using System.Text;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>Keeps an uploaded file for an import, sealed. Nothing is known of its content yet.</summary>
public sealed record StoreImportFile(string FileName, Stream Content) : IRequest<Result<StoredImport>>;

/// <summary>A file that waits for <see cref="StartImport"/>.</summary>
public sealed record StoredImport(Guid Id, string FileName, long Size, string Sha256);

/// <summary>Has a stored file taken in: looks through all of it at once, so that a file that cannot be one is refused here, and leaves the lines to the background.</summary>
/// <param name="File">What was stored.</param>
/// <param name="Kind"><c>services</c> or <c>ratings</c>.</param>
/// <param name="Format"><c>csv</c> or <c>ndjson</c>; by the file's name if left out.</param>
/// <param name="Encoding"><c>utf-8</c> (default) or <c>gbk</c>.</param>
/// <param name="DryRun">Judges every line and keeps nothing.</param>
public sealed record StartImport(StoredImport File, string? Kind, string? Format = null, string? Encoding = null, bool DryRun = false) : IRequest<Result<ImportView>>, IChange
{
    internal ImportHead? Head { get; set; }
}

/// <summary>What looking through a file has told.</summary>
internal sealed record ImportHead(string Kind, string Format, string Encoding, int Total);

internal sealed class StoreImportFileHandler(ImportFiles files, CurrentUser user) : IRequestHandler<StoreImportFile, Result<StoredImport>>
{
    private const int LongestName = 200;

    public async Task<Result<StoredImport>> Handle(StoreImportFile request, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.Import)) return ImportRefusals.NotAllowed;
        var id = Guid.CreateVersion7();
        if (await files.WriteAsync(id, request.Content, cancellationToken) is not { } written) return ImportRefusals.TooLarge;
        return new StoredImport(id, NameOf(request.FileName), written.Size, written.Sha256);
    }

    // Browsers of old send whole paths; control characters would break a header.
    private static string NameOf(string name)
    {
        var clean = new string([.. name[(name.LastIndexOfAny(['/', '\\']) + 1)..].Where(c => !char.IsControl(c))]).Trim();
        return clean.Length <= LongestName ? clean : clean[^LongestName..];
    }
}

/// <summary>Looks through the file outside the transaction; takes it back when the import is refused.</summary>
internal sealed class CheckImport(ImportFiles files, CurrentUser user) : IPipelineBehavior<StartImport, Result<ImportView>>
{
    private static readonly byte[][] Packed = [[0x50, 0x4B, 0x03, 0x04], [0xD0, 0xCF, 0x11, 0xE0]];

    public async Task<Result<ImportView>> Handle(StartImport request, CancellationToken cancellationToken, RequestHandlerDelegate<Result<ImportView>> next)
    {
        if (!user.May(Acts.Import)) return ImportRefusals.NotAllowed;
        var head = await Task.Run(() => Look(request, cancellationToken), cancellationToken); // a large file takes seconds: not on a circuit's thread
        if (head.Ok) request.Head = head.Value;
        var answer = head.Ok ? await next() : head.Refusal;
        if (answer.Value?.Id != request.File.Id) files.Forget(request.File.Id); // refused, or answered from an earlier call with the same key
        return answer;
    }

    private Result<ImportHead> Look(StartImport request, CancellationToken cancellationToken)
    {
        if (request.Kind is not (ImportTerms.Services or ImportTerms.Ratings)) return ImportRefusals.UnknownKind;
        var encoding = (request.Encoding is { Length: > 0 } named ? named : ImportTerms.Utf8).ToLowerInvariant() switch { "utf-8" or "utf8" => ImportTerms.Utf8, "gbk" or "gb2312" or "gb18030" => ImportTerms.Gbk, _ => null };
        if (encoding is null) return ImportRefusals.UnknownEncoding;
        if (NotText(request.File.Id) is { } binary) return binary;
        var format = request.Format is { Length: > 0 } told ? told.ToLowerInvariant() : Path.GetExtension(request.File.FileName).ToLowerInvariant() switch { ".csv" => ImportTerms.Csv, ".ndjson" or ".jsonl" => ImportTerms.Ndjson, _ => "" };
        if (format is not (ImportTerms.Csv or ImportTerms.Ndjson)) return ImportRefusals.UnknownFormat;
        // Nearly all Chinese in UTF-8 can be read as GBK too, as nonsense.
        if (encoding == ImportTerms.Gbk && IsUtf8(request.File.Id)) return ImportRefusals.Utf8NotGbk;
        try
        {
            return Count(request.File.Id, request.Kind, format, encoding, cancellationToken);
        }
        catch (OpenQuoteException open)
        {
            return ImportRefusals.OpenQuote(open.Line);
        }
    }

    private Refusal? NotText(Guid id)
    {
        using var content = files.Open(id);
        var first = new byte[4096];
        var start = first.AsSpan(0, content.ReadAtLeast(first, first.Length, throwOnEndOfStream: false));
        foreach (var mark in Packed)
            if (start.StartsWith(mark)) return ImportRefusals.Workbook;
        return start.Contains((byte)0) ? ImportRefusals.NotText : null;
    }

    private bool IsUtf8(Guid id)
    {
        using var text = new StreamReader(files.Open(id), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false);
        try
        {
            var (buffer, foreign) = (new char[64 * 1024], false);
            for (int read; (read = text.Read(buffer)) > 0;) foreign |= buffer.AsSpan(0, read).ContainsAnyExceptInRange('\0', '\u007F');
            return foreign;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private Result<ImportHead> Count(Guid id, string kind, string format, string encoding, CancellationToken cancellationToken)
    {
        using var lines = new ImportLines(files.Open(id), encoding, format);
        if (format == ImportTerms.Csv)
        {
            if (lines.Next() is not { } heads) return ImportRefusals.Empty;
            if (heads.IsBroken) return ImportRefusals.WrongEncoding(encoding);
            if (ImportColumns.Of(kind, heads.Cells!) is { Ok: false } unknown) return unknown.Refusal;
        }
        var (total, foreign, broken) = (0, 0, 0);
        while (lines.Next() is { } line)
        {
            cancellationToken.ThrowIfCancellationRequested();
            total++;
            if (line.IsForeign) foreign++;
            if (line.IsBroken) broken++;
        }
        // One damaged line is refused by itself; where most of the Chinese ones are, the file is in another encoding.
        if (broken > foreign / 2) return ImportRefusals.WrongEncoding(encoding);
        return total == 0 ? ImportRefusals.Empty : new ImportHead(kind, format, encoding, total);
    }
}

internal sealed class StartImportHandler(CaseDbContext db, CurrentUser user, ImportWake wake, TimeProvider clock) : IRequestHandler<StartImport, Result<ImportView>>
{
    public Task<Result<ImportView>> Handle(StartImport request, CancellationToken cancellationToken)
    {
        var (file, head) = (request.File, request.Head!);
        var import = new Import
        {
            Id = file.Id, Kind = head.Kind, Format = head.Format, Encoding = head.Encoding, FileName = file.FileName, Size = file.Size, Sha256 = file.Sha256, DryRun = request.DryRun,
            UnitPath = user.Grants.Where(g => g.Acts.Contains(Acts.Import)).MinBy(g => g.Path.Length)!.Path, StartedById = user.Id, StartedBy = user.UserName, StartedByName = user.DisplayName,
            StartedAt = clock.GetUtcNow(), Status = ImportTerms.Queued, Total = head.Total,
        };
        db.Add(import);
        wake.Pulse(); // the worker looks again within a second anyway
        return Task.FromResult<Result<ImportView>>(ImportView.Of(import));
    }
}
