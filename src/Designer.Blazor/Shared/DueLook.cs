using HaoChaPing.CaseManagement.Inbox;

namespace HaoChaPing.Designer.Blazor.Shared;

/// <summary>How a deadline looks and reads: tone of colour, icon and words always together (design.md §1.5).</summary>
/// <param name="Tone"><c>late</c>, <c>soon</c>, <c>hold</c> or none.</param>
/// <param name="Icon">Name in the sprite.</param>
/// <param name="Words">还剩 3 个工作日.</param>
public sealed record DueLook(string Tone, string Icon, string Words)
{
    /// <summary>From here on a deadline counts as near on screens. The law's warnings come from the pack, not from here.</summary>
    private const int Near = 3;

    public static readonly DueLook NotRunning = new("", "clock", "期限未起算");
    public static readonly DueLook Done = new("ok", "check", "已办结");

    public static DueLook Of(DueCount? count, bool overdue = false) => count switch
    {
        null => overdue ? new("late", "warning", "已逾期") : NotRunning,
        { State: "suspended" } => new("hold", "pause", "期限中止"),
        { State: "overdue", WorkingDays: > 0 } => new("late", "warning", $"已逾期 {count.WorkingDays} 个工作日"),
        { State: "overdue" } => new("late", "warning", "已逾期（今天休息）"),
        { State: "today" } => new("soon", "stopwatch", "今天 24:00 截止"),
        { WorkingDays: <= Near } => new("soon", "stopwatch", $"还剩 {count.WorkingDays} 个工作日"),
        _ => new("", "clock", $"还剩 {count.WorkingDays} 个工作日"),
    };

    /// <summary>Group of the inbox a row stands in.</summary>
    public static DueGroup GroupOf(DueCount? count, bool overdue) => count is null && !overdue ? DueGroup.NotRunning : Of(count, overdue).Tone switch
    {
        "late" => DueGroup.Overdue,
        "soon" => DueGroup.Soon,
        _ => DueGroup.Later,
    };
}

/// <summary>The groups of a list in due order.</summary>
public enum DueGroup { Overdue, Soon, Later, NotRunning }
