using System.Globalization;

namespace HaoChaPing.Benchmarks;

/// <summary>How figures are summed up and printed: one line each, medians of alternating rounds.</summary>
internal static class Report
{
    public static double Median(IEnumerable<double> values) => values.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : 0;

    public static void Title(string title) => Console.WriteLine($"{Environment.NewLine}{title}");

    public static void Print(string what, double figure, string format) =>
        Console.WriteLine($"{what,-108}{figure.ToString(format, CultureInfo.InvariantCulture),12}");

    /// <summary>A figure that can drown in what is not its own: below the floor it says so.</summary>
    public static void PrintAbove(string what, double figure, double floor) => Console.WriteLine(
        $"{what,-108}{(figure > floor ? figure.ToString("F0", CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"not measurable, below {Math.Max(1, Math.Ceiling(floor))}")),12}");
}
