using HaoChaPing.Workflows.Tests.Recorded;
using Xunit;
using Xunit.Abstractions;

namespace HaoChaPing.CaseManagement.Tests.Studio;

/// <summary>What Elsa 3.8 did, against what ours answers through Elsa's own API. The engine's tests play every case; these play a part of them from the outside.</summary>
[Trait("Pace", "Slow")]
public sealed class RecordedOverHttpTests(ITestOutputHelper output)
{
    // A fault ends the burst at once; Elsa runs on and completes the faulted instance's containers.
    private static readonly string[] Departures = ["r0846a", "r0846b"];
    // Names an activity type there is not: refused at publish, by name.
    private static readonly string[] Refused = ["unknown-type"];
    // Every nth; HCP_RECORDED_EVERY=1 plays all of them.
    private static readonly int Every = int.TryParse(Environment.GetEnvironmentVariable("HCP_RECORDED_EVERY"), out var every) ? every : 9;

    [Fact]
    public async Task Recorded_cases_played_through_the_API_go_as_Elsa_went()
    {
        await using var world = await World.StartAsync();
        var client = await world.As("admin");
        var chosen = RecordedCase.ReadAll().Where((c, index) => !Departures.Contains(c.Name) && (index % Every == 0 || c.Children.Length > 0 || Refused.Contains(c.Name))).ToList();
        var (differences, refused) = (new List<string>(), new List<string>());

        foreach (var recorded in chosen)
        {
            try
            {
                differences.AddRange(await new RecordedPlay(recorded, new RecordedOverHttp(client)).DifferencesAsync());
            }
            catch (PublicationRefusedException refusal)
            {
                refused.Add(recorded.Name);
                output.WriteLine($"{recorded.Name}: {refusal.Message}");
            }
        }

        output.WriteLine($"{chosen.Count} cases, {chosen.Sum(c => c.Steps.Length)} steps, {differences.Count} differences, {refused.Count} refused");
        foreach (var difference in differences) output.WriteLine(difference);
        Assert.Equal(Refused, refused);
        Assert.Empty(differences);
    }
}
