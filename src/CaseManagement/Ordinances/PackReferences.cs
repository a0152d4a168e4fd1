using System.Globalization;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using static HaoChaPing.CaseManagement.Ordinances.PackPlaces;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>What the schema cannot see: names that lead nowhere, and values no clock can read (X-PACK-1).</summary>
internal static class PackReferences
{
    // Routing targets that every place has beside its own roles.
    internal static readonly HashSet<string> BuiltIn = ["handlingUnit", "platformBuilder", "sameLevelApprovalDept", "sameLevelBureau"];

    private static readonly HashSet<string> Sources = [CalendarSettings.StateCouncil];

    /// <summary>Every dangling name of a pack its schema has accepted, by JSON pointer.</summary>
    public static IReadOnlyList<FieldError> Check(JsonObject pack)
    {
        var roles = Codes(pack["roles"], "code").Concat(BuiltIn).ToHashSet();
        var levels = Codes(pack["rating"]?["levels"], "code").ToHashSet();
        var classes = Codes(pack["case"]?["classes"], "code").ToHashSet();
        var timers = (pack["timers"] as JsonObject)?.Select(t => t.Key).ToHashSet() ?? [];
        return
        [
            .. Missing(At(pack, "routing", "rules", "*", "path", "*"), roles, "角色"),
            .. Missing(At(pack, "routing", "byCause", "*"), roles, "角色"),
            .. Missing(At(pack, "case", "extension", "approver"), roles, "角色"),
            .. Missing(At(pack, "case", "coordination", "convenor"), roles, "角色"),
            .. Missing(At(pack, "appeal", "reviewer"), roles, "角色"),
            .. Missing(At(pack, "followUp", "performedBy"), roles, "角色"),
            .. Missing(At(pack, "bulletins", "*", "by"), roles, "角色"),
            .. Missing(At(pack, "spotCheck", "by", "*"), roles, "角色"),
            .. Missing(At(pack, "roles", "*", "aliasOf"), roles, "角色"),
            .. Missing(At(pack, "case", "verification", "team"), roles, "角色"),
            .. Missing(At(pack, "case", "reportInvalidTo"), roles, "角色"),
            .. Missing(At(pack, "case", "extension", "classes", "*"), classes, "工单类别"),
            .. Missing(At(pack, "case", "classes", "*", "timers", "*"), timers, "期限"),
            .. Missing(At(pack, "reminders", "*", "timer"), timers, "期限"),
            .. Missing(At(pack, "rating", "reasonRequired", "*"), levels, "评价等级"),
            .. Missing(At(pack, "rating", "onExpiry", "level"), levels, "评价等级"),
            .. Missing(At(pack, "calendar", "sources", "*"), Sources, "日历来源"),
            .. Times(pack),
            .. Weights(pack),
        ];
    }

    private static IEnumerable<string> Codes(JsonNode? list, string name) => (list as JsonArray ?? []).Select(i => i![name]!.GetValue<string>());

    private static IEnumerable<FieldError> Missing(IEnumerable<(string Pointer, JsonNode Value)> found, HashSet<string> known, string what) =>
        from f in found
        let name = f.Value.ToString()
        where !known.Contains(name)
        select new FieldError(f.Pointer, $"规则包里没有名为“{name}”的{what}。");

    private static IEnumerable<FieldError> Times(JsonObject pack)
    {
        var unreadable = TimesOfDay(pack).Where(t => t.Time is null).Select(t => new FieldError(t.Pointer, "应是 HH:mm 形式的时刻（00:00 至 23:59），如 17:30。")).ToList();
        return unreadable.Count > 0 ? unreadable : Disorder(pack);
    }

    private static IEnumerable<(string Pointer, TimeOnly? Time)> TimesOfDay(JsonObject pack) =>
        At(pack, "calendar", "businessHours", "open").Concat(At(pack, "calendar", "businessHours", "close")).Concat(At(pack, "calendar", "businessHours", "periods", "*", "*"))
            .Select(t => (t.Pointer, TimeOnly.TryParseExact(t.Value.ToString(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : (TimeOnly?)null));

    // Opening and closing follow each other: morning before afternoon.
    private static IEnumerable<FieldError> Disorder(JsonObject pack)
    {
        var hours = pack["calendar"]?["businessHours"];
        string[] order = hours?["periods"] is JsonArray periods
            ? [.. Enumerable.Range(0, periods.Count).SelectMany(i => new[] { $"periods/{i}/open", $"periods/{i}/close" })]
            : ["open", "close"];
        var times = TimesOfDay(pack).ToDictionary(t => t.Pointer, t => t.Time!.Value);
        var present = order.Select(o => $"/calendar/businessHours/{o}").Where(times.ContainsKey).ToList();
        return present.Skip(1).Where((later, i) => times[later] <= times[present[i]]).Select(later => new FieldError(later, "须晚于它前面的时刻。"));
    }

    private static IEnumerable<FieldError> Weights(JsonObject pack) =>
        from set in At(pack, "scoring", "composite", "weights", "*")
        let sum = ScoreWeights.Read(set.Value).Sum
        where sum != Fraction.One
        select new FieldError(set.Pointer, $"四项权重之和应为 1，现为 {sum.Round(6)}。");
}
