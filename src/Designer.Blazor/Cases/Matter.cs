using HaoChaPing.CaseManagement.Inbox;

namespace HaoChaPing.Designer.Blazor.Cases;

/// <summary>What one kind of act has left on a case: its extensions, its appeals.</summary>
/// <param name="Id">For its address on the page.</param>
/// <param name="Title">申请延期.</param>
/// <param name="Items">The newest first.</param>
public sealed record MatterGroup(string Id, string Title, IReadOnlyList<Matter> Items);

/// <summary>One of them: an extension asked for, a department that was consulted.</summary>
/// <param name="Title">What it is.</param>
/// <param name="Tone"><c>now</c>, <c>ok</c>, <c>soon</c>, <c>late</c>, <c>hold</c> or none.</param>
/// <param name="State">How it stands, in words.</param>
/// <param name="Foot">Who and when.</param>
public sealed record Matter(string Title, string Tone, string State, string Foot)
{
    /// <summary>What was written, with its label.</summary>
    public IReadOnlyList<(string Label, string Text)> Words { get; init; } = [];

    /// <summary>What it consists of, such as the departments of a joint handling.</summary>
    public IReadOnlyList<Matter> Parts { get; init; } = [];

    /// <summary>What this person may do with it now.</summary>
    public MatterStep? Step { get; init; }
}

/// <summary>A step that can be taken with a matter.</summary>
/// <param name="Act">Which.</param>
/// <param name="Id">Of the matter.</param>
/// <param name="Title">What the button says.</param>
/// <param name="Fields">What is to be filled in.</param>
public sealed record MatterStep(string Act, Guid Id, string Title, IReadOnlyList<FormField> Fields);
