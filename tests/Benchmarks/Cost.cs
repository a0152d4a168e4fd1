using System.Diagnostics;

namespace HaoChaPing.Benchmarks;

/// <summary>Time and processor time of a stretch of work.</summary>
internal readonly record struct Cost(TimeSpan Elapsed, TimeSpan Processor)
{
    public static Stretch Start() => new(Stopwatch.GetTimestamp(), Process.GetCurrentProcess().TotalProcessorTime);
    public static Cost operator +(Cost left, Cost right) => new(left.Elapsed + right.Elapsed, left.Processor + right.Processor);

    internal readonly record struct Stretch(long Began, TimeSpan Processor)
    {
        public Cost Stop() => new(Stopwatch.GetElapsedTime(Began), Process.GetCurrentProcess().TotalProcessorTime - Processor);
    }
}
