using System.Globalization;

namespace HaoChaPing.Workflows.Execution;

/// <summary>One field of a cron expression: the numbers it allows, as bits.</summary>
internal readonly record struct CronField(ulong Bits)
{
    public bool Allows(int value) => (Bits & (1UL << value)) != 0;

    /// <summary>Reads lists, ranges (also over the end: <c>22-2</c>), steps, names, <c>*</c> and <c>?</c>.</summary>
    /// <exception cref="FormatException">The field is none.</exception>
    public static CronField Parse(string text, int min, int max, string[]? names = null)
    {
        var bits = 0UL;
        foreach (var part in text.Split(','))
        {
            var (range, step) = Step(part, max - min + 1);
            var (from, to) = Range(range, step > 0, min, max, names);
            var count = (from <= to ? to - from : to - from + (max - min + 1)) + 1;
            for (var i = 0; i < count; i += Math.Max(step, 1)) bits |= 1UL << (min + (from - min + i) % (max - min + 1));
        }

        return new CronField(bits);
    }

    private static (string Range, int Step) Step(string part, int size) => part.Split('/') switch
    {
        [var range] => (range, 0),
        [var range, var step] when int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 && number <= size => (range, number),
        _ => throw Wrong(part),
    };

    private static (int From, int To) Range(string range, bool stepped, int min, int max, string[]? names)
    {
        if (range is "*" or "?") return (min, max);
        var ends = range.Split('-');
        return ends switch
        {
            [var from] => (Number(from, min, max, names), stepped ? max : Number(from, min, max, names)), // 5/15 is "from 5 on"
            [var from, var to] => (Number(from, min, max, names), Number(to, min, max, names)),
            _ => throw Wrong(range),
        };
    }

    public static int Number(string text, int min, int max, string[]? names)
    {
        if (names is not null && Array.FindIndex(names, name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is var index and >= 0) return min + index;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max ? number : throw Wrong(text);
    }

    private static FormatException Wrong(string part) => new($"Cron 表达式中的“{part}”应当是数字、列表、范围或步长，并在允许的范围内");
}
