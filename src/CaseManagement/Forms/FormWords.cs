namespace HaoChaPing.CaseManagement.Forms;

/// <summary>The Chinese names of the kinds of fields.</summary>
public static class FormWords
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        ["text"] = "文字", ["choice"] = "单选", ["choices"] = "多选", ["boolean"] = "是否", ["number"] = "数字", ["date"] = "日期", ["dateTime"] = "日期和时间", ["attachment"] = "附件", ["unit"] = "单位", ["person"] = "人员",
    };

    public static string Type(string code) => Types.GetValueOrDefault(code, code);
}
