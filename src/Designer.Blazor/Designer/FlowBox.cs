using HaoChaPing.CaseManagement.Studio;

namespace HaoChaPing.Designer.Blazor.Designer;

/// <summary>A step on a diagram.</summary>
/// <param name="Id">Its id, by which lines find it.</param>
/// <param name="Text">Its name.</param>
/// <param name="Note">A second line.</param>
/// <param name="Said">What is read aloud and shown on hovering.</param>
/// <param name="Tone">A class for its colours; what it means stands in the note too.</param>
/// <param name="Place">Where the modeller put it.</param>
/// <param name="Href">Where it leads, if anywhere.</param>
public sealed record FlowBox(string Id, string Text, string Note, string Said, string Tone, DrawnAt Place, string? Href = null);
