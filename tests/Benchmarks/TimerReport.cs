using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using static HaoChaPing.Benchmarks.Report;

namespace HaoChaPing.Benchmarks;

/// <summary>Many instances wait, and many timers fall due at one second while people go on working: a million and a hundred thousand at full size.</summary>
internal static class TimerReport
{
    private static readonly TimeSpan Off = TimeSpan.FromDays(30);

    public static async Task RunAsync(string folder, bool full)
    {
        var (timers, waiting) = full ? (100_000, 1_000_000) : (10_000, 10_000);
        await RunAsync(await EngineBench.CreateAsync(new SqliteBenchStore(folder, "timers.db", 32)), timers, waiting);
        if (Environment.GetEnvironmentVariable("HCP_TEST_POSTGRES") is { } server)
            await RunAsync(await EngineBench.CreateAsync(await PostgreSqlBenchStore.CreateAsync(server)), timers, waiting);
    }

    private static async Task RunAsync(EngineBench bench, int timers, int waiting)
    {
        await using (bench)
        {
            Title($"{bench.Store.Name}: {waiting} instances wait, {timers} timers due at one second");
            await bench.RunAsync(200); // warm up
            await bench.WaitingAsync(waiting);
            var due = bench.Clock.GetUtcNow() + Off;
            var chunks = Enumerable.Range(0, timers).Chunk(5_000).ToList();
            await StageAsync(chunks[0]); // what staging itself keeps, it keeps from the first time on
            var (earlier, memory) = (Settled(), Settled());
            foreach (var some in chunks.Skip(1)) await StageAsync(some);
            var (waits, staged) = (Settled() - memory, (double)(timers - chunks[0].Length));
            bench.Clock.Ahead += Off;

            var watch = Stopwatch.StartNew();
            var drained = Task.Run(() => bench.Dispatcher.DrainAsync(CancellationToken.None));
            List<double> fresh = [];
            while (!drained.IsCompleted)
                if (await FreshAsync(bench, drained) is { } seconds) fresh.Add(seconds);
            await drained;

            Print("  timers per second", timers / watch.Elapsed.TotalSeconds, "F0");
            // They wait in the database. What two looks at the heap differ by is the least that can be told from nothing.
            PrintAbove("  bytes of managed memory per timer while they wait", waits / staged, Math.Max(Math.Abs(memory - earlier), Math.Abs(Math.Min(waits, 0))) / staged);
            Print("  fresh starts among them: median seconds until they ran", Median(fresh), "F2");
            Print("  the slowest of them", fresh.Max(), "F2");
            var order = await bench.WithDbAsync(db => db.Set<BenchTask>().Where(t => t.InstanceId == "timer").OrderBy(t => t.Id).Select(t => t.Name).ToListAsync());
            var numbers = order.ConvertAll(name => int.Parse(name, CultureInfo.InvariantCulture));
            Print("  run once, of all", (double)numbers.Distinct().Count() / timers, "P0");
            Print("  farthest from its place in the order", numbers.Select((number, place) => (double)Math.Abs(number - place)).Max(), "F0");

            Task StageAsync(int[] some) =>
                bench.StageAsync(queue => Array.ForEach(some, n => queue.At(due, $"timer-{n % (timers / 2)}", BenchTimer.Name, new JsonObject { ["number"] = n }, Cause.System)));
        }
    }

    /// <summary>Bytes of managed memory that are in use once nothing is left to collect.</summary>
    private static long Settled()
    {
        for (var round = 0; round < 2; round++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    /// <summary>Seconds from the commit of a start until its instance waits for its first task; null when the timers were over before.</summary>
    private static async Task<double?> FreshAsync(EngineBench bench, Task drained)
    {
        var id = "";
        await bench.StageAsync(queue => id = queue.Start("bench", null, [], Cause.System));
        var watch = Stopwatch.StartNew();
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await bench.WithDbAsync(db => db.Bookmarks.AnyAsync(b => b.InstanceId == id)))
        {
            if (drained.IsCompleted) return null;
            if (watch.Elapsed > TimeSpan.FromMinutes(5)) throw new InvalidOperationException("Expected fresh work to run among the timers, but it starves.");
            await pause.WaitForNextTickAsync();
        }
        return watch.Elapsed.TotalSeconds;
    }
}
