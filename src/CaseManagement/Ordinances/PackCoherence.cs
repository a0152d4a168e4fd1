using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
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
        .. StatedWithoutValue(pack), .. NeededTimers(pack), .. LostLocks(pack), .. Dates(pack), .. DefaultLevel(pack), .. NothingBad(pack), .. Loop(pack), .. LateWarnings(pack), .. UnknownIndicators(pack, knowsIndicators),
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
            ("/case/extension/enabled", Says(pack["case"]?["extension"]?["enabled"]), "extension.max"), ("/case/extension/enabled", Says(pack["case"]?["extension"]?["enabled"]), "extension.request"),
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

    // Without a bad level no rating ever opens a case (AK-13a).
    private static IEnumerable<FieldError> NothingBad(JsonObject pack)
    {
        if (At(pack, "rating", "levels", "*", "polarity").All(level => level.Value.ToString() != "bad")) yield return new FieldError("/rating/levels", "至少要有一个等级是差评（bad），否则不会生成工单。");
    }

    // The five steps are the law's, and so is their order (AK-15-2).
    private static IEnumerable<FieldError> Loop(JsonObject pack)
    {
        var steps = (pack["case"]?["closedLoop"] as JsonArray ?? []).Select(step => step!.ToString());
        if (!steps.SequenceEqual(CaseStep.InOrder)) yield return new FieldError("/case/closedLoop", $"闭环应依次为转办、核实、整改、回复、上传五个环节（{string.Join("、", CaseStep.InOrder)}），不能缺少或调换。");
    }

    // A warning that comes before the clock starts warns nobody. A working day is never shorter than a calendar day.
    private static IEnumerable<FieldError> LateWarnings(JsonObject pack) =>
        from timer in pack["timers"] as JsonObject ?? []
        let limit = timer.Value!["limit"]
        where limit is not null
        from lead in At(timer.Value, "warnBefore", "*")
        where Longer(lead.Value, limit)
        select new FieldError($"/timers{PackPath.Pointer(timer.Key)}{lead.Pointer}", "提醒提前的时间不能长于期限。");

    private static bool Longer(JsonNode lead, JsonNode limit)
    {
        var (of, than) = (lead["unit"]!.ToString(), limit["unit"]!.ToString());
        if (than == Duration.BusinessDay && of != than) return false; // how long it lasts depends on the calendar
        return Number(lead["amount"]) * Hours(of) > Number(limit["amount"]) * Hours(than);

        static int Hours(string unit) => unit == Duration.Hour ? 1 : 24;
    }

    private static IEnumerable<FieldError> UnknownIndicators(JsonObject pack, Func<string, bool> known) =>
        from set in At(pack, "rating", "indicatorSets", "*")
        where !known(set.Value.ToString())
        select new FieldError(set.Pointer, $"没有名为“{set.Value}”的评价指标，请先放入 indicators 目录。");

    private static bool Says(JsonNode? value) => value is JsonValue said && said.TryGetValue<bool>(out var flag) && flag;

    // By its text: a number that a screen put in is an int, one that was read is a decimal, and neither gives itself out as the other.
    private static decimal Number(JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.Number && decimal.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static DateOnly? Day(JsonNode? value) =>
        DateOnly.TryParseExact(value?.ToString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
