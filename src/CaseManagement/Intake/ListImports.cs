using System.Text;
using System.Text.Json.Serialization;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>The imports one may see, newest first: a system its own, people those of what they keep.</summary>
public sealed record ListImports(int Page = 1, int PageSize = 50) : IRequest<Result<PageOf<ImportView>>>;

/// <summary>One of them.</summary>
public sealed record GetImport(Guid Id) : IRequest<Result<ImportView>>;

/// <summary>The refused lines of an import, as a file to mend and send again.</summary>
public sealed record GetImportRejects(Guid Id) : IRequest<Result<ImportRejectFile>>;

public sealed record ImportRejectFile(string FileName, byte[] Content);

/// <summary>How far an import is.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind"><c>services</c> or <c>ratings</c>.</param>
/// <param name="Format"><c>csv</c> or <c>ndjson</c>.</param>
/// <param name="Encoding"><c>utf-8</c> or <c>gbk</c>.</param>
/// <param name="FileName">As it was uploaded.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Of the content.</param>
/// <param name="DryRun">Nothing is kept.</param>
/// <param name="Status"><c>queued</c>, <c>running</c>, <c>finished</c> or <c>stopped</c>.</param>
/// <param name="Total">Lines of the file that say something, without the head.</param>
/// <param name="Done">Of these, how many were looked at.</param>
/// <param name="Accepted">New ones that were stored; of a dry run, that would be.</param>
/// <param name="Known">Received before; they changed nothing.</param>
/// <param name="Rejected">Refused.</param>
/// <param name="Cases">Cases opened.</param>
/// <param name="StartedBy">Who started it.</param>
/// <param name="StartedAt">When.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="Remark">Why it stopped.</param>
public sealed record ImportView(
    Guid Id, string Kind, string Format, string Encoding, string FileName, long Size, string Sha256, bool DryRun, string Status, int Total, int Done, int Accepted, int Known, int Rejected, int Cases,
    string StartedBy, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Remark)
{
    /// <summary>Whole percents, 100 only when all is done.</summary>
    public int Percent => Total == 0 ? 0 : (int)(100L * Done / Total);

    internal static ImportView Of(Import i) => new(
        i.Id, i.Kind, i.Format, i.Encoding, i.FileName, i.Size, i.Sha256, i.DryRun, i.Status, i.Total, i.Done, i.Accepted, i.Known, i.Rejected, i.Cases, i.StartedByName, i.StartedAt.ToChina(), i.EndedAt?.ToChina(), i.Remark);
}

internal sealed class ImportAccess(CaseDbContext db, CurrentUser user)
{
    public IQueryable<Import> Seen()
    {
        var seen = db.Set<Import>().AsNoTracking().Where(user.Sees<Import>(Acts.Import, i => i.UnitPath));
        return user.Grants.Any(g => g.Role == PlatformRoles.Channel) ? seen.Where(i => i.StartedById == user.Id) : seen;
    }
}

internal sealed class ListImportsHandler(ImportAccess access, CurrentUser user) : IRequestHandler<ListImports, Result<PageOf<ImportView>>>
{
    public async Task<Result<PageOf<ImportView>>> Handle(ListImports request, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.Import)) return ImportRefusals.NotAllowed;
        if (Paging.Refused(request.Page, request.PageSize) is { } refusal) return refusal;
        var total = await access.Seen().CountAsync(cancellationToken);
        var rows = await access.Seen().OrderByDescending(i => i.StartedAt).ThenByDescending(i => i.Id).Skip((request.Page - 1) * request.PageSize).Take(request.PageSize).ToListAsync(cancellationToken);
        return new PageOf<ImportView>(rows.ConvertAll(ImportView.Of), request.Page, request.PageSize, total);
    }
}

internal sealed class GetImportHandler(ImportAccess access) : IRequestHandler<GetImport, Result<ImportView>>
{
    public async Task<Result<ImportView>> Handle(GetImport request, CancellationToken cancellationToken) =>
        await access.Seen().SingleOrDefaultAsync(i => i.Id == request.Id, cancellationToken) is { } import ? ImportView.Of(import) : ImportRefusals.NotFound;
}

internal sealed class GetImportRejectsHandler(CaseDbContext db, ImportAccess access, PersonalData personalData) : IRequestHandler<GetImportRejects, Result<ImportRejectFile>>
{
    public async Task<Result<ImportRejectFile>> Handle(GetImportRejects request, CancellationToken cancellationToken)
    {
        if (await access.Seen().SingleOrDefaultAsync(i => i.Id == request.Id, cancellationToken) is not { } import) return ImportRefusals.NotFound;
        var text = new StringBuilder("行号,代码,原因,原文\r\n");
        await foreach (var reject in db.Set<ImportReject>().AsNoTracking().Where(r => r.ImportId == import.Id).OrderBy(r => r.Line).AsAsyncEnumerable().WithCancellation(cancellationToken))
            text.Append(reject.Line).Append(',').Append(reject.Code).Append(',').Append(CsvCell.Of(reject.Message)).Append(',').Append(CsvCell.Of(personalData.Open(reject.TextSealed)!)).Append("\r\n");
        return new ImportRejectFile($"退回-{Path.GetFileNameWithoutExtension(import.FileName)}.csv", [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text.ToString())]);
    }
}
