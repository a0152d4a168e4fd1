namespace HaoChaPing.Designer.Blazor.Designer;

/// <summary>Elsa's words for people.</summary>
internal static class StudioWords
{
    public static string SubStatus(string subStatus) => subStatus switch
    {
        "Pending" => "等待开始", "Executing" => "正在执行", "Suspended" => "等待办理", "Finished" => "已结束", "Cancelled" => "已取消", "Faulted" => "出错", _ => subStatus,
    };
}
