using System.Diagnostics;
using System.Globalization;
using HaoChaPing.Workflows.Tests.Properties;

namespace HaoChaPing.Benchmarks;

/// <summary><c>./bench soak</c>: the engine's properties on many random flowcharts, in memory and on SQLite. A failing seed is printed; keep it among the tests' seeds.</summary>
internal static class SoakReport
{
    private const int Slice = 500;

    public static async Task RunAsync(int seeds)
    {
        var started = Stopwatch.GetTimestamp();
        var broken = new List<string>();
        for (var first = 1; first <= seeds; first += Slice)
        {
            var slice = Enumerable.Range(first, Math.Min(Slice, seeds - first + 1)).ToList();
            foreach (var what in (IEnumerable<string>)[.. await Soak.InMemoryAsync(slice), .. await Soak.OnSqliteAsync(slice)])
            {
                broken.Add(what);
                Console.WriteLine(what);
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"soak: {first + slice.Count - 1} of {seeds} seeds, {broken.Count} broken, {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s"));
        }

        if (broken.Count > 0) throw new InvalidOperationException($"Expected every property to hold, but {broken.Count} did not.");
    }
}
