namespace HaoChaPing.Workflows.Runtime;

/// <summary>The engine's own command kinds, as stored.</summary>
internal static class CommandKinds
{
    public const string Start = "start";
    public const string Resume = "resume";
    public const string Signal = "signal";
    public const string Cancel = "cancel";
    public const string Publish = "publish";
    public const string Trigger = "trigger";
    /// <summary>What people do to an instance beside the work: how each such kind begins.</summary>
    public const string Operations = "instance.";
}
