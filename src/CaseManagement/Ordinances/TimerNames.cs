namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>What the timers of the packs are called in Chinese; one that has no name is called by its id.</summary>
public static class TimerNames
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["rating.window"] = "评价期", ["rating.supplementary"] = "补充评价期", ["rating.additional"] = "追加评价期", ["reminder.first"] = "评价提醒", ["reminder.sms"] = "短信提醒",
        ["case.verify"] = "回访核实", ["case.rectify"] = "整改", ["case.simple"] = "立整立改（简易）", ["case.general"] = "限时整改（一般）", ["case.rehandle"] = "重办",
        ["case.simple.feedback"] = "简易类回访反馈", ["case.general.callback"] = "一般类回访", ["case.general.feedback"] = "一般类反馈", ["case.complex.feedback"] = "复杂类反馈",
        ["extension.request"] = "申请延期", ["extension.max"] = "延期上限", ["appeal.apply"] = "提出申诉", ["appeal.review"] = "申诉复核", ["coordination.reply"] = "会商回复",
    };

    public static string Of(string id) => Names.GetValueOrDefault(id, id);
}
