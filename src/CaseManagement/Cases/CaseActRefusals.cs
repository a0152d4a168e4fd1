using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>The "no" of acts on a case that belong to no slice of their own.</summary>
internal static partial class CaseRefusals
{
    public const int LongestReason = 1000;

    public static readonly Refusal NotInHand = Refusal.Conflict("caseNotInHand", "工单不在办理中，不能这样处理。");
    public static readonly Refusal ReasonRequired = Refusal.Rule("reasonRequired", "请写明理由。", new FieldError("/reason", "请写明理由，最多 1000 字。"));
    public static readonly Refusal ConveneInstead = Refusal.Rule("coordinationRequired", "多部门的工单由审批部门召集会商后转为复杂类，不能直接改类。", new FieldError("/class", "请由审批部门召集会商。"));
    public static readonly Refusal LaterDayNotAllowed = Refusal.Rule("laterDeadlineNotAllowed", "本地办法没有规定由承办单位自行另定期限，请按规定申请延期或按期办结。");
    public static readonly Refusal LaterDayUsedUp = Refusal.Rule("maxTimesReached", "另定期限的次数已用完，请在现有期限内办结。");
    public static readonly Refusal NewDueRequired = Refusal.Rule("newDueRequired", "请写明新的办结日期。", new FieldError("/newDue", "形如 2025-10-29。"));
    public static readonly Refusal NewDueNotLater = Refusal.Rule("newDueNotLater", "新的日期要晚于现在的截止日，也不能早于今天。", new FieldError("/newDue", "请改为更晚的日期。"));
    public static readonly Refusal SameUnit = Refusal.Rule("sameUnit", "工单已经在这个单位，请选择另一个单位。", new FieldError("/unit", "请选择另一个单位。"));
    public static readonly Refusal CommentRequired = Refusal.Rule("textRequired", "请写下内容。", new FieldError("/text", "最多 2000 字。"));

    public static Refusal UnknownClass(Ordinance pack) => Refusal.Rule("unknownClass", "规则包里没有这个类别，请从本地的类别中选择。",
        new FieldError("/class", pack.Case.Classes is { Count: > 1 } classes ? $"可选：{string.Join("、", classes.Select(c => $"{c.Code}（{c.Name ?? c.Code}）"))}。" : "本地不分类别。"));

    public static Refusal UnitNotHandling(string code) => Refusal.Rule("unitNotHandling", $"单位“{code}”不在本地，或者不承办工单，请另选。", new FieldError("/unit", "请另选单位。"));

    /// <summary>The reason without blanks; null when it is missing or too long.</summary>
    public static string? ReasonIn(string? given) => given?.Trim() is { Length: > 0 and <= LongestReason } reason ? reason : null;
}
