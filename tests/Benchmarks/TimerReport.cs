using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using static HaoChaPing.Benchmarks.Report;

namespace HaoChaPing.Benchmarks;

/// <summary>A million instances wait, and a hundred thousand timers fall due at one second while people go on working.</summary>
internal static class TimerReport
{
    private const int Timers = 100_000;
    private static readonly TimeSpan Off = TimeSpan.FromDays(30);

    public static async Task RunAsync(IEnumerable<EngineBench> benches)
    {
        foreach (var bench in benches.Where(b => b.Store is not SqliteBenchStore { Name: "SQLite, a commit each" }))
        {
            Title($"{bench.Store.Name}: 1,000,000 instances wait, {Timers} timers due at one second");
            await bench.WaitingAsync(1_000_000);
            var due = bench.Clock.GetUtcNow() + Off;
            foreach (var some in Enumerable.Range(0, Timers).Chunk(5_000))
                await bench.StageAsync(queue => Array.ForEach(some, n => queue.At(due, $"timer-{n % 50_000}", BenchTimer.Name, new JsonObject { ["number"] = n }, Cause.System)));
            var memory = GC.GetTotalMemory(forceFullCollection: true);
            bench.Clock.Ahead += Off;

            var watch = Stopwatch.StartNew();
            var drained = Task.Run(() => bench.Dispatcher.DrainAsync(CancellationToken.None));
            List<double> fresh = [];
            while (!drained.IsCompleted) fresh.Add(await FreshAsync(bench));
            await drained;

            Print("  timers per second", Timers / watch.Elapsed.TotalSeconds, "F0");
            Print("  bytes of memory per timer while they wait", (double)(GC.GetTotalMemory(forceFullCollection: true) - memory) / Timers, "F0");
            Print("  fresh starts among them: median seconds until they ran", Median(fresh), "F2");
            Print("  the slowest of them", fresh.Max(), "F2");
            var order = await bench.WithDbAsync(db => db.Set<BenchTask>().Where(t => t.InstanceId == "timer").OrderBy(t => t.Id).Select(t => t.Name).ToListAsync());
            var numbers = order.ConvertAll(name => int.Parse(name, CultureInfo.InvariantCulture));
            Print("  run once, of all", (double)numbers.Distinct().Count() / Timers, "P0");
            Print("  farthest from its place in the order", numbers.Select((number, place) => (double)Math.Abs(number - place)).Max(), "F0");
        }
    }

    /// <summary>Seconds from the commit of a start until its instance waits for its first task.</summary>
    private static async Task<double> FreshAsync(EngineBench bench)
    {
        var id = "";
        await bench.StageAsync(queue => id = queue.Start("bench", null, [], Cause.System));
        var watch = Stopwatch.StartNew();
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await bench.WithDbAsync(db => db.Bookmarks.AnyAsync(b => b.InstanceId == id)))
        {
            if (watch.Elapsed > TimeSpan.FromMinutes(5)) throw new InvalidOperationException("Expected fresh work to run among the timers, but it starves.");
            await pause.WaitForNextTickAsync();
        }
        return watch.Elapsed.TotalSeconds;
    }
}
