using static HaoChaPing.Benchmarks.Report;

namespace HaoChaPing.Benchmarks;

/// <summary>The whole case beside the raw store: a service and a bad rating, 转办, 核实, 整改, 回复, 上传 and the receipt. Rounds alternate; medians are shown.</summary>
internal static class CaseReport
{
    private const int Warm = 20;

    public static async Task RunAsync(string folder, bool full)
    {
        var (rounds, cases, raw) = full ? (7, 500, TimeSpan.FromSeconds(3)) : (3, 40, TimeSpan.FromSeconds(1));
        var data = Directory.CreateDirectory(Path.Combine(folder, "cases")).FullName;
        await using var bench = await CaseBench.CreateAsync(data);
        using var ceiling = new RawCommits(data);
        await bench.RunAsync(Warm);

        var samples = new List<(double Raw, double Cases, double Commits, double PerCase, double Processor)>();
        var before = await bench.BytesAsync();
        for (var round = 0; round < rounds; round++)
        {
            var (ahead, sofar) = (ceiling.Measure(raw), bench.CommitsSoFar);
            var cost = await bench.RunAsync(cases);
            var commits = bench.CommitsSoFar - sofar;
            samples.Add(((ahead + ceiling.Measure(raw)) / 2, cases / cost.Elapsed.TotalSeconds, commits / cost.Elapsed.TotalSeconds, (double)commits / cases, cost.Processor.TotalMilliseconds / cases));
        }
        Title($"{rounds} x {cases} cases of 安康, city and county, from the rating to the receipt, one caller at a time; SQLite");
        Print("  finished cases per second", Median(samples.Select(s => s.Cases)), "F1");
        Print("  commits per second", Median(samples.Select(s => s.Commits)), "F0");
        Print("  commits per finished case", Median(samples.Select(s => s.PerCase)), "F1");
        Print("  raw commits per second (plain ADO.NET: update + insert, durable), right before and after", Median(samples.Select(s => s.Raw)), "F0");
        Print("  processor milliseconds per finished case (whole process)", Median(samples.Select(s => s.Processor)), "F1");
        Print("  database bytes per finished case, its service and rating included", (double)(await bench.BytesAsync() - before) / (rounds * cases), "F0");
    }
}
