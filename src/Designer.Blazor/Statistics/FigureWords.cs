using HaoChaPing.CaseManagement.Statistics;

namespace HaoChaPing.Designer.Blazor.Statistics;

/// <summary>How figures are said: 好评率 99.97%（21,027 / 21,034）.</summary>
public static class FigureWords
{
    public static string Percent(Rate rate) => rate.Value is { } value ? $"{value}%" : "数据不足";

    public static string Parts(Rate rate) => $"{rate.Numerator:N0} / {rate.Denominator:N0}";

    public static string Period(ReportPeriod period) => period.Name.Length switch
    {
        4 => $"{period.From.Year}年",
        6 => $"{period.From.Year}年第{"一二三四"[(period.From.Month - 1) / 3]}季度",
        _ => $"{period.From.Year}年{period.From.Month}月",
    };

    public static string Dimension(string dimension) => dimension switch
    {
        "region" => "地区", "trade" => "行业", "department" => "部门", "hall" => "大厅", "staff" => "人员", "county" => "县区", "city" => "地市", "institution" => "机构", "cityDepartment" => "市级部门",
        "district" => "区", "window" => "窗口", "township" => "乡镇街道", "village" => "村居", _ => dimension,
    };

    public static string Score(string kind) => kind switch { "composite" => "综合得分", "points" => "平均得分", "stars" => "平均星级", _ => "好评率（%）" };

    public static string Course(string? course) => course switch { "open" => "办理中", "rectified" => "已整改", "satisfied" => "已整改，回访满意", "dissatisfied" => "已整改，回访不满意", _ => "" };

    public static string Standing(string standing) => standing switch
    {
        "adopted" => "计入", "default" => "系统默认", "timeout" => "未评（超时）", "setAside" => "未评（不予采纳）", "invalidated" => "不予采纳", "replaced" => "已由评价人评价代替", "society" => "社会评价", "quarantined" => "隔离", "held" => "待目录补齐", _ => standing,
    };

    public static string Colour(string level) => level switch { "verySatisfied" => "level-5", "satisfied" => "level-4", "basicallySatisfied" => "level-3", "dissatisfied" => "level-2", "veryDissatisfied" => "level-1", _ => "hatch" };
}
