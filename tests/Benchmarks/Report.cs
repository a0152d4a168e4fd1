using System.Globalization;

namespace HaoChaPing.Benchmarks;

/// <summary>How figures are summed up and printed: one line each, medians of alternating rounds.</summary>
internal static class Report
{
    public static double Median(IEnumerable<double> values) => values.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : 0;

    public static void Title(string title) => Console.WriteLine($"{Environment.NewLine}{title}");

    public static void Print(string what, double figure, string format) =>
        Console.WriteLine($"{what,-78}{figure.ToString(format, CultureInfo.InvariantCulture),12}");
}
