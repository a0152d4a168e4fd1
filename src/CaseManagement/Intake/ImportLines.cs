using System.Text;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>One line of a file as it stands there; a CSV record may run over several, and counts from the first.</summary>
/// <param name="Number">As an editor counts.</param>
/// <param name="Text">As it was written; only its beginning where it is too long.</param>
/// <param name="Cells">The cells of a CSV record.</param>
/// <param name="TooLong">It is longer than a line may be.</param>
internal sealed record ImportLine(int Number, string Text, IReadOnlyList<string>? Cells = null, bool TooLong = false)
{
    /// <summary>It holds bytes that the declared encoding does not have.</summary>
    public bool IsBroken => Text.Contains(ImportLines.NoCharacter, StringComparison.Ordinal);

    public bool IsForeign => Text.AsSpan().ContainsAnyExceptInRange('\0', '\u007F');
}

/// <summary>The file cannot be a CSV: a quote is opened and never closed.</summary>
internal sealed class OpenQuoteException(int line) : Exception($"Expected the quote of line {line} to be closed, but the record does not end.")
{
    public int Line { get; } = line;
}

/// <summary>Reads a file line by line. A byte that the declared encoding does not have never becomes a question mark: its line is broken.</summary>
internal sealed class ImportLines : IDisposable
{
    internal const int LongestLine = 256 * 1024;
    internal const char NoCharacter = '\uFFFF';
    private const int Shown = 1000;
    private readonly StreamReader _text;
    private readonly bool _csv;
    private int _line = 1;

    static ImportLines() => System.Text.Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public ImportLines(Stream content, string encoding, string format)
    {
        _text = new StreamReader(content, MarkingOf(encoding), detectEncodingFromByteOrderMarks: false, bufferSize: 64 * 1024);
        _csv = format == ImportTerms.Csv;
        if (_text.Peek() == '\uFEFF') _text.Read();
    }

    /// <summary>GB18030 has all of GBK.</summary>
    private static Encoding MarkingOf(string encoding) =>
        System.Text.Encoding.GetEncoding(encoding == ImportTerms.Gbk ? "GB18030" : "utf-8", EncoderFallback.ExceptionFallback, new DecoderReplacementFallback(NoCharacter.ToString()));

    /// <summary>The next line that says something; null at the end.</summary>
    /// <exception cref="OpenQuoteException">A quote is never closed.</exception>
    public ImportLine? Next()
    {
        while (_text.Peek() >= 0)
        {
            var line = _csv ? Record() : Line();
            if (line.TooLong || !string.IsNullOrWhiteSpace(line.Text.Trim(','))) return line;
        }
        return null;
    }

    private ImportLine Line()
    {
        var (number, text, length) = (_line, new StringBuilder(), 0);
        for (int c; (c = _text.Read()) >= 0 && c != '\n';)
            if (length++ < LongestLine) text.Append((char)c);
        _line++;
        if (length > LongestLine) return new ImportLine(number, text.ToString(0, Shown), TooLong: true);
        return new ImportLine(number, text.ToString().TrimEnd('\r'));
    }

    // RFC 4180: a cell in quotes may hold commas, line ends and doubled quotes.
    private ImportLine Record()
    {
        var (number, raw, cell, cells) = (_line, new StringBuilder(), new StringBuilder(), new List<string>());
        var (quoted, wasQuoted) = (false, false);
        for (int c; (c = _text.Read()) >= 0;)
        {
            if (c == '\n') _line++;
            if (c == '\n' && !quoted) return Ended();
            raw.Append((char)c);
            if (raw.Length > LongestLine) throw new OpenQuoteException(number);
            if (quoted && c == '"' && _text.Peek() == '"') cell.Append((char)_text.Read());
            else if (quoted && c == '"') quoted = false;
            else if (quoted) cell.Append((char)c);
            else if (c == '"' && cell.Length == 0 && !wasQuoted) (quoted, wasQuoted) = (true, true);
            else if (c == ',') Take();
            else cell.Append((char)c);
        }
        _line++;
        return quoted ? throw new OpenQuoteException(number) : Ended();

        void Take()
        {
            cells.Add(wasQuoted ? cell.ToString().TrimEnd('\r') : cell.ToString().Trim());
            cell.Clear();
            wasQuoted = false;
        }

        ImportLine Ended()
        {
            Take();
            return new ImportLine(number, raw.ToString().TrimEnd('\r'), cells);
        }
    }

    public void Dispose() => _text.Dispose();
}
