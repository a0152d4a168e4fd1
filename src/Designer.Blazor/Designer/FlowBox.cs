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
public sealed record FlowBox(string Id, string Text, string Note, string Said, string Tone, Box Place, string? Href = null);

/// <summary>How connections are drawn, and numbers written, on every diagram of ours.</summary>
internal static class Drawing
{
    /// <summary>From the right edge to the left one; what leads back goes round below.</summary>
    public static string Way(Box from, Box to)
    {
        var (x1, y1, x2, y2) = (from.X + from.Width, from.Y + from.Height / 2, to.X, to.Y + to.Height / 2);
        var bend = Math.Max(40, Math.Abs(x2 - x1) / 2);
        if (x2 >= x1 - 20) return $"M{N(x1)} {N(y1)}C{N(x1 + bend)} {N(y1)} {N(x2 - bend)} {N(y2)} {N(x2)} {N(y2)}";
        var below = Math.Max(from.Y + from.Height, to.Y + to.Height) + 36;
        return $"M{N(x1)} {N(y1)}C{N(x1 + 60)} {N(y1)} {N(x1 + 60)} {N(below)} {N(x1 - 20)} {N(below)}L{N(x2 + 20)} {N(below)}C{N(x2 - 60)} {N(below)} {N(x2 - 60)} {N(y2)} {N(x2)} {N(y2)}";
    }

    public static string N(double number) => number.ToString("0.#", System.Globalization.CultureInfo.InvariantCulture);
}
