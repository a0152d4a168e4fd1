using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>Every published version of a pack with its standing and the acts that confirmed it, newest first.</summary>
public sealed record ListVersions(string Code) : IRequest<Result<PageOf<VersionRow>>>;

/// <param name="Version">Version.</param>
/// <param name="Number">Order of publication.</param>
/// <param name="EffectiveFrom">First day in force; null while something is open.</param>
/// <param name="EffectiveTo">Last day: stated, or the day before the next version.</param>
/// <param name="PublishedAt">When.</param>
/// <param name="PublishedBy">By whom.</param>
/// <param name="Unconfirmed">What is open.</param>
/// <param name="Confirmations">The recorded acts.</param>
public sealed record VersionRow(
    string Version, int Number, DateOnly? EffectiveFrom, DateOnly? EffectiveTo, DateTimeOffset PublishedAt, string PublishedBy, IReadOnlyList<string> Unconfirmed,
    IReadOnlyList<ConfirmationRow> Confirmations);

public sealed record ConfirmationRow(string Pointer, JsonNode? Value, DateTimeOffset ConfirmedAt, string ConfirmedBy, string Reason);

internal sealed class ListVersionsHandler(CaseDbContext db, OrdinanceCatalog catalog, CurrentUser user) : IRequestHandler<ListVersions, Result<PageOf<VersionRow>>>
{
    public async Task<Result<PageOf<VersionRow>>> Handle(ListVersions request, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.ReadOrdinance)) return HttpRefusals.NotAllowed;
        var versions = catalog.All.Where(v => v.Ordinance.Code == request.Code).OrderByDescending(v => v.Number).ToList();
        if (versions.Count == 0) return OrdinanceRefusals.Unknown(request.Code);
        var acts = await db.Set<PackConfirmation>().AsNoTracking().Where(c => c.Code == request.Code).ToListAsync(cancellationToken);
        var by = await db.Set<PackVersion>().AsNoTracking().Where(v => v.Code == request.Code).ToDictionaryAsync(v => v.Version, v => v.PublishedBy, cancellationToken);
        List<VersionRow> rows = [.. versions.Select(v => new VersionRow(
            v.Ordinance.Version, v.Number, v.InForceFrom, Until(v, versions), v.PublishedAt, by[v.Ordinance.Version], v.Unconfirmed,
            [.. acts.Where(a => a.Version == v.Ordinance.Version).OrderBy(a => a.Pointer, StringComparer.Ordinal).Select(a => new ConfirmationRow(a.Pointer, JsonNode.Parse(a.Value), a.ConfirmedAt, a.ConfirmedBy, a.Reason))]))];
        return new PageOf<VersionRow>(rows, 1, rows.Count, rows.Count);
    }

    private static DateOnly? Until(PublishedOrdinance version, List<PublishedOrdinance> all)
    {
        var later = all.Where(v => v.InForceFrom > version.InForceFrom || (v.InForceFrom == version.InForceFrom && v.Number > version.Number)).Min(v => v.InForceFrom)?.AddDays(-1);
        var stated = version.Ordinance.Meta.EffectiveTo;
        return later < stated || stated is null ? later : stated;
    }
}
