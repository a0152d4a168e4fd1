using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using static HaoChaPing.CaseManagement.Organisation.PermissionSeed;

namespace HaoChaPing.CaseManagement.Organisation;

/// <summary>
/// The made-up organisation of demo mode (api.md): for each place a small tree of units and an account per role, derived from the roles of its pack.
/// Names are roles, never invented persons. What is there already is left alone.
/// </summary>
public sealed class DemoOrganisation(CaseDbContext db, UserManager<User> accounts, IPasswordHasher<User> passwords, PersonalData personalData, TimeProvider clock)
{
    private readonly HashSet<string> _present = [];
    private string _passwordHash = "";

    /// <summary>Only for demo mode. The caller holds the transaction.</summary>
    public async Task ApplyAsync(IEnumerable<JsonObject> packs, CancellationToken cancellationToken)
    {
        _present.UnionWith(await db.Users.Select(u => "user " + u.UserName).ToListAsync(cancellationToken));
        _present.UnionWith(await db.Units.Select(u => "unit " + u.Code).ToListAsync(cancellationToken));
        _present.UnionWith(await db.Regions.Select(r => "region " + r.Code).ToListAsync(cancellationToken));
        _present.UnionWith(await db.Set<Platform>().Select(p => "platform " + p.Code).ToListAsync(cancellationToken));
        // All demo accounts have the same password: it is hashed once, for a quick start.
        _passwordHash = passwords.HashPassword(null!, DemoAccounts.Password);

        foreach (var pack in packs) AddPlace(DemoPlace.Of(pack));
        AddAccount("admin", "系统管理员", "", (PlatformRoles.Administrator, "/"), (PlatformRoles.PackEditor, "/"));
        AddAccount("auditor", "审计员", "", (PlatformRoles.Auditor, "/"));
        if (!await db.Set<ApiKey>().AnyAsync(k => k.Demo, cancellationToken)) AddChannelKey();
    }

    private void AddPlace(DemoPlace place)
    {
        if (_present.Add("region " + place.Region)) db.Add(new Region { Code = place.Region, Name = place.Name });
        foreach (var unit in place.Units)
            if (_present.Add("unit " + unit.Code)) db.Add(unit);
        foreach (var platform in place.Platforms)
            if (_present.Add("platform " + platform.Code)) db.Add(platform);
        foreach (var account in place.Accounts)
            AddAccount(account.UserName, account.DisplayName, account.Unit.Code, [.. account.Roles.Select(role => (role.Role, role.Over.Path))]);
    }

    private void AddAccount(string name, string displayName, string unit, params (string Role, string Path)[] grants)
    {
        if (!_present.Add("user " + name)) return;
        var user = new User
        {
            Id = Guid.CreateVersion7(), UserName = name, NormalizedUserName = accounts.NormalizeName(name), DisplayName = displayName, UnitCode = unit,
            PasswordHash = _passwordHash, SecurityStamp = Guid.NewGuid().ToString("N"), LockoutEnabled = true, Demo = true,
        };
        db.Add(user);
        db.AddRange(grants.Select(g => new RoleGrant { UserId = user.Id, Role = g.Role, UnitPath = g.Path }));
    }

    private void AddChannelKey() => db.Add(new ApiKey
    {
        Id = Guid.CreateVersion7(), Name = "演示评价渠道", Hash = ApiKey.HashOf(personalData, DemoAccounts.ChannelKey),
        Scopes = $"{Acts.SubmitIntake} {Acts.ReadOrdinance}", UnitPath = "/", Demo = true, CreatedAt = clock.GetUtcNow(),
    });
}
