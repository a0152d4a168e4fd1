using static HaoChaPing.Benchmarks.Report;

namespace HaoChaPing.Benchmarks;

/// <summary>The engine beside the raw store. Rounds alternate, so that whatever else the machine does hits each alike; medians are shown.</summary>
internal static class EngineReport
{
    public static async Task RunAsync(string folder, bool full)
    {
        const int Warm = 3000; // until the compiler has little left to improve
        var (rounds, instances, raw) = full ? (7, 2000, TimeSpan.FromSeconds(3)) : (3, 100, TimeSpan.FromMilliseconds(300));
        var server = Environment.GetEnvironmentVariable("HCP_TEST_POSTGRES");
        var postgres = server is null ? null : await PostgreSqlBenchStore.CreateAsync(server);
        List<EngineBench> benches =
        [
            // The engine first: loading it binds the native SQLite (build/Sqlite.targets), which the plain connection needs too.
            await EngineBench.CreateAsync(new SqliteBenchStore(folder, "single.db", 1)), await EngineBench.CreateAsync(new SqliteBenchStore(folder, "shared.db", 32)),
        ];
        if (postgres is null) Console.WriteLine("No PostgreSQL server is named by HCP_TEST_POSTGRES: SQLite only.");
        else benches.Add(await EngineBench.CreateAsync(postgres));
        using var ceiling = new RawCommits(folder);
        await using var serverCeiling = postgres is null ? null : new RawPostgreSql(postgres.Connection);
        foreach (var bench in benches) await bench.RunAsync(Warm);

        foreach (var waiting in new[] { 10, 1_000, 100_000 })
        {
            foreach (var bench in benches) await bench.WaitingAsync(waiting);
            Title($"{waiting} instances wait; 10 activities, 2 tasks, 3 bursts an instance");
            await CompareAsync(benches, rounds, instances, async bench => bench.Store is PostgreSqlBenchStore
                ? await serverCeiling!.MeasureAsync(Math.Clamp(Environment.ProcessorCount * 2, 4, 16), raw) : ceiling.Measure(raw));
        }
        foreach (var bench in benches) await bench.ExpectAllFinishedAsync();
        foreach (var bench in benches) await bench.DisposeAsync();
    }

    private static async Task CompareAsync(List<EngineBench> benches, int rounds, int instances, Func<EngineBench, Task<double>> raw)
    {
        var samples = benches.ToDictionary(bench => bench, _ => new List<(double Raw, double Rate, double Processor)>());
        var before = new Dictionary<EngineBench, long>();
        foreach (var bench in benches) before[bench] = await bench.BytesAsync();
        for (var round = 0; round < rounds; round++)
            foreach (var bench in benches)
            {
                // The ceiling right before and right after: whatever else the machine does meanwhile lowers both.
                var ahead = await raw(bench);
                var cost = await bench.RunAsync(instances);
                samples[bench].Add(((ahead + await raw(bench)) / 2, instances / cost.Elapsed.TotalSeconds, cost.Processor.TotalMilliseconds / instances));
            }
        foreach (var bench in benches)
        {
            var of = samples[bench];
            Console.WriteLine(bench.Store.Name);
            Print("  instances per second", Median(of.Select(s => s.Rate)), "F0");
            Print("  bursts per second", Median(of.Select(s => s.Rate * EngineBench.BurstsPerInstance)), "F0");
            Print("  raw commits per second (plain ADO.NET: update + insert, durable, as many writers), right before and after", Median(of.Select(s => s.Raw)), "F0");
            Print("  bursts per second, of the raw commits per second", Median(of.Select(s => s.Rate * EngineBench.BurstsPerInstance / s.Raw)), "P0");
            Print("  processor milliseconds per finished instance (this process)", Median(of.Select(s => s.Processor)), "F2");
            Print("  bytes per finished instance", (double)(await bench.BytesAsync() - before[bench]) / (rounds * instances), "F0");
        }
    }
}
