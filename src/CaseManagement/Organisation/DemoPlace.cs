using System.Text.Json.Nodes;
using static HaoChaPing.CaseManagement.Organisation.PermissionSeed;

namespace HaoChaPing.CaseManagement.Organisation;

/// <summary>The units and accounts that demo mode gives one place, read off the roles and the routing of its pack: who publishes the pack is the bureau, who passes orders on at the level below is the county, who stands last on a path is the handler.</summary>
internal sealed class DemoPlace
{
    private readonly string _code;
    private readonly string _short;
    private readonly List<Unit> _units = [];
    private readonly List<Account> _accounts = [];
    private readonly List<Platform> _platforms = [];

    private DemoPlace(JsonObject pack)
    {
        Region = PlaceOf(pack);
        _code = Region.ToLowerInvariant();
        Name = pack["scope"]?["regions"]?[0]?.GetValue<string>() ?? Region;
        _short = Name.TrimEnd('省', '市', '区', '县');
    }

    public string Region { get; }
    public string Name { get; }
    public IReadOnlyList<Unit> Units => _units;
    public IReadOnlyList<Account> Accounts => _accounts;
    public IReadOnlyList<Platform> Platforms => _platforms;

    /// <param name="UserName">Account name.</param>
    /// <param name="DisplayName">A role, no person.</param>
    /// <param name="Unit">Where it belongs.</param>
    /// <param name="Roles">The roles it holds, each over a subtree.</param>
    internal sealed record Account(string UserName, string DisplayName, Unit Unit, IReadOnlyList<(string Role, Unit Over)> Roles);

    public static DemoPlace Of(JsonObject pack)
    {
        var place = new DemoPlace(pack);
        place.Fill(pack, StaffRoles(pack));
        return place;
    }

    private void Fill(JsonObject pack, IReadOnlyList<PackRole> roles)
    {
        var bureau = roles.FirstOrDefault(r => r.May(Acts.PackPublish)) ?? roles.FirstOrDefault(r => r.May(Acts.Dispatch)) ?? roles[0];
        var routes = new DemoRoutes(pack, roles);
        var (above, below) = (routes.For(bureau.Level), routes.Below(bureau));
        var team = roles.FirstOrDefault(r => r.May(Acts.Verify) && !r.May(Acts.Rectify));
        var leader = roles.FirstOrDefault(r => r.May(Acts.ExtensionSignOff));

        var root = Add(_code, Name, null, bureau.Level, "");
        var bureauUnit = Add($"{_code}-bureau", $"{_short}{Brief(bureau)}", root, bureau.Level, bureau.Code);
        var unit1 = Add($"{_code}-unit-1", $"{Name}第一承办单位", root, bureau.Level, above.Handler.Code);
        var countyUnit = Add($"{_code}-county-1", $"{Name}第一{below.Area}{(below.Dispatcher is null ? "" : Brief(below.Dispatcher))}", root, below.Level, below.Dispatcher?.Code ?? "");
        var unit2 = Add($"{_code}-unit-2", $"{Name}第二承办单位", countyUnit, below.Level, below.Handler.Code);

        // Where the ordinance names a second body of the same place that hands out its orders, one unit may be both (A-24).
        Has("bureau", $"{_short}{Brief(bureau)}经办", bureauUnit, root, [bureau.Code, .. above.Dispatchers.Where(r => r != bureau).Select(r => r.Code)]);
        if (below.Dispatcher is { } county)
        {
            Has("county", $"{_short}{below.Area}{Brief(county)}经办", countyUnit, countyUnit, county.Code);
            if (below.Area is not ("区县" or "区")) Has(county.Code.ToLowerInvariant(), $"{_short}{below.Area}{Brief(county)}经办二", countyUnit, countyUnit, county.Code);
        }
        Has("handler", $"{_short}第一承办单位经办", unit1, unit1, above.Handler.Code);
        if (team is not null) _accounts[^1] = _accounts[^1] with { Roles = [(above.Handler.Code, unit1), (team.Code, root)] }; // who visits (SP-8.1b) visits for the whole place
        Has("colleague", $"{_short}第一承办单位经办二", unit1, unit1, above.Handler.Code); // who takes over from the first
        Has("handler2", $"{_short}第二承办单位经办", unit2, unit2, below.Handler.Code);
        // Where the ordinance gives the leader nothing to sign, he is one of the unit's handlers.
        Has("leader", $"{_short}第一承办单位领导", unit1, unit1, (leader ?? above.Handler).Code);
        Has("window", $"{_short}第一承办单位窗口人员", unit1, unit1, PlatformRoles.WindowStaff);

        PackRole?[] placed = [bureau, below.Dispatcher, above.Handler, below.Handler, leader];
        foreach (var role in roles.Where(r => !placed.Contains(r) && r.Code != PlatformRoles.Auditor)) AddOther(role, root, above.Handler, team);
        AddFollowUp(roles, bureau, bureauUnit, root);
        if (routes.NamesPlatformBuilder) AddPlatformBuilder(root, countyUnit, above.Handler, below.Handler);
    }

    private void AddFollowUp(IReadOnlyList<PackRole> roles, PackRole bureau, Unit bureauUnit, Unit root)
    {
        var role = roles.FirstOrDefault(r => r.Level == PermissionSeed.HotlineLevel && r.May(Acts.FollowUp)) ?? roles.FirstOrDefault(r => r.May(Acts.FollowUp)) ?? bureau;
        Has("followup", $"{_short}回访人员", _units.Find(u => u.Role == role.Code && u.Level == root.Level) ?? bureauUnit, root, role.Code);
    }

    // Who builds a platform answers for it (AK-15-0b): one builder for the platforms of the place, one for those of its county.
    private void AddPlatformBuilder(Unit root, Unit county, PackRole handler, PackRole countyHandler)
    {
        var builder = Add($"{_code}-platformbuilder", $"{Name}平台建设责任单位", root, root.Level, handler.Code);
        var countyBuilder = Add($"{_code}-platformbuilder-2", $"{county.Name}平台建设责任单位", county, county.Level, countyHandler.Code);
        Has("platformbuilder", $"{_short}平台建设责任单位经办", builder, builder, handler.Code);
        Has("platformbuilder2", $"{_short}区县平台建设责任单位经办", countyBuilder, countyBuilder, countyHandler.Code);
        _platforms.Add(new Platform { Region = Region, Code = $"{_code}-platform-1", Name = $"{Name}政务服务业务系统", UnitCode = builder.Code });
        _platforms.Add(new Platform { Region = Region, Code = $"{_code}-platform-2", Name = $"{county.Name}业务系统", UnitCode = countyBuilder.Code });
    }

    // Every further role of the pack has an account in a unit of its own; who hands out orders acts on the whole place.
    private void AddOther(PackRole role, Unit root, PackRole handler, PackRole? team)
    {
        var name = role.Code.ToLowerInvariant();
        var unit = Add($"{_code}-{name}", $"{_short}{Brief(role)}", root, root.Level, role.Code);
        var roles = new List<(string, Unit)> { (role.Code, role.May(Acts.Rectify) ? unit : root) };
        // What people rate the centre itself for, the centre puts right itself.
        if (role.Level == "center" && role.May(Acts.Dispatch)) roles.AddRange(new[] { handler, team }.OfType<PackRole>().Select(r => (r.Code, unit)));
        _accounts.Add(new Account($"{_code}-{name}", $"{_short}{Brief(role)}经办", unit, roles));
    }

    private Unit Add(string code, string name, Unit? parent, string level, string role)
    {
        var unit = new Unit
        {
            Code = code, Name = name, Region = Region, Parent = parent?.Code, Path = $"{parent?.Path ?? "/"}{code}/", Level = level, Role = role,
            ResponsibleSection = $"{name}政务服务科", ResponsiblePerson = $"{name}政务服务科负责人", // AK-5-2b: a role, no person
        };
        _units.Add(unit);
        return unit;
    }

    private void Has(string suffix, string displayName, Unit unit, Unit over, params string[] roles) =>
        _accounts.Add(new Account($"{_code}-{suffix}", displayName, unit, [.. roles.Select(role => (role, over))]));

    private static string Brief(PackRole role) => role.Name
        .Replace("县级", "", StringComparison.Ordinal).Replace("市级", "", StringComparison.Ordinal).TrimStart('省', '市', '区')
        .Replace("行政审批服务局", "审批局", StringComparison.Ordinal);
}
