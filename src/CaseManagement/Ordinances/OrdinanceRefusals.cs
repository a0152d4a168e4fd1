using HaoChaPing.CaseManagement.Common;

namespace HaoChaPing.CaseManagement.Ordinances;

internal static class OrdinanceRefusals
{
    public static Refusal Unknown(string code) => Refusal.NotFound("unknownOrdinance", $"没有代码为“{code}”的规则包，请核对代码。");

    public static Refusal NotInForce(string code, DateOnly day) => Refusal.NotFound("notInForce", $"规则包 {code} 在 {day:yyyy-MM-dd} 没有生效的版本，请换一个日期。");

    public static Refusal UnknownTimer(string timer, Ordinance ordinance) => Refusal.Rule("unknownTimer", "规则包里没有这个期限，请从列出的期限中选择。",
        new FieldError("/event", $"没有名为“{timer}”的期限，可用：{string.Join("、", ordinance.Timers.Keys)}。"));

    public static Refusal UnknownSetting(IEnumerable<string> keys) => Refusal.Rule("unknownSetting", "规则包里没有这些设置项，请核对名称。",
        [.. keys.Select(key => new FieldError($"/settings{PackPath.Pointer(key)}", "没有这个设置项。"))]);

    public static Refusal BadSetting(IReadOnlyList<FieldError> errors) => Refusal.Rule("badSetting", "有设置项的值不符合要求，请按提示改正。", [.. errors]);

    public static Refusal BadInput(IReadOnlyList<FieldError> errors) => Refusal.Rule("badInput", "请求中有不能用的值，请按提示改正。", [.. errors]);

    public static Refusal FaultyDraft(IReadOnlyList<FieldError> errors) => Refusal.Rule("faultyPack", $"规则包有 {errors.Count} 处不符合要求，没有保存；请按提示逐处改正。", [.. errors]);

    public static Refusal DraftChanged(string? by) => Refusal.Conflict("draftChanged", by is null ? "草稿已被发布或放弃，请刷新后再改。" : $"草稿刚被 {by} 改过，请刷新后再改。");

    public static Refusal NoDraft(string code) => Refusal.NotFound("noDraft", $"规则包 {code} 没有草稿，请先保存草稿。");

    public static Refusal EffectiveInThePast(DateOnly today) => Refusal.Rule("effectiveInThePast", "已有生效版本的规则包不能倒签生效日期，过去的工单和统计都以当时的版本为准。",
        new FieldError("/effectiveFrom", $"不能早于今天（{today:yyyy-MM-dd}）。"));

    public static Refusal NothingToConfirm(string pointer, IReadOnlyList<string> open) => Refusal.Rule("nothingToConfirm", "这一项不在待确认之列，请从列出的各项中选择。",
        new FieldError("/pointer", open.Count == 0 ? "没有待确认的项。" : $"没有待确认的“{pointer}”，待确认：{string.Join("、", open)}。"));

    public static Refusal FaultyCalendar(IReadOnlyList<FieldError> errors) => Refusal.Rule("faultyCalendar", "放假安排文件不能用，没有导入；请按提示改正。", [.. errors]);

    public static Refusal NoPoints(string code) => Refusal.Rule("noPoints", $"规则包 {code} 没有给评价等级规定分值，不能计算平均分。");

    public static Refusal NoComposite(string code) => Refusal.Rule("noComposite", $"规则包 {code} 没有规定综合评分，请改用 points 或 rates。");

    public static Refusal NoCalendar(int year) => Refusal.Rule("calendarMissing", $"{year} 年的放假安排尚未公布或导入，按规则包的规定不能推算；请导入后再试。");

    public static Refusal BadSpan(string pointer, string message) => Refusal.Malformed("badSpan", "日期范围不能用，请按提示改正。", new FieldError(pointer, message));
}
