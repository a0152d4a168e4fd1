using System.Globalization;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;

namespace HaoChaPing.CaseManagement.Extensions;

/// <summary>Every "no" to a request for more time.</summary>
internal static class ExtensionRefusals
{
    public static readonly Refusal NotAllowed = Refusal.Rule("extensionNotAllowed", "本地办法没有规定延期，或者本件的类别不能延期，请在原期限内办结。");
    public static readonly Refusal NotRunning = Refusal.Conflict("caseNotInHand", "工单不在办理中，不能申请延期。");
    public static readonly Refusal Pending = Refusal.Conflict("extensionPending", "已有延期申请正在审批，请等审批结果。");
    public static readonly Refusal MaxTimes = Refusal.Rule("maxTimesReached", "本件的延期次数已用完，不能再次申请，请在现有期限内办结。");
    public static readonly Refusal ReasonRequired = Refusal.Rule("reasonRequired", "请写明延期理由。", new FieldError("/reason", "请写明理由，最多 1000 字。"));
    public static readonly Refusal SealRequired = Refusal.Rule("sealRequired", "请上传加盖公章的书面延期申请。", new FieldError("/stampedFile", "请上传盖章件。"));

    public static readonly Refusal ClassNotExtended = Refusal.Rule("extensionNotAllowed", "工单已转为不能延期的类别，按该类别自己的期限办理，请选“不予延期”。");

    public static Refusal MoreThanAsked(Duration asked) =>
        Refusal.Rule("exceedsRequested", $"申请并经审签的是 {Span(asked)}，批准的延期不能更长，请改小后再提交。", new FieldError("/fields/amount", $"最多 {asked.Amount}。"));

    public static Refusal WindowClosed(DateTimeOffset due) =>
        Refusal.Rule("requestWindowClosed", $"延期申请的时限到 {Moment(due)}，现已截止，不能再申请。");

    public static Refusal ExceedsMaximum(Duration most) =>
        Refusal.Rule("exceedsMaximum", $"延期最多 {Span(most)}，请改小后再提交。", new FieldError("/extension/amount", $"最多 {most.Amount}。"));

    public static Refusal AmountInvalid(Duration most) =>
        Refusal.Rule("extensionInvalid", $"请写明延期多久，按{UnitName(most.Unit)}计，最多 {most.Amount}。", new FieldError("/extension", "形如 {\"amount\":5,\"unit\":\"businessDay\"}。"));

    public static string Span(Duration d) => $"{d.Amount} 个{UnitName(d.Unit)}";

    private static string UnitName(string unit) => unit switch { Duration.BusinessDay => "工作日", Duration.CalendarDay => "自然日", _ => "小时" };

    // 24:00 of the last day is what people speak of.
    private static string Moment(DateTimeOffset due)
    {
        var day = due.AddTicks(-1).ToChina();
        return string.Create(CultureInfo.InvariantCulture, $"{day.Month}月{day.Day}日 24:00");
    }
}
