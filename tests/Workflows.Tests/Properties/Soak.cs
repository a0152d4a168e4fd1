using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.Workflows.Tests.Properties;

/// <summary>What must hold for any flowchart, tried on random ones. A failing seed is told with its definition; keep it in <c>kept-seeds.txt</c>.</summary>
public static class Soak
{
    /// <summary>Seeds that failed once.</summary>
    public static IReadOnlyList<int> Kept =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Properties", "kept-seeds.txt")).Where(line => line.Length > 0 && line[0] != '#').Select(line => int.Parse(line.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture))];

    /// <summary>Tries the seeds in memory and tells what did not hold.</summary>
    public static async Task<IReadOnlyList<string>> InMemoryAsync(IEnumerable<int> seeds)
    {
        var broken = new List<string>();
        foreach (var seed in seeds)
        {
            broken.AddRange((await BrokenAsync(seed)).Select(what => $"seed {seed}: {what}\n{new RandomFlow(seed).Json.ToJsonString()}"));
            broken.AddRange((await DisorderAsync(seed)).Select(what => $"seed {seed}: {what}\n{new OrderlyFlow(seed).Json.ToJsonString()}"));
        }

        return broken;
    }

    /// <summary>Tries the seeds on a store: one command at a time, now and then with a new process after every commit, and all at once in one commit.</summary>
    public static async Task<IReadOnlyList<string>> OnSqliteAsync(IEnumerable<int> seeds)
    {
        var broken = new List<string>();
        await using var store = await StorePlay.OpenAsync();
        foreach (var seed in seeds)
        {
            var play = await new FlowPlay(new RandomFlow(seed).Json, seed, reread: false).RunAsync();
            broken.AddRange((await store.BrokenAsync(play, seed)).Select(what => $"seed {seed} on SQLite: {what}\n{new RandomFlow(seed).Json.ToJsonString()}"));
        }

        return broken;
    }

    /// <summary>It ends or waits; nothing is left over; neither reading the state back after every burst nor a version drawn the same makes a difference.</summary>
    private static async Task<IEnumerable<string>> BrokenAsync(int seed)
    {
        var definition = new RandomFlow(seed).Json;
        var kept = await new FlowPlay(definition, seed, reread: false).RunAsync();
        var reread = await new FlowPlay(definition, seed, reread: true).RunAsync();
        var migrated = seed % 2 == 0 ? await new FlowPlay(definition, seed, reread: true, migrates: true).RunAsync() : reread;
        return kept.Broken.Concat(reread.Broken).Concat(FirstDifference(kept.Trace, reread.Trace, "in memory", "re-read"))
            .Concat(migrated.Broken).Concat(FirstDifference(kept.Trace, migrated.Trace, "on one version", "migrated after every burst"));
    }

    /// <summary>Whatever order the tasks of parallel branches are done in, the same steps are done as often, with the same end.</summary>
    private static async Task<IEnumerable<string>> DisorderAsync(int seed)
    {
        var definition = new OrderlyFlow(seed).Json;
        var first = await new FlowPlay(definition, seed, reread: true, operations: false).RunAsync();
        if (first.State.SubStatus == SubStatus.Suspended) return first.Broken; // longer than a play
        if (first.State.SubStatus != SubStatus.Finished) return [.. first.Broken, $"a flowchart whose branches all join ended {first.State.SubStatus}"];
        var broken = new List<string>(first.Broken);
        for (var other = 1; other <= 3; other++)
        {
            var play = await new FlowPlay(definition, seed + other * 1_000_003, reread: true, operations: false).RunAsync();
            broken.AddRange(play.Broken);
            broken.AddRange(FirstDifference(Done(first), Done(play), "one order", "another"));
        }

        return broken;

        List<string> Done(FlowPlay play) =>
        [
            play.State.SubStatus.ToString(), JsonText(play.State),
            .. play.Trace.Where(line => line.Contains(" Completed ", StringComparison.Ordinal)).Select(line => line.Split(' ')[4].Split('#')[0]).Order(StringComparer.Ordinal),
        ];
    }

    private static string JsonText(WorkflowState state) =>
        new JsonObject([.. (state.Activities[0].Variables ?? []).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()))]).ToJsonString();

    internal static IEnumerable<string> FirstDifference(IReadOnlyList<string> one, IReadOnlyList<string> other, string nameOfOne, string nameOfOther)
    {
        for (var line = 0; line < Math.Max(one.Count, other.Count); line++)
            if (line >= one.Count || line >= other.Count || one[line] != other[line])
                return [$"{nameOfOne}: {(line < one.Count ? one[line] : "over")} — {nameOfOther}: {(line < other.Count ? other[line] : "over")}"];
        return [];
    }
}
