using System.Text.RegularExpressions;

namespace HaoChaPing.CaseManagement.Organisation;

/// <summary>Takes personal data out of free words before they are listed, uploaded or put into a history (AK-19c).</summary>
public static partial class Redaction
{
    /// <summary>The words with id numbers, telephones and these names masked.</summary>
    public static string Of(string words, params IEnumerable<string?> names)
    {
        foreach (var name in names)
            if (name?.Trim() is { Length: > 1 } known) words = words.Replace(known, Mask.Name(known), StringComparison.Ordinal);
        words = IdNumber().Replace(words, m => Mask.IdNumber(m.Value)!);
        return Phone().Replace(words, m => Mask.Phone(m.Value)!);
    }

    [GeneratedRegex(@"(?<![0-9])(?:[0-9]{17}[0-9Xx]|[0-9]{15})(?![0-9])")]
    private static partial Regex IdNumber();

    [GeneratedRegex(@"(?<![0-9])(?:(?:\+?86[ -]?)?1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4}|0[0-9]{2,3}[ -]?[0-9]{7,8})(?![0-9])")]
    private static partial Regex Phone();
}
