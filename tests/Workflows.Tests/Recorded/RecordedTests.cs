using HaoChaPing.Workflows.Tests.Runtime;
using Xunit;
using Xunit.Abstractions;

namespace HaoChaPing.Workflows.Tests.Recorded;

/// <summary>What Elsa 3.8 did with some 690 definitions, against what ours does.</summary>
[Trait("Pace", "Slow")]
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
    [InlineData("counter", true)]
    [InlineData("token", false)]
    [InlineData("token", true)]
    public Task The_executor_does_step_by_step_what_Elsa_does(string mode, bool rereadBetweenSteps) =>
        PlayAsync(All.Where(c => c is { IsQuirk: false, Children: [] } && c.Mode == mode && !Departures.ContainsKey(c.Name)), () => new PureHost(rereadBetweenSteps));

    [Theory]
    [InlineData("counter", false)]
    [InlineData("counter", true)]
    [InlineData("token", false)]
    [InlineData("token", true)]
    public Task Where_Elsa_hangs_runs_twice_or_leaves_something_open_the_executor_does_not(string mode, bool rereadBetweenSteps) =>
        PlayAsync(All.Where(c => c is { IsQuirk: true, Children: [] } && c.Mode == mode), () => new PureHost(rereadBetweenSteps));

    [Theory, Trait("Store", "Sqlite")]
    [InlineData("counter")]
    [InlineData("token")]
    public async Task The_whole_engine_on_SQLite_does_step_by_step_what_Elsa_does_and_better_where_Elsa_errs(string mode)
    {
        await using var world = await EngineWorld.StartAsync(NoFlush.Add);
        await PlayAsync(All.Where(c => c.Mode == mode && !Departures.ContainsKey(c.Name)), () => new RuntimeHost(world));
    }

    private async Task PlayAsync(IEnumerable<RecordedCase> cases, Func<IRecordedHost> host)
    {
        var (count, steps, differences) = (0, 0, new List<string>());
        foreach (var recorded in cases)
        {
            differences.AddRange(await new RecordedPlay(recorded, host()).DifferencesAsync());
            (count, steps) = (count + 1, steps + recorded.Steps.Length);
        }

        output.WriteLine($"{count} cases, {steps} steps, {differences.Count} differences");
        foreach (var difference in differences) output.WriteLine(difference);
        Assert.Empty(differences);
    }
}
