using Xunit;
using Xunit.Abstractions;

namespace HaoChaPing.Workflows.Tests.Recorded;

/// <summary>What Elsa 3.8 did with some 690 definitions, against what ours does.</summary>
public class RecordedTests(ITestOutputHelper output)
{
    private static readonly IReadOnlyList<RecordedCase> All = RecordedCase.ReadAll();

    /// <summary>Where we mean to differ although the recording is not marked, and why.</summary>
    private static readonly Dictionary<string, string> Departures = new()
    {
        ["r0846a"] = "a fault ends the burst at once; Elsa runs on and completes the faulted instance's containers",
        ["r0846b"] = "a fault ends the burst at once; Elsa runs on and completes the faulted instance's containers",
    };

    [Fact]
    public void All_recorded_cases_are_there()
    {
        Assert.Equal(690, All.Count);
        Assert.Equal(489, All.Count(c => c.Mode == "counter"));
        Assert.Equal(69, All.Count(c => c is { Mode: "counter", IsQuirk: true }));
        Assert.All(Departures.Keys, name => Assert.Contains(All, c => c.Name == name));
    }

    [Theory]
    [InlineData("counter", false)]
    [InlineData("token", false)]
    [InlineData("counter", true)]
    [InlineData("token", true)]
    public async Task Every_case_runs_step_by_step_as_in_Elsa(string mode, bool rereadBetweenSteps)
    {
        var cases = All.Where(c => c is { IsQuirk: false, Children: [] } && c.Mode == mode && !Departures.ContainsKey(c.Name)).ToList();

        var differences = new List<string>();
        foreach (var recorded in cases) differences.AddRange(await new RecordedPlay(recorded, rereadBetweenSteps).DifferencesAsync());

        Report(cases, differences);
        Assert.Empty(differences);
    }

    [Theory]
    [InlineData("counter", false)]
    [InlineData("token", false)]
    [InlineData("counter", true)]
    [InlineData("token", true)]
    public async Task Where_Elsa_hangs_runs_twice_or_leaves_bookmarks_ours_does_not(string mode, bool rereadBetweenSteps)
    {
        var cases = All.Where(c => c is { IsQuirk: true, Children: [] } && c.Mode == mode).ToList();

        var differences = new List<string>();
        foreach (var recorded in cases) differences.AddRange(await new RecordedPlay(recorded, rereadBetweenSteps, mended: true).DifferencesAsync());

        Report(cases, differences);
        Assert.Empty(differences);
    }

    private void Report(List<RecordedCase> cases, List<string> differences)
    {
        output.WriteLine($"{cases.Count} cases, {cases.Sum(c => c.Steps.Length)} steps, {differences.Count} differences");
        foreach (var difference in differences) output.WriteLine(difference);
    }
}
