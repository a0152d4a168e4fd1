using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Journeys;

/// <summary>Every journey of every place, as its file tells it. A new ordinance brings its own; no code is needed.</summary>
[Trait("Pace", "Slow")]
public sealed class JourneyTests
{
    public static TheoryData<string> Files() => [.. Journey.Files().Select(Named)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_journey_goes_as_its_file_tells(string name)
    {
        var journey = Journey.Read(Journey.Files().Single(file => Named(file) == name));
        await using var world = await World.StartAsync(today: journey.Today);

        await new JourneyRun(world, journey).PlayAsync();
    }

    [Theory]
    [InlineData("""{ "get": "/api/v1/ordinances/AK", "by": "auditor", "expect": { "/meta/id": "TJ" } }""")]
    [InlineData("""{ "get": "/api/v1/ordinances/AK", "by": "auditor", "status": 404 }""")]
    [InlineData("""{ "post": "/api/v1/ratings", "body": {}, "refused": "reasonRequired" }""")]
    [InlineData("""{ "task": "verify", "case": "AK20250303000001", "by": "ak-handler" }""")]
    public async Task A_journey_that_does_not_go_so_fails(string step)
    {
        await using var world = await World.StartAsync();
        var journey = new Journey("", "", [], "2025-03-03", [System.Text.Json.JsonSerializer.Deserialize<JourneyStep>(step, System.Text.Json.JsonSerializerOptions.Web)!]);

        await Assert.ThrowsAsync<Xunit.Sdk.XunitException>(() => new JourneyRun(world, journey).PlayAsync());
    }

    [Fact]
    public void Every_journey_names_its_clauses_and_no_two_are_called_the_same()
    {
        var journeys = Journey.Files().Select(Journey.Read).ToList();

        Assert.NotEmpty(journeys);
        Assert.All(journeys, journey => Assert.NotEmpty(journey.Clauses));
        Assert.Equal(journeys.Select(j => j.Id + j.Title).Distinct(), journeys.Select(j => j.Id + j.Title));
    }

    private static string Named(string file) => $"{Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(file)))}/{Path.GetFileNameWithoutExtension(file)}";
}
