using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace HaoChaPing.Architecture.Tests;

/// <summary>Every row of docs/requirements.md, the tests and journeys that cite it, and docs/coverage.json: what is said of the rows that nothing cites.</summary>
internal sealed partial class Coverage
{
    /// <summary>Rows of docs/requirements.md in their order.</summary>
    public required IReadOnlyList<string> Rows { get; init; }
    /// <summary>Requirement id → what cites it: a test as <c>Class.Method</c>, a journey as <c>ak/S-11-simple</c>.</summary>
    public required ILookup<string, string> Cited { get; init; }
    /// <summary>Why nothing cites a row → the rows, each with a few words.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Listed { get; init; }

    public static Coverage OfTheRepository()
    {
        var root = Root();
        var cited = Tests(root).Concat(Journeys(root)).SelectMany(c => c.Ids, (c, id) => (Id: id, c.By));
        return new Coverage
        {
            Rows = [.. File.ReadLines(Path.Combine(root, "docs", "requirements.md")).SelectMany(IdsOf).Distinct()],
            Cited = cited.ToLookup(c => c.Id, c => c.By),
            Listed = JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(File.ReadAllText(Path.Combine(root, "docs", "coverage.json")))!
                .ToDictionary(l => l.Key, l => (IReadOnlyDictionary<string, string>)l.Value),
        };
    }

    /// <summary>What <c>./test</c> prints: a line for each row under test with the classes and journeys that cite it, then the rest by name.</summary>
    public string Table()
    {
        var table = new StringBuilder();
        table.Append(CultureInfo.InvariantCulture, $"Coverage: {Rows.Count} requirements; {Rows.Count(Cited.Contains)} under test");
        foreach (var (why, rows) in Listed) table.Append(CultureInfo.InvariantCulture, $"; {rows.Count} {why}");
        table.AppendLine();
        foreach (var row in Rows.Where(Cited.Contains)) table.AppendLine(CultureInfo.InvariantCulture, $"{row,-12} {Cited[row].Count(),3}  {string.Join(", ", Cited[row].Select(ShortName).Distinct())}");
        foreach (var (why, rows) in Listed)
        {
            table.AppendLine(CultureInfo.InvariantCulture, $"{char.ToUpperInvariant(why[0])}{why[1..]}:");
            foreach (var row in Rows.Where(rows.ContainsKey)) table.AppendLine(CultureInfo.InvariantCulture, $"{row,-12}      {rows[row]}");
        }
        return table.ToString();
    }

    private static string ShortName(string by) => by.Contains('/', StringComparison.Ordinal) ? by : by[..by.IndexOf('.', StringComparison.Ordinal)];

    // "| AK-15-1a | …", "| A-01 SP-8.1b/c | …", and the two criteria that the text itself names: "Acceptance (TJ-A): …".
    private static IEnumerable<string> IdsOf(string line) => Row().Match(line) is { Success: true } row ? [row.Groups[1].Value] : Named().Matches(line).Select(m => m.Groups[1].Value);

    private static IEnumerable<(string By, IEnumerable<string> Ids)> Tests(string root) =>
        Directory.EnumerateFiles(Path.Combine(root, "tests"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !Built().IsMatch(file[root.Length..].Replace('\\', '/'))).Order(StringComparer.Ordinal)
            .SelectMany(file => TestsIn(File.ReadAllText(file), Path.GetFileNameWithoutExtension(file)));

    private static IEnumerable<(string By, IEnumerable<string> Ids)> TestsIn(string code, string file) =>
        Cites().Matches(code).Select(m => ($"{file}.{m.Groups["name"].Value}", Clause().Matches(m.Value).Select(c => c.Groups[1].Value)));

    private static IEnumerable<(string By, IEnumerable<string> Ids)> Journeys(string root) =>
        Directory.EnumerateFiles(Path.Combine(root, "definitions", "ordinances"), "*.json", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(Path.GetDirectoryName(file)) == "journeys").Order(StringComparer.Ordinal)
            .Select(file =>
            {
                using var journey = JsonDocument.Parse(File.ReadAllText(file));
                return ($"{Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(file)))}/{Path.GetFileNameWithoutExtension(file)}",
                    (IEnumerable<string>)[.. journey.RootElement.GetProperty("clauses").EnumerateArray().Select(c => c.GetString()!)]);
            });

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "HaoChaPing.sln"))) folder = folder.Parent ?? throw new DirectoryNotFoundException("Expected the solution above the tests, but found none.");
        return folder.FullName;
    }

    [GeneratedRegex(@"^\| ((?:SP|AK|GD|TJ|YS|X|A)-[A-Za-z0-9./-]+)[ |]")]
    private static partial Regex Row();

    [GeneratedRegex(@"Acceptance \(([A-Z]+-[A-Z0-9-]+)\)")]
    private static partial Regex Named();

    [GeneratedRegex(@"^/tests/[^/]+/(obj|bin)/|/Coverage(Tests)?\.cs$")]
    private static partial Regex Built();

    // One or more citations, and the next class or method after them.
    [GeneratedRegex(@"Trait\(""Clause"", *""[^""]+""\)(?:(?!\bTrait\(""Clause""|\bpublic\b).|Trait\(""Clause"", *""[^""]+""\))*?\bpublic (?:[\w<>\[\],?]+ )+(?<name>\w+)", RegexOptions.Singleline)]
    private static partial Regex Cites();

    [GeneratedRegex(@"Trait\(""Clause"", *""([^""]+)""\)")]
    private static partial Regex Clause();
}
