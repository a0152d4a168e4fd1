using System.Globalization;

namespace HaoChaPing.CaseManagement.Common;

/// <summary>A text as a cell of a CSV for spreadsheet programs.</summary>
internal static class CsvCell
{
    public static string Of(string text) => Quoted(Safe(text));

    /// <summary>What a spreadsheet program would take for a formula is words (CSV injection).</summary>
    public static string Safe(string text) => text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' && !decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out _) ? "'" + text : text;

    private static string Quoted(string text) => text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
