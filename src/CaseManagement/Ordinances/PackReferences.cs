using System.Globalization;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>What the schema cannot see: names that lead nowhere, and values no clock can read (X-PACK-1).</summary>
internal static class PackReferences
{
    // Routing targets that every place has beside its own roles.
    private static readonly HashSet<string> BuiltIn = ["handlingUnit", "platformBuilder", "sameLevelApprovalDept", "sameLevelBureau"];

    /// <summary>Every dangling name of a pack its schema has accepted, by JSON pointer.</summary>
    public static IReadOnlyList<FieldError> Check(JsonObject pack)
    {
        var roles = Codes(pack["roles"], "code").Concat(BuiltIn).ToHashSet();
        var levels = Codes(pack["rating"]?["levels"], "code").ToHashSet();
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
            .. Missing(At(pack, "case", "classes", "*", "timers", "*"), timers, "期限"),
            .. Missing(At(pack, "reminders", "*", "timer"), timers, "期限"),
            .. Missing(At(pack, "rating", "reasonRequired", "*"), levels, "评价等级"),
            .. Missing(At(pack, "rating", "onExpiry", "level"), levels, "评价等级"),
            .. Times(pack),
        ];
    }

    private static IEnumerable<string> Codes(JsonNode? list, string name) => (list as JsonArray ?? []).Select(i => i![name]!.GetValue<string>());

    private static IEnumerable<FieldError> Missing(IEnumerable<(string Pointer, JsonNode Value)> found, HashSet<string> known, string what) =>
        from f in found
        let name = f.Value.ToString()
        where !known.Contains(name)
        select new FieldError(f.Pointer, $"规则包里没有名为“{name}”的{what}。");

    private static IEnumerable<FieldError> Times(JsonObject pack) =>
        from f in At(pack, "calendar", "businessHours", "*")
        where !TimeOnly.TryParseExact(f.Value.ToString(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
        select new FieldError(f.Pointer, "应是时刻，如 17:30。");

    private static IEnumerable<(string Pointer, JsonNode Value)> At(JsonNode? node, params IEnumerable<string> steps)
    {
        IEnumerable<(string Pointer, JsonNode? Value)> found = [("", node)];
        foreach (var step in steps) found = found.SelectMany(f => Children(f, step)).ToList();
        return found.Where(f => f.Value is not null).Select(f => (f.Pointer, f.Value!));
    }

    private static IEnumerable<(string Pointer, JsonNode? Value)> Children((string Pointer, JsonNode? Value) at, string step) => (at.Value, step) switch
    {
        (JsonArray items, "*") => items.Select((item, i) => ($"{at.Pointer}/{i}", item)),
        (JsonObject fields, "*") => fields.Select(f => (at.Pointer + PackPath.Pointer(f.Key), f.Value)),
        (JsonObject fields, _) => [(at.Pointer + PackPath.Pointer(step), fields[step])],
        _ => [],
    };
}
