using Xunit;
using Xunit.Abstractions;

namespace HaoChaPing.Workflows.Tests.Recorded;

public class RecordedFlowchartTests(ITestOutputHelper output)
{
    /// <summary>Where we mean to differ, and why.</summary>
    private static readonly Dictionary<string, string> Departures = new()
    {
        ["r0846a"] = "a fault ends the burst at once; Elsa runs on and completes the faulted instance's containers",
        ["r0846b"] = "a fault ends the burst at once; Elsa runs on and completes the faulted instance's containers",
        ["r1242a"] = "what End cancels is not passed on as a dead path: no step begins because another was cancelled by the end of the flow",
        ["r1242b"] = "what End cancels is not passed on as a dead path: no step begins because another was cancelled by the end of the flow",
        ["r1242c"] = "what End cancels is not passed on as a dead path: no step begins because another was cancelled by the end of the flow",
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_recorded_flowchart_runs_step_by_step_as_in_Elsa(bool rereadBetweenSteps)
    {
        var cases = RecordedCase.ReadAll("counter.jsonl");

        var differences = new List<string>();
        foreach (var recorded in cases.Where(c => !Departures.ContainsKey(c.Name))) differences.AddRange(await new RecordedPlay(recorded, rereadBetweenSteps).DifferencesAsync());

        output.WriteLine($"{cases.Count} recorded cases, {cases.Sum(c => c.Steps.Length)} steps, {Departures.Count} left out on purpose, {differences.Count} differences{(rereadBetweenSteps ? ", state re-read between steps" : "")}");
        foreach (var difference in differences) output.WriteLine(difference);
        Assert.True(cases.Count >= 360, $"Expected the recorded cases to be there, but found {cases.Count}.");
        Assert.Empty(differences);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Where_Elsa_hangs_runs_twice_or_leaves_bookmarks_ours_does_not(bool rereadBetweenSteps)
    {
        var cases = RecordedCase.ReadAll("counter-mended.jsonl");

        var differences = new List<string>();
        foreach (var recorded in cases) differences.AddRange(await new RecordedPlay(recorded, rereadBetweenSteps, mended: true).DifferencesAsync());

        output.WriteLine($"{cases.Count} cases with a quirk of Elsa");
        foreach (var difference in differences) output.WriteLine(difference);
        Assert.True(cases.Count >= 50, $"Expected the recorded cases to be there, but found {cases.Count}.");
        Assert.Empty(differences);
    }
}
