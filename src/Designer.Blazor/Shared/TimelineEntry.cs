namespace HaoChaPing.Designer.Blazor.Shared;

/// <summary>One entry of a time line as a person reads it.</summary>
/// <param name="Key">Its number.</param>
/// <param name="At">When.</param>
/// <param name="Tone">Colour of its mark.</param>
/// <param name="Icon">Its picture.</param>
/// <param name="Title">What happened.</param>
/// <param name="Who">Who did it.</param>
/// <param name="Group">What the filter calls it.</param>
public sealed record TimelineEntry(long Key, DateTimeOffset At, string Tone, string Icon, string Title, string Who, string Group)
{
    /// <summary>A word beside the title.</summary>
    public string? Label { get; init; }
    /// <summary>Reason or text.</summary>
    public string? Why { get; init; }
    /// <summary>Where the whole of it can be read by those who may.</summary>
    public string? Link { get; init; }
    /// <summary>What was before.</summary>
    public string? Old { get; init; }
    /// <summary>What is now.</summary>
    public string? New { get; init; }
    /// <summary>What the same act did besides, in one line.</summary>
    public string? Along { get; init; }
    /// <summary>Every record of the act, in its order.</summary>
    public IReadOnlyList<TimelineEntry> Parts { get; init; } = [];
}
