using System.Text.Json.Nodes;
using static HaoChaPing.CaseManagement.Organisation.PermissionSeed;

namespace HaoChaPing.CaseManagement.Organisation;

/// <summary>The units and accounts that demo mode gives one place, read off the roles of its pack: who publishes the pack is the bureau, who only passes orders on is the county, who rectifies is a handler.</summary>
internal sealed class DemoPlace
{
    private readonly string _code;
    private readonly string _short;
    private readonly List<Unit> _units = [];
    private readonly List<Account> _accounts = [];

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

    /// <param name="UserName">Account name.</param>
    /// <param name="DisplayName">A role, no person.</param>
    /// <param name="Unit">Where it belongs.</param>
    /// <param name="Over">Top of the subtree it acts on.</param>
    /// <param name="Roles">Roles it holds there.</param>
    internal sealed record Account(string UserName, string DisplayName, Unit Unit, Unit Over, IReadOnlyList<string> Roles);

    public static DemoPlace Of(JsonObject pack)
    {
        var place = new DemoPlace(pack);
        place.Fill(StaffRoles(pack));
        return place;
    }

    private void Fill(IReadOnlyList<PackRole> roles)
    {
        var bureau = roles.First(r => r.May(Acts.PackPublish));
        var county = roles.FirstOrDefault(r => r != bureau && r.May(Acts.Dispatch) && r.Level is "county" or "district");
        var handler = roles.FirstOrDefault(r => r.Code == "institutionHandler") ?? roles.Last(r => r.May(Acts.Rectify));
        var leader = roles.FirstOrDefault(r => r.May(Acts.ExtensionSignOff));
        var team = roles.FirstOrDefault(r => r.May(Acts.Verify) && !r.May(Acts.Rectify));
        var followUp = roles.FirstOrDefault(r => r.Level == "hotline") ?? roles.FirstOrDefault(r => r.May(Acts.FollowUp)) ?? bureau;

        var root = Add(_code, Name, null, bureau.Level, "");
        var bureauUnit = Add($"{_code}-bureau", $"{_short}{Brief(bureau)}", root, bureau.Level, bureau.Code);
        var unit1 = Add($"{_code}-unit-1", $"{Name}第一承办单位", root, bureau.Level, handler.Code);
        var countyLevel = county?.Level ?? "county";
        var countyUnit = Add($"{_code}-county-1", county is null ? $"{Name}第一区县" : $"{Name}第一区县{Brief(county)}", root, countyLevel, county?.Code ?? "");
        var unit2 = Add($"{_code}-unit-2", $"{Name}第二承办单位", countyUnit, countyLevel, handler.Code);

        Has("bureau", $"{_short}{Brief(bureau)}经办", bureauUnit, root, bureau.Code);
        if (county is not null) Has("county", $"{_short}区县{Brief(county)}经办", countyUnit, countyUnit, county.Code);
        Has("handler", $"{_short}第一承办单位经办", unit1, unit1, team is null ? [handler.Code] : [handler.Code, team.Code]);
        Has("handler2", $"{_short}第二承办单位经办", unit2, unit2, handler.Code);
        if (leader is not null) Has("leader", $"{_short}第一承办单位领导", unit1, unit1, leader.Code);
        Has("window", $"{_short}第一承办单位窗口人员", unit1, unit1, PlatformRoles.WindowStaff);
        Has("followup", $"{_short}回访人员", bureauUnit, root, followUp.Code);

        PackRole?[] placed = [bureau, county, handler, leader, team];
        foreach (var role in roles.Where(r => !placed.Contains(r) && r.Code != PlatformRoles.Auditor)) AddOther(role, root);
    }

    // Every further role of the pack has an account in a unit of its own; who hands out orders acts on the whole place.
    private void AddOther(PackRole role, Unit root)
    {
        var name = role.Code.ToLowerInvariant();
        var unit = Add($"{_code}-{name}", $"{_short}{Brief(role)}", root, root.Level, role.Code);
        var over = role.May(Acts.Rectify) ? unit : root;
        Has(name, $"{_short}{Brief(role)}经办", unit, over, role.Code);
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
        _accounts.Add(new Account($"{_code}-{suffix}", displayName, unit, over, roles));

    private static string Brief(PackRole role) => role.Name
        .Replace("县级", "", StringComparison.Ordinal).Replace("市级", "", StringComparison.Ordinal).TrimStart('省', '市', '区')
        .Replace("行政审批服务局", "审批局", StringComparison.Ordinal);
}
