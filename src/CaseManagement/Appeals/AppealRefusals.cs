using System.Globalization;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Ordinances;

namespace HaoChaPing.CaseManagement.Appeals;

/// <summary>Every "no" to an appeal and its review.</summary>
internal static class AppealRefusals
{
    public static readonly Refusal NotAllowed = Refusal.Rule("appealNotAllowed", "本地办法没有规定申诉，对评价有异议请在核实环节写明并附证据。");
    /// <summary>The same, said to who could not file one anywhere: forbidden, like every act one does not hold.</summary>
    public static readonly Refusal NobodyMay = Refusal.NotAllowed(NotAllowed.Code, NotAllowed.Message);
    public static readonly Refusal NotApplicant = Refusal.NotAllowed("notApplicant", "您不是可以对这件工单提出申诉的单位或人员，本次尝试已记录。");
    public static readonly Refusal NotRunning = Refusal.Conflict("caseNotInHand", "工单不在办理中，不能申诉。");
    public static readonly Refusal Pending = Refusal.Conflict("appealPending", "已有申诉正在复核，请等复核结果。");
    public static readonly Refusal AlreadyDecided = Refusal.Rule("appealAlreadyDecided", "本件的申诉已有复核结论，不能再次申诉。");
    public static readonly Refusal NotInRehandling = Refusal.Rule("appealNotInRehandling", "本件正在重办，重办期间不能申诉；请按重办期限核实、整改并回复评价人。");
    public static readonly Refusal Undecided = Refusal.Conflict("appealPending", "对评价的申诉正在复核，复核结论作出并告知申诉人后，再回复评价人、办结工单。");
    public static readonly Refusal GroundsRequired = Refusal.Rule("reasonRequired", "请写明申诉理由。", new FieldError("/grounds", "请写明理由，最多 2000 字。"));
    public static readonly Refusal EvidenceRequired = Refusal.Rule("evidenceRequired", "请上传证据材料后再申诉。", new FieldError("/attachments", "请上传证据。"));
    public static readonly Refusal WrittenRequired = Refusal.Rule("writtenDocumentRequired", "请上传书面申诉材料。", new FieldError("/attachments", "请上传书面材料。"));
    public static readonly Refusal MethodRequired = Refusal.Rule("methodRequired", "请至少选择一种核查方式。", new FieldError("/fields/methods", "请选择核查方式。"));

    public static Refusal WindowClosed(DateTimeOffset due)
    {
        var day = due.AddTicks(-1).ToChina();
        return Refusal.Rule("appealWindowClosed", string.Create(CultureInfo.InvariantCulture, $"申诉期限到 {day.Month}月{day.Day}日 24:00，现已截止，不能再申诉。"));
    }
}
