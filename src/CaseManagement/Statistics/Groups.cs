using HaoChaPing.CaseManagement.Organisation;

namespace HaoChaPing.CaseManagement.Statistics;

/// <summary>Puts sums into groups: by unit, area, hall, item, staff, channel, level or time, and by the dimensions that packs rank by.</summary>
internal sealed class Groups(IReadOnlyDictionary<string, Unit> units, string root)
{
    private const string Nobody = "未指明";
    private static readonly string[] Areas = ["region", "city", "county", "district", "township", "village"];

    /// <summary>What <c>by</c> can be.</summary>
    public static readonly string[] Known = ["unit", "region", "hall", "item", "staff", "channel", "level", "day", "month", "year"];

    /// <summary>The roll-up a grouping reads.</summary>
    public static string DimensionOf(string by) => by switch { "hall" => "place", "item" or "staff" or "channel" or "window" => by, _ => "unit" };

    /// <summary>The periods a grouping tells apart.</summary>
    public static string? GrainOf(string by) => by switch { "day" => "day", "month" or "year" => "month", _ => null };

    /// <summary>The group a sum belongs to; null where the dimension leaves it out.</summary>
    public string? KeyOf(FigureSum sum, string by) => by switch
    {
        "day" => $"{sum.Period:yyyy-MM-dd}", "month" => $"{sum.Period:yyyy-MM}", "year" => $"{sum.Period:yyyy}", "level" => sum.Level.Length > 0 ? sum.Level : null,
        "hall" or "item" or "staff" or "channel" or "window" => sum.Key,
        "trade" => units.GetValueOrDefault(sum.Unit)?.InstitutionType ?? "",
        "department" or "institution" => sum.Unit,
        "cityDepartment" => AreaOf(sum.Unit, null) is null ? sum.Unit : null,
        _ when Areas.Contains(by) => AreaOf(sum.Unit, by == "region" ? null : by),
        _ => sum.Unit,
    };

    public string NameOf(string key, string by, IEnumerable<FigureSum> sums, Func<string, string> channel, Func<string, string> level) => by switch
    {
        "day" or "month" or "year" => key, "channel" => channel(key), "level" => level(key), "item" => sums.Select(s => s.Name).FirstOrDefault(n => n is not null) ?? (key.Length > 0 ? key : Nobody),
        "hall" or "staff" or "window" or "trade" => key.Length > 0 ? key : Nobody,
        _ => units.GetValueOrDefault(key)?.Name ?? key,
    };

    /// <summary>The topmost unit of the level (of any below the place's own, without one) on the way down to the unit; null when it belongs to the place itself.</summary>
    private string? AreaOf(string unit, string? level)
    {
        if (!units.TryGetValue(unit, out var own) || !units.TryGetValue(root, out var place)) return null;
        return own.Path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(units.GetValueOrDefault)
            .FirstOrDefault(u => u is not null && u.Code != root && (level is null ? u.Level != place.Level && u.Level != "center" : u.Level == level))?.Code;
    }
}
