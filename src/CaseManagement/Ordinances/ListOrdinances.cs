using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using MediatR;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>The rule packs of all places, each in its current version.</summary>
public sealed record ListOrdinances : IRequest<Result<PageOf<OrdinanceRow>>>;

/// <param name="Code">Pack code, also the region's.</param>
/// <param name="Version">Current version.</param>
/// <param name="Title">Title of the document.</param>
/// <param name="DocNumber">Its number (文号).</param>
/// <param name="Issuer">Who issued it.</param>
/// <param name="LegalStatus">Standing of the document: <c>draft</c>, <c>trial</c>, <c>inForce</c>, <c>repealed</c>.</param>
/// <param name="Status"><c>inForce</c>, <c>scheduled</c>, <c>expired</c>, or <c>unconfirmed</c> while something it leaves open is not settled.</param>
/// <param name="EffectiveFrom">First day in force, stated or confirmed.</param>
/// <param name="EffectiveTo">Last day in force.</param>
/// <param name="PublishedAt">When this version was published.</param>
/// <param name="Unconfirmed">JSON pointers of what is not settled.</param>
/// <param name="ParentPack">The pack it refines.</param>
/// <param name="Faults">Files of this place that were not taken in at the last start; the version shown runs on.</param>
public sealed record OrdinanceRow(
    string Code, string Version, string Title, string? DocNumber, string Issuer, string LegalStatus, string Status, DateOnly? EffectiveFrom, DateOnly? EffectiveTo,
    DateTimeOffset PublishedAt, IReadOnlyList<string> Unconfirmed, string? ParentPack, IReadOnlyList<FileFault> Faults);

internal sealed class ListOrdinancesHandler(OrdinanceCatalog catalog, CurrentUser user, TimeProvider clock) : IRequestHandler<ListOrdinances, Result<PageOf<OrdinanceRow>>>
{
    public Task<Result<PageOf<OrdinanceRow>>> Handle(ListOrdinances request, CancellationToken cancellationToken) => Task.FromResult(Rows());

    private Result<PageOf<OrdinanceRow>> Rows()
    {
        if (!user.May(Acts.ReadOrdinance)) return HttpRefusals.NotAllowed;
        var today = clock.GetUtcNow().LocalDate();
        List<OrdinanceRow> rows = [.. catalog.All.Where(p => catalog.Current(p.Ordinance.Code) == p.Ordinance).Select(p => Row(p, today, [.. catalog.Faults.Where(f => f.Place == p.Ordinance.Code)]))];
        return new PageOf<OrdinanceRow>(rows, 1, Math.Max(rows.Count, 1), rows.Count);
    }

    private static OrdinanceRow Row(PublishedOrdinance published, DateOnly today, IReadOnlyList<FileFault> faults)
    {
        var meta = published.Ordinance.Meta;
        var status = published.InForceFrom is not { } from ? "unconfirmed" : from > today ? "scheduled" : meta.EffectiveTo < today ? "expired" : "inForce";
        return new OrdinanceRow(
            meta.Id, meta.Version, meta.Title, meta.DocNumber, meta.Issuer, meta.LegalStatus, meta.LegalStatus == "repealed" ? "expired" : status,
            published.InForceFrom ?? meta.EffectiveFrom, meta.EffectiveTo, published.PublishedAt, published.Unconfirmed, published.Parent, faults);
    }
}

/// <summary>Every file of <c>definitions/</c> that was not taken in at the last start, and where it is wrong.</summary>
public sealed record ListFaults : IRequest<Result<PageOf<FileFault>>>;

internal sealed class ListFaultsHandler(OrdinanceCatalog catalog, CurrentUser user) : IRequestHandler<ListFaults, Result<PageOf<FileFault>>>
{
    public Task<Result<PageOf<FileFault>>> Handle(ListFaults request, CancellationToken cancellationToken) => Task.FromResult(Faults());

    private Result<PageOf<FileFault>> Faults() => user.May(Acts.ReadOrdinance)
        ? new PageOf<FileFault>(catalog.Faults, 1, Math.Max(catalog.Faults.Count, 1), catalog.Faults.Count)
        : HttpRefusals.NotAllowed;
}
