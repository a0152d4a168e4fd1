using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace HaoChaPing.CaseManagement.Common;

/// <summary>What a reader sees of a text, whatever characters it is made of.</summary>
internal static class PlainText
{
    // Without a shape of their own, though Unicode counts them neither as white space nor as format: fillers and the empty braille cell.
    private const string Shapeless = "\u115F\u1160\u2800\u3164\uFFA0";

    /// <summary>Whether a reader would see nothing at all.</summary>
    public static bool IsBlank([NotNullWhen(false)] string? text) =>
        text is null || text.All(c => char.IsWhiteSpace(c) || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format || Shapeless.Contains(c, StringComparison.Ordinal));

    /// <summary>Whether the character makes a text read otherwise than it is stored (a bidirectional override).</summary>
    public static bool TurnsAround(char c) => c is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069';
}
