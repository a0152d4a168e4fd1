using System.Globalization;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using static HaoChaPing.CaseManagement.Ordinances.PackPlaces;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>Values of a pack that contradict each other although each of them is allowed (X-PACK-1).</summary>
internal static class PackCoherence
{
    /// <summary>Every contradiction of a pack its schema has accepted, by JSON pointer.</summary>
    public static IReadOnlyList<FieldError> Check(JsonObject pack, Func<string, bool> knowsIndicators) =>
    [
        .. Twice(pack, "roles", "code"), .. Twice(pack, "channels", "code"), .. Twice(pack["rating"], "levels", "code", "/rating"), .. Twice(pack["case"], "classes", "code", "/case"),
        .. StatedWithoutValue(pack), .. NeededTimers(pack), .. LostLocks(pack), .. Dates(pack), .. DefaultLevel(pack), .. UnknownIndicators(pack, knowsIndicators),
    ];

    private static IEnumerable<FieldError> Twice(JsonNode? owner, string list, string name, string above = "") =>
        from item in At(owner, list, "*", name)
        group item by item.Value.ToString() into same
        from later in same.Skip(1)
        select new FieldError(above + later.Pointer, $"“{same.Key}”重复了。");

    // "Stated" says that the ordinance gives the value.
    private static IEnumerable<FieldError> StatedWithoutValue(JsonObject pack) =>
        from timer in pack["timers"] as JsonObject ?? []
        where timer.Value!["stated"]!.GetValue<bool>() && timer.Value["limit"] is null
        select new FieldError($"/timers{PackPath.Pointer(timer.Key)}/limit", "标为文件已规定（stated），却没有写期限；请写明期限，或改为未规定。");

    private static IEnumerable<FieldError> NeededTimers(JsonObject pack)
    {
        (string Place, bool Used, string Timer)[] needs =
        [
            ("/appeal/enabled", Says(pack["appeal"]?["enabled"]), "appeal.apply"), ("/appeal/enabled", Says(pack["appeal"]?["enabled"]), "appeal.review"),
            ("/case/extension/enabled", Says(pack["case"]?["extension"]?["enabled"]), "extension.max"),
            ("/case/rehandle/max", Number(pack["case"]?["rehandle"]?["max"]) > 0, "case.rehandle"),
            ("/rating/additional/max", Number(pack["rating"]?["additional"]?["max"]) > 0, "rating.additional"),
            ("/rating/onExpiry/action", pack["rating"]?["onExpiry"]?["action"]?.ToString() is "defaultRating" or "markUnrated", "rating.window"),
        ];
        return from need in needs
               where need.Used && pack["timers"]?[need.Timer] is null
               select new FieldError(need.Place, $"启用后需要期限“{need.Timer}”，请在 timers 中补上。");
    }

    private static IEnumerable<FieldError> LostLocks(JsonObject pack) =>
        from place in At(pack, "locked", "*")
        where !place.Value.ToString().StartsWith('/') || !JsonPointer.Leads(pack, place.Value.ToString())
        select new FieldError(place.Pointer, $"规则包里没有“{place.Value}”这一项，不能锁定。");

    private static IEnumerable<FieldError> Dates(JsonObject pack)
    {
        if (Day(pack["meta"]?["effectiveFrom"]) is { } from && Day(pack["meta"]?["effectiveTo"]) is { } to && to < from)
            yield return new FieldError("/meta/effectiveTo", "失效日期不能早于生效日期。");
        var seen = new HashSet<string>();
        foreach (var (pointer, day) in At(pack, "calendar", "localOverrides", "*", "date"))
            if (!seen.Add(day.ToString())) yield return new FieldError(pointer, "同一天有两项安排，请只留一项。");
    }

    private static IEnumerable<FieldError> DefaultLevel(JsonObject pack)
    {
        var onExpiry = pack["rating"]!["onExpiry"]!;
        if (onExpiry["action"]!.ToString() == "defaultRating" && onExpiry["level"] is null) yield return new FieldError("/rating/onExpiry/level", "默认评价要写明等级。");
    }

    private static IEnumerable<FieldError> UnknownIndicators(JsonObject pack, Func<string, bool> known) =>
        from set in At(pack, "rating", "indicatorSets", "*")
        where !known(set.Value.ToString())
        select new FieldError(set.Pointer, $"没有名为“{set.Value}”的评价指标，请先放入 indicators 目录。");

    private static bool Says(JsonNode? value) => value is JsonValue said && said.TryGetValue<bool>(out var flag) && flag;

    private static decimal Number(JsonNode? value) => value is JsonValue said && said.TryGetValue<decimal>(out var number) ? number : 0;

    private static DateOnly? Day(JsonNode? value) =>
        DateOnly.TryParseExact(value?.ToString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
