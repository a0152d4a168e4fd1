using static HaoChaPing.Benchmarks.Report;

namespace HaoChaPing.Benchmarks;

/// <summary>The engine beside the raw disk. Rounds alternate, so that whatever else the machine does hits each alike.</summary>
internal static class EngineReport
{
    public static async Task RunAsync(string folder, bool full)
    {
        var (rounds, instances, raw) = full ? (9, 2000, TimeSpan.FromSeconds(4)) : (3, 200, TimeSpan.FromSeconds(1));
        // The engine first: loading it binds the native SQLite (build/Sqlite.targets), which the plain connection needs too.
        await using var single = await EngineBench.CreateAsync(folder, "single.db", commandsPerCommit: 1);
        await using var shared = await EngineBench.CreateAsync(folder, "shared.db", commandsPerCommit: 32);
        using var ceiling = new RawCommits(folder);
        await single.RunAsync(Warm); // until the compiler has nothing left to improve
        await shared.RunAsync(Warm);
        var empty = await shared.BytesAsync();

        List<double> commits = [], ones = [], many = [], processor = [];
        for (var round = 0; round < rounds; round++)
        {
            commits.Add(ceiling.Measure(raw));
            ones.Add(BurstsPerSecond(await single.RunAsync(instances), instances));
            var cost = await shared.RunAsync(instances);
            many.Add(BurstsPerSecond(cost, instances));
            processor.Add(cost.Processor.TotalMilliseconds / instances);
        }
        await single.ExpectAllFinishedAsync(Warm + rounds * instances);
        await shared.ExpectAllFinishedAsync(Warm + rounds * instances);

        Title("engine on SQLite");
        Print("raw commits per second (ADO.NET, update + insert, synchronous=FULL)", Median(commits), "F0");
        Print("bursts per second, a commit each", Median(ones), "F0");
        Print("  of the raw ceiling", Median(ones) / Median(commits), "P0");
        Print("bursts per second, up to 32 to a commit", Median(many), "F0");
        Print("  of the raw ceiling", Median(many) / Median(commits), "P0");
        Print("processor milliseconds per instance (10 activities, 3 bursts)", Median(processor), "F2");
        Print("bytes per finished instance", (double)(await shared.BytesAsync() - empty) / (rounds * instances), "F0");
    }

    private const int Warm = 1000;

    private static double BurstsPerSecond(Cost cost, int instances) => instances * EngineBench.BurstsPerInstance / cost.Elapsed.TotalSeconds;
}
