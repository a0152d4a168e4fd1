using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Ordinances;

namespace HaoChaPing.CaseManagement.Organisation;

/// <summary>Who hands out orders and who handles them, level by level, as the routing of a pack says.</summary>
internal sealed class DemoRoutes(JsonObject pack, IReadOnlyList<PermissionSeed.PackRole> roles)
{
    private const string NoCause = "service";
    private readonly PackRouting _routing = Ordinance.Parse(pack).Routing;

    /// <summary>Some platforms are answered for by whoever built them.</summary>
    public bool NamesPlatformBuilder => _routing.ByCause?.Values.Contains("platformBuilder") == true;

    /// <summary>The orders of a unit of this level.</summary>
    public Route For(string level)
    {
        var path = (_routing.PathFor(level, NoCause) ?? _routing.Rules![0].Path).Select(code => roles.FirstOrDefault(r => r.Code == code)).OfType<PermissionSeed.PackRole>().ToList(); // a hop may name a body by its relation
        return new Route(path[..^1], path[^1]);
    }

    /// <summary>The level below the place's own that the routing knows; where it knows none, the counties are served like the place.</summary>
    public Lower Below(PermissionSeed.PackRole bureau)
    {
        var level = _routing.Rules?.Select(r => r.When.GetValueOrDefault("unitLevel")).FirstOrDefault(l => l is not null && l != bureau.Level) ?? "county";
        var route = For(level);
        // A body of the place's own level hands out orders but is no county.
        return new Lower(level, route.Dispatchers.LastOrDefault(r => r != bureau && r.Level == level), route.Handler);
    }

    internal sealed record Route(IReadOnlyList<PermissionSeed.PackRole> Dispatchers, PermissionSeed.PackRole Handler);

    internal sealed record Lower(string Level, PermissionSeed.PackRole? Dispatcher, PermissionSeed.PackRole Handler)
    {
        public string Area => Level switch { "township" => "乡镇", "district" => "区", "city" => "地市", "county" => "区县", _ => "下级" };
    }
}
