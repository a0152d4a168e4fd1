using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>The catalogue of items (事项清单) of a place: once it has been loaded, ratings of other items wait (GD-6).</summary>
internal sealed class Catalogue(CaseDbContext db)
{
    /// <summary>Whether items of this code may be rated under the pack.</summary>
    public async Task<bool> KnowsAsync(Ordinance pack, string code, CancellationToken cancellationToken) =>
        pack.Services.Catalogue?.Required != true
        || await db.Set<CatalogueItem>().AnyAsync(i => i.Region == pack.Code && i.Code == code, cancellationToken)
        || !await db.Set<CatalogueItem>().AnyAsync(i => i.Region == pack.Code, cancellationToken);
}
