using System.Security.Claims;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Organisation;

/// <summary>Fills <see cref="CurrentUser"/> from the database for whoever signed in. Read anew each time, so that a withdrawn grant takes effect with the next step.</summary>
public sealed class CurrentUserLoader(CaseDbContext db, CurrentUser user, TimeProvider clock)
{
    /// <summary>False when the account or key no longer is what was signed in with; the user then stays a stranger.</summary>
    public async Task<bool> LoadAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        if (Id(principal, SignInClaims.Account) is { } account) return await LoadAccountAsync(account, principal.FindFirstValue(SignInClaims.Stamp), cancellationToken);
        if (Id(principal, SignInClaims.Key) is { } key) return await LoadKeyAsync(key, cancellationToken);
        return false;
    }

    /// <summary>The same for work that goes on after its user has left, such as an import: what the account or key may do by now.</summary>
    public async Task<bool> LoadAbsentAsync(Guid id, CancellationToken cancellationToken)
    {
        var stamp = await db.Users.AsNoTracking().Where(u => u.Id == id).Select(u => u.SecurityStamp).SingleOrDefaultAsync(cancellationToken);
        return stamp is null ? await LoadKeyAsync(id, cancellationToken) : await LoadAccountAsync(id, stamp, cancellationToken);
    }

    private static Guid? Id(ClaimsPrincipal principal, string claim) => Guid.TryParse(principal.FindFirstValue(claim), out var id) ? id : null;

    private async Task<bool> LoadAccountAsync(Guid id, string? stamp, CancellationToken cancellationToken)
    {
        var account = await db.Users.AsNoTracking().Where(u => u.Id == id)
            .Select(u => new { u.UserName, u.DisplayName, u.UnitCode, u.SecurityStamp, Path = db.Units.Where(n => n.Code == u.UnitCode).Select(n => n.Path).FirstOrDefault() })
            .SingleOrDefaultAsync(cancellationToken);
        if (account?.UserName is null || stamp is null || account.SecurityStamp != stamp) return false;
        var roles = await db.RoleGrants.AsNoTracking().Where(g => g.UserId == id).Select(g => new HeldRole(g.Role, g.UnitPath)).ToListAsync(cancellationToken);
        var (own, standing) = (await GrantsAsync(roles, cancellationToken), await StandingInAsync(account.UserName, cancellationToken));
        user.Become(id, account.UserName, account.DisplayName, account.UnitCode, account.Path ?? "", [.. own, .. standing.SelectMany(s => s.Grants).Where(WorksOnCases).GroupBy(g => g.Path).Select(Lent)]);
        user.StandInFor(standing);
        return true;
    }

    // Resolved now, at the moment of use: a task never says who stands in.
    private async Task<IReadOnlyList<Substitution>> StandingInAsync(string userName, CancellationToken cancellationToken)
    {
        var today = clock.GetUtcNow().LocalDate();
        var away = await db.Set<Absence>().AsNoTracking().On(today).Where(a => a.Substitute == userName).OrderBy(a => a.Id)
            .Join(db.Users, a => a.UserName, u => u.UserName, (a, u) => new { u.Id, a.UserName, u.DisplayName, a.FromOn, a.UntilOn }).ToListAsync(cancellationToken);
        List<Substitution> standing = [];
        foreach (var colleague in away)
        {
            var roles = await db.RoleGrants.AsNoTracking().Where(g => g.UserId == colleague.Id).Select(g => new HeldRole(g.Role, g.UnitPath)).ToListAsync(cancellationToken);
            standing.Add(new Substitution(colleague.UserName, colleague.DisplayName, colleague.FromOn, colleague.UntilOn, await GrantsAsync(roles, cancellationToken)));
        }
        return standing;
    }

    // What an auditor or a guide reads goes with no task.
    private static bool WorksOnCases(Grant grant) => grant.Acts.Contains(Acts.ReadCase) && grant.Acts.Contains(Acts.Attach);

    // Beyond the tasks themselves only what it takes to work on them: reading the case, adding a file, looking the rule up.
    private static Grant Lent(IGrouping<string, Grant> over) => new(PlatformRoles.Substitute, over.Key, over.SelectMany(g => g.Acts).Intersect([Acts.ReadCase, Acts.Attach, Acts.ReadOrdinance]).ToHashSet());

    private async Task<bool> LoadKeyAsync(Guid id, CancellationToken cancellationToken)
    {
        var key = await db.Set<ApiKey>().AsNoTracking().SingleOrDefaultAsync(k => k.Id == id && k.RevokedAt == null, cancellationToken);
        if (key is null) return false;
        var grants = await GrantsAsync([new HeldRole(PlatformRoles.Channel, key.UnitPath)], cancellationToken);
        string[] scopes = [.. key.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        if (scopes.Contains(Acts.SubmitIntake)) scopes = [.. scopes, Acts.Import]; // a file is many deliveries
        user.Become(id, key.UserName, key.Name, "", key.UnitPath, [.. grants.Select(g => g with { Acts = g.Acts.Intersect(scopes).ToHashSet() })], key.Channel);
        return true;
    }

    // A role of a pack carries the acts that the pack of the place gives it; a role of the platform carries its own everywhere.
    private async Task<IReadOnlyList<Grant>> GrantsAsync(IReadOnlyList<HeldRole> held, CancellationToken cancellationToken)
    {
        var roles = held.Select(h => h.Role).Distinct().ToList();
        var permissions = await db.Permissions.AsNoTracking().Where(p => roles.Contains(p.Role)).ToListAsync(cancellationToken);
        return [.. held.Select(h => new Grant(h.Role, h.Path, permissions
            .Where(p => p.Role == h.Role && (p.Region == PermissionSeed.Everywhere || p.Region == RegionOf(h.Path)))
            .Select(p => p.Act).ToHashSet()))];
    }

    private static string RegionOf(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault()?.ToUpperInvariant() ?? "";

    private sealed record HeldRole(string Role, string Path);
}
