using HaoChaPing.Benchmarks;

// ./bench [engine|cases|soak] [--full]: each subcommand is a file of its own and prints its figures side by side. Without one, all run at their small size.
var full = args.Contains("--full");
var words = args.Where(arg => !arg.StartsWith('-')).ToList(); // the first is the folder that takes the data
var folder = Directory.CreateDirectory(Path.Combine(words.FirstOrDefault() ?? Environment.CurrentDirectory, $".bench-{Environment.ProcessId}")).FullName;
var benches = new Dictionary<string, Func<Task>>
{
    ["soak"] = () => SoakReport.RunAsync(words.Contains("soak") ? 20_000 : 200),
    ["engine"] = () => EngineReport.RunAsync(folder, full),
    ["timers"] = () => TimerReport.RunAsync(folder, full),
    ["cases"] = () => CaseReport.RunAsync(folder, full),
};
var chosen = words.Skip(1).ToList();
if (chosen.Find(name => !benches.ContainsKey(name)) is { } unknown)
{
    await Console.Error.WriteLineAsync($"There is no bench '{unknown}'; there are: {string.Join(", ", benches.Keys)}.");
    return 2;
}
try
{
    foreach (var name in chosen.Count == 0 ? [.. benches.Keys] : chosen) await benches[name]();
    return 0;
}
finally
{
    Directory.Delete(folder, recursive: true);
}
