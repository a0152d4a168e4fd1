namespace HaoChaPing.Designer.Blazor.Cases;

/// <summary>How acts on a case look and sound. Whether they are possible, and what their forms ask for, the use cases say.</summary>
internal static class ActWords
{
    private static readonly string[] Order =
        ["extension", "laterDeadline", "appeal", "coordination", "reclassify", "reassign", "urge", "followUp", "overdueReason", "accountability", "referral", "maliciousRegister", "comment"];

    public static string Icon(string act) => act switch
    {
        "extension" or "laterDeadline" => "stopwatch", "appeal" => "flag", "coordination" => "people", "urge" => "bell", "reassign" => "swap", "reclassify" => "scales",
        "delegateTask" => "people", "reassignTask" or "handOver" => "swap",
        "comment" => "message", "followUp" => "phone", "accountability" => "warning", "overdueReason" => "check", "referral" => "shield", "maliciousRegister" => "lock", _ => "pen",
    };

    /// <summary>First what helps the case on, then what presses for it, then what is said about it.</summary>
    public static int Place(string act) => Array.IndexOf(Order, act) is var at and >= 0 ? at : Order.Length;

    /// <summary>The word on the button that sends.</summary>
    public static string Verb(string act) => act switch
    {
        "extension" => "提交申请", "appeal" => "提交申诉", "coordination" => "召集会商", "urge" => "发出督办", "reassign" => "改派", "reclassify" => "变更类别", "laterDeadline" => "确定新期限",
        "comment" => "留言", "followUp" => "列入回访", "accountability" => "提出追责", "overdueReason" => "认定成立", "referral" => "移送", "maliciousRegister" => "列入", "decideAccountability" => "作出决定", "referralReceipt" or "spotCheckFinding" => "登记", "drawSpotCheck" => "抽取", "openCommonIssue" => "列入", "closeCommonIssue" => "销号", "delegateTask" => "委派", "reassignTask" => "转交", "handOver" => "移交", "enterAbsence" => "登记", _ => "提交",
    };

    /// <summary>What the act does, above its form.</summary>
    public static string? Effect(string act) => act switch
    {
        "extension" => "先由本单位领导审签，再由审批部门审批。审批期间期限照常走，批准后从原截止日之后顺延。",
        "appeal" => "复核期间，规则规定中止的期限停止计时；复核认定评价不属实的，本件按“不予采纳”结束。",
        "coordination" => "各参加单位分别收到会商任务，意见汇总后形成会商意见；没有形成意见之前不能回复评价人。",
        "urge" => "承办单位会收到一件“答复督办”的待办，必须答复。",
        "reassign" => "没有办完的任务随工单转给新单位，经过记入时间线。",
        "reclassify" => "期限按新类别，从原收到之时重新计算。",
        "laterDeadline" => "理由会告诉评价人；新的日期立即生效，原日期留在时间线。",
        "delegateTask" => "同事代您办理，办结时注明代谁办理；办结之前您可以收回。期限不变，仍由您负责。",
        "reassignTask" => "交给同事办理，由其负责，期限不重新计算；对方会在待办里看到。",
        "handOver" => "逐件移交手中没有办完的任务，每件记入自己的时间线；接收人没有岗位权限的，那一件不移交并说明原因。",
        "comment" => "能查看本件的同事都能看到。请不要写评价人的个人信息。",
        "followUp" => "列入后，负责回访的单位会收到一件回访待办。",
        "accountability" => "事项交由有权机关处理。内容只有提出和处理的人能看到，不影响工单办理。",
        "overdueReason" => "认定后，本件办结时不再因逾期提出追责事项。",
        "referral" => "移送内容加密保存，只有负责移送的人员能看；时间线只记移送这件事。",
        "maliciousRegister" => "列入后，该评价人的新评价不予采录。",
        "spotCheckFinding" => "登记后不能更改，记入工单的时间线。",
        "decideAccountability" => "决定作出后不能更改，记入时间线。",
        _ => null,
    };

    /// <summary>News of success.</summary>
    public static string Done(string act) => act switch
    {
        "extension" => "延期申请已提交，等领导审签。", "appeal" => "申诉已提交，等复核结果。", "coordination" => "会商已召集，参加单位会收到任务。", "urge" => "督办已发出。", "reassign" => "已改派。",
        "reclassify" => "类别已变更。", "laterDeadline" => "新期限已生效。", "comment" => "已留言。", "followUp" => "已列入回访。", "accountability" => "追责事项已提出。",
        "overdueReason" => "逾期理由已认定。", "referral" => "线索已移送。", "maliciousRegister" => "已列入恶意评价人员信息库。",
        "decideAccountability" => "追责事项已处理。", "referralReceipt" => "回执已登记。", "openCommonIssue" => "已列为共性问题。", "closeCommonIssue" => "共性问题已销号。", "delegateTask" => "已委派，办结前可以收回。", "reassignTask" => "已转交。", _ => "已办理。",
    };
}
