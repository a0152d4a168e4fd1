namespace HaoChaPing.CaseManagement.Cases;

/// <summary>The command kinds of deadlines in a case's stream, as stored.</summary>
internal static class DeadlineCommands
{
    public const string Warn = "deadline.warn";
    public const string Due = "deadline.due";
    public const string Recompute = "deadline.recompute";
}

/// <summary>How a deadline stands, as stored in <see cref="DeadlineRow.Status"/>.</summary>
internal static class DeadlineStatus
{
    public const string Running = "running";
    public const string Suspended = "suspended";
    public const string Met = "met";
    public const string Cancelled = "cancelled";
}
