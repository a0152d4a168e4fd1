using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Inbox;

namespace HaoChaPing.Designer.Blazor.Shared;

/// <summary>The Chinese words of codes that no pack names (docs/glossary.md).</summary>
public static class Terms
{
    public static string Step(string step) => CaseStep.InOrder.Contains(step) ? TaskKinds.Of(step).Name : "其他环节";

    public static string Kind(string kind) => TaskKinds.All.FirstOrDefault(known => known.Code == kind)?.Name ?? "其他任务";

    /// <summary>What somebody did to a workflow beside the work itself.</summary>
    public static string Operation(string kind) => kind switch
    {
        "cancel" => "取消流程", "instance.cancelActivity" => "取消步骤", "instance.retry" => "重试出错的步骤", "instance.skip" => "跳过步骤", "instance.move" => "转到其他步骤",
        "instance.setVariable" => "修改变量", "instance.retryCommand" => "重试失败的操作", "instance.migrate" => "迁移到另一版本", _ => "其他操作",
    };

    /// <summary>What a review or a follow-up found.</summary>
    public static string Outcome(string outcome) => outcome switch
    {
        "valid" => "评价属实", "invalid" => "评价不实", "mistaken" => "误评", "malicious" => "恶意评价", "satisfied" => "满意", "dissatisfied" => "不满意", _ => "其他",
    };

    /// <summary>What followed from a dissatisfied rater; null where nothing did.</summary>
    public static string? Consequence(string consequence) => consequence switch
    {
        "sentBack" => "发回重办", "rehandleLimit" => "重办次数已用完，列入督办", "notUnitFault" => "不是承办单位的原因", "noRehandling" => "本地不设重办", _ => null,
    };

    /// <summary>Why a due was computed anew.</summary>
    public static string Recomputed(string reason) => reason switch
    {
        "classChanged" => "类别变更，期限重新计算", "resumed" => "恢复计时，期限顺延", "extensionGranted" => "延期批准，期限顺延", "calendarImported" => "节假日安排公布，期限重新计算",
        "rectificationDaySet" => "按确定的整改期限计算", "laterDayNamed" => "按另定的日期计算", "reassigned" => "改派，期限重新计算", _ => "期限重新计算",
    };

    public static string Level(string level) => level switch
    {
        "verySatisfied" => "非常满意", "satisfied" => "满意", "basicallySatisfied" => "基本满意", "dissatisfied" => "不满意", "veryDissatisfied" => "非常不满意", "complaint" => "投诉", _ => "未分级",
    };

    public static string Class(string? @class) => @class switch
    {
        null or "" => "未定", "simple" => "简易", "general" => "一般", "complex" => "复杂", _ => "其他",
    };

    public static string CaseStatus(string status) => status switch
    {
        "open" => "办理中", "closed" => "已办结", "notAdopted" => "不予采纳", _ => "其他状态",
    };

    public static string Clock(string timer) => timer switch
    {
        _ when timer.StartsWith("case.", StringComparison.Ordinal) => "案件办结",
        _ when timer.StartsWith("rectify", StringComparison.Ordinal) => "整改",
        _ when timer.StartsWith("verify", StringComparison.Ordinal) => "核实",
        _ when timer.StartsWith("dispatch", StringComparison.Ordinal) => "转办",
        _ when timer.StartsWith("reply", StringComparison.Ordinal) => "回复",
        _ => "本环节",
    };

    /// <summary>Names of the platform's own roles; those of an ordinance stand in its pack.</summary>
    public static string Roles(IEnumerable<string> roles) => string.Join("、", roles.Select(role => role switch
    {
        "auditor" => "审计员", "administrator" => "系统管理员", "packEditor" => "规则包编辑员", "windowStaff" => "窗口人员", "lineGuide" => "条线指导", "substitute" => "代办", _ => null,
    }).OfType<string>());

    public static string RaterKind(string kind) => kind switch
    {
        "naturalPerson" => "自然人", "legalPerson" => "法人", "otherOrganisation" => "其他组织", "society" => "社会各界", "anonymous" => "匿名", _ => "其他",
    };

    public static string Target(string target) => target switch
    {
        "item" => "服务事项", "staff" => "工作人员", "both" => "事项和人员", "center" => "政务服务中心", "platform" => "政务服务平台", _ => "其他",
    };
}
