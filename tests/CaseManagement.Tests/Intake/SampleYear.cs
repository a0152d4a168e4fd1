using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HaoChaPing.CaseManagement.Tests.Intake;

/// <summary>
/// A made-up year of a real hall: 安康 2025, every channel, level and mode, the days around 春节 and 国庆, and what goes wrong.
/// The same files come out every time. What is expected of a line is said where the line is made, not asked of the product.
/// </summary>
internal sealed class SampleYear
{
    internal static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly DateOnly FirstDay = new(2025, 1, 1);
    private static readonly (DateOnly From, DateOnly To)[] Holidays =
        [.. new[] { "01-01/01-01", "01-28/02-04", "04-04/04-06", "05-01/05-05", "05-31/06-02", "10-01/10-08" }.Select(Days)];
    private static readonly DateOnly[] MakeUpDays = [.. new[] { "01-26", "02-08", "04-27", "09-28", "10-11" }.Select(Day)];
    private readonly SampleDice _dice = new(20250303);

    public SampleFile Services { get; } = new();
    public SampleFile Ratings { get; } = new();
    internal SampleDice Dice => _dice;

    public static SampleYear Make()
    {
        var year = new SampleYear();
        for (var day = FirstDay; day.Year == 2025; day = day.AddDays(1)) SampleDays.Add(year, day, IsWorkingDay(day));
        SampleEdges.Add(year);
        SampleFaults.Add(year);
        return year;
    }

    /// <summary>What a receiver must make of the two files.</summary>
    public string Expected() => new JsonObject { ["services"] = Services.Expected(), ["ratings"] = Ratings.Expected() }.ToJsonString(new JsonSerializerOptions(Readable) { WriteIndented = true }) + "\n";

    private static bool IsWorkingDay(DateOnly day) =>
        MakeUpDays.Contains(day) || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !Holidays.Any(h => h.From <= day && day <= h.To));

    private static DateOnly Day(string monthDay) => DateOnly.ParseExact("2025-" + monthDay, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static (DateOnly, DateOnly) Days(string span) => (Day(span[..5]), Day(span[6..]));
}

/// <summary>Lines, and what becomes of each.</summary>
internal sealed class SampleFile
{
    private readonly List<byte[]> _lines = [];
    private readonly JsonArray _refused = [];
    private readonly JsonArray _repeated = [];
    private readonly JsonArray _cases = [];
    private int _accepted;

    /// <summary>Number of the line that comes next.</summary>
    public int Next => _lines.Count + 1;

    /// <summary>A line that is stored.</summary>
    public int Accepted(JsonObject line, bool opensCase = false)
    {
        if (opensCase) _cases.Add(Next);
        _accepted++;
        return Add(line);
    }

    /// <summary>A line that tells again, or tells more of, what an earlier line told: it bears the same id.</summary>
    public void Repeated(JsonObject line, int first)
    {
        _repeated.Add(new JsonObject { ["line"] = Next, ["sameAs"] = first });
        Add(line);
    }

    public void Refused(string code, JsonObject line) => Refused(code, line.ToJsonString(SampleYear.Readable));

    public void Refused(string code, string line) => Refused(code, Encoding.UTF8.GetBytes(line));

    public void Refused(string code, byte[] line)
    {
        _refused.Add(new JsonObject { ["line"] = Next, ["code"] = code });
        _lines.Add(line);
    }

    /// <summary>A line that is passed over without an answer.</summary>
    public void Blank(string line = "") => _lines.Add(Encoding.UTF8.GetBytes(line));

    public byte[] Content() => [.. _lines.SelectMany(l => l.Append((byte)'\n'))];

    public JsonObject Expected() => new()
    {
        ["lines"] = _lines.Count, ["stored"] = _accepted, ["opensCase"] = _cases.DeepClone(), ["repeated"] = _repeated.DeepClone(), ["refused"] = _refused.DeepClone(),
    };

    private int Add(JsonObject line)
    {
        _lines.Add(Encoding.UTF8.GetBytes(line.ToJsonString(SampleYear.Readable)));
        return _lines.Count;
    }
}

/// <summary>Throws the same for ever (xorshift), whatever .NET does with its own.</summary>
internal sealed class SampleDice(uint seed)
{
    private uint _state = seed;

    public int Below(int limit)
    {
        _state ^= _state << 13;
        _state ^= _state >> 17;
        _state ^= _state << 5;
        return (int)(_state % (uint)limit);
    }

    public bool Percent(int chance) => Below(100) < chance;

    public T Of<T>(params ReadOnlySpan<T> choices) => choices[Below(choices.Length)];
}
