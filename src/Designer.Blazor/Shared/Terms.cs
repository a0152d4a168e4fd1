namespace HaoChaPing.Designer.Blazor.Shared;

/// <summary>The Chinese words of codes that no pack names (docs/glossary.md).</summary>
public static class Terms
{
    public static string Step(string step) => step switch
    {
        "dispatch" => "转办", "verify" => "核实", "rectify" => "整改", "reply" => "回复", "upload" => "上传", _ => step,
    };

    public static string Kind(string kind) => kind switch
    {
        "signOff" => "领导审签", "approveExtension" => "延期审批", "reviewAppeal" => "申诉复核", "coordinate" => "会商", "consult" => "会签意见", "followUp" => "回访", "rehandle" => "重办",
        _ => Step(kind),
    };

    public static string Level(string level) => level switch
    {
        "verySatisfied" => "非常满意", "satisfied" => "满意", "basicallySatisfied" => "基本满意", "dissatisfied" => "不满意", "veryDissatisfied" => "非常不满意", _ => level,
    };

    public static string Class(string? @class) => @class switch
    {
        null or "" => "未定", "simple" => "简易", "general" => "一般", "complex" => "复杂", _ => @class,
    };

    public static string CaseStatus(string status) => status switch
    {
        "open" => "办理中", "closed" => "已办结", "notAdopted" => "不予采纳", _ => status,
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

    public static string RaterKind(string kind) => kind switch
    {
        "naturalPerson" => "自然人", "legalPerson" => "法人", "otherOrganisation" => "其他组织", "society" => "社会各界", _ => kind,
    };

    public static string Target(string target) => target switch
    {
        "item" => "服务事项", "staff" => "工作人员", "both" => "事项和人员", "center" => "政务服务中心", "platform" => "政务服务平台", _ => target,
    };
}
