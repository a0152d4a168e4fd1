using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>The catalogue of items of a place with what is wrong in it, and the items of ratings that wait for it.</summary>
public sealed record GetCatalogue(string Region) : IRequest<Result<CatalogueView>>;

public sealed record CatalogueView(string Region, string? Version, IReadOnlyList<CatalogueItemBody> Items, IReadOnlyList<CatalogueGap> Gaps, IReadOnlyList<WaitingItem> Waiting);

/// <summary>An item of delivered services that the catalogue does not know, and how many ratings wait for it.</summary>
public sealed record WaitingItem(string Code, string Name, int Ratings);

internal sealed class GetCatalogueHandler(CaseDbContext db, CatalogueAccess access, CatalogueGaps gaps, CurrentUser user) : IRequestHandler<GetCatalogue, Result<CatalogueView>>
{
    public async Task<Result<CatalogueView>> Handle(GetCatalogue request, CancellationToken cancellationToken)
    {
        if (await access.RefusalAsync(request.Region, user, cancellationToken) is { } notHere) return notHere;
        var rows = await db.Set<CatalogueItem>().AsNoTracking().Where(i => i.Region == request.Region).OrderBy(i => i.Code).ThenBy(i => i.RatingName).ToListAsync(cancellationToken);
        var waiting = await db.Ratings.Where(r => r.Region == request.Region && r.Status == "held")
            .Join(db.Set<Cases.ServiceMatter>(), r => r.ServiceId, s => s.Id, (r, s) => new { s.ItemCode, s.ItemName }).GroupBy(i => new { i.ItemCode, i.ItemName })
            .Select(g => new WaitingItem(g.Key.ItemCode, g.Key.ItemName, g.Count())).ToListAsync(cancellationToken);
        return new CatalogueView(
            request.Region, rows.FirstOrDefault()?.Version,
            [.. rows.GroupBy(r => r.Code).Select(g => new CatalogueItemBody(g.Key, g.First().Name, [.. g.Select(r => r.RatingName).Where(n => n.Length > 0)], g.First().Mode))],
            await gaps.OfAsync(request.Region, cancellationToken), waiting);
    }
}

/// <summary>Items with no name for rating or with several, where the place maps one to one (TJ-5-3b).</summary>
internal sealed class CatalogueGaps(CaseDbContext db, OrdinanceCatalog ordinances)
{
    public async Task<IReadOnlyList<CatalogueGap>> OfAsync(string region, CancellationToken cancellationToken)
    {
        if (ordinances.Current(region)?.Services.Catalogue?.Mapping != "oneToOne") return [];
        var rows = await db.Set<CatalogueItem>().AsNoTracking().Where(i => i.Region == region).OrderBy(i => i.Code).ToListAsync(cancellationToken);
        return [.. rows.GroupBy(r => r.Code).Select(g => new CatalogueGap(g.Key, g.First().Name, [.. g.Select(r => r.RatingName).Where(n => n.Length > 0)])).Where(g => g.RatingNames.Count != 1)];
    }
}
