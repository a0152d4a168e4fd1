using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>What a published pack needs around it: its region, and the acts its roles carry. The caller holds the transaction.</summary>
public sealed class NewPlace(CaseDbContext db, OrdinanceCatalog catalog, DemoOrganisation demonstration)
{
    /// <summary>A version that begins later leaves the roles of the present one alone; the next start brings them.</summary>
    public async Task PrepareAsync(JsonObject pack, DateOnly today, CancellationToken cancellationToken)
    {
        var code = PermissionSeed.PlaceOf(pack);
        if (await db.Regions.FindAsync([code], cancellationToken) is null)
            db.Add(new Region { Code = code, Name = pack["scope"]?["regions"]?.AsArray().FirstOrDefault()?.ToString() ?? code });
        var from = Ordinance.Parse(pack).Meta.EffectiveFrom;
        if (from <= today || catalog.InForce(code, today) is null) await PermissionSeed.ApplyAsync(db, [pack], cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        // Demo accounts exist in demo mode only.
        if (await DemoAccounts.ExistAsync(db, cancellationToken)) await demonstration.ApplyAsync([pack], cancellationToken);
    }
}
