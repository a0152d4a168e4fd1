using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Tests.Organisation;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Ordinances;

[Trait("Pace", "Slow")]
public sealed class ScoreApiTests(SharedWorld shared) : IClassFixture<SharedWorld>
{
    private const string Ratings = """{ "verySatisfied": 60, "satisfied": 20, "basicallySatisfied": 12, "dissatisfied": 6, "veryDissatisfied": 2 }""";
    private const string None = """{ "verySatisfied": 0, "satisfied": 0, "basicallySatisfied": 0, "dissatisfied": 0, "veryDissatisfied": 0 }""";

    private async Task<JsonNode> Score(string code, string body, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var client = await shared.World.As("auditor");
        using var answer = await client.PostAsync($"/api/v1/ordinances/{code}/score", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal(expected, answer.StatusCode);
        return await answer.Json();
    }

    private static string Plain(JsonNode node) => node.ToJsonString(new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static string Composite(string ratings, int timeout, int matters, int bad, int rectified, int satisfied, string settings = "{}") => $$"""
        { "kind": "composite", "settings": {{settings}},
          "input": { "ratings": {{ratings}}, "timeoutUnrated": {{timeout}}, "activeRatedMatters": {{matters}}, "validBad": {{bad}}, "rectified": {{rectified}}, "visitedSatisfied": {{satisfied}} } }
        """;

    [Fact]
    [Trait("Clause", "TJ-23-1"), Trait("Clause", "TJ-23-2"), Trait("Clause", "TJ-23-3"), Trait("Clause", "TJ-23-4"), Trait("Clause", "TJ-23-5"), Trait("Clause", "TJ-23-a"), Trait("Clause", "TJ-23-h")]
    public async Task The_composite_joins_four_parts_and_is_rounded_once() =>
        Assert.Equal("""{"quality":"92.60","activeRate":"80.00","rectificationRate":"87.50","visitSatisfaction":"71.43","composite":"83.89","status":"ok"}""",
            Plain(await Score("TJ", Composite(Ratings, 25, 100, 8, 7, 5))));

    [Fact]
    [Trait("Clause", "TJ-23-1"), Trait("Clause", "S-45")]
    public async Task The_example_of_the_scenarios_comes_out()
    {
        var answer = await Score("TJ", Composite("""{ "verySatisfied": 60, "satisfied": 20, "basicallySatisfied": 10, "dissatisfied": 6, "veryDissatisfied": 4 }""", 25, 100, 10, 8, 6));

        Assert.Equal("""{"quality":"91.00","activeRate":"80.00","rectificationRate":"80.00","visitSatisfaction":"75.00","composite":"82.05","status":"ok"}""", Plain(answer));
    }

    [Theory]
    [Trait("Clause", "TJ-23-e"), Trait("Clause", "TJ-23-f"), Trait("Clause", "TJ-23-i")]
    [InlineData("{}", 0, 0, 0, "100.00", "100.00", "94.78")] // 27.78 + 12 + 30 + 25
    [InlineData("""{"scoring.composite.zeroDenominator.rectification":"zero"}""", 0, 0, 0, "0.00", "100.00", "64.78")]
    [InlineData("""{"scoring.composite.zeroDenominator.visit":"zero"}""", 0, 0, 0, "100.00", "0.00", "69.78")]
    [InlineData("""{"scoring.composite.zeroDenominator.rectification":"exclude"}""", 0, 0, 0, null, "100.00", "92.54")] // 64.78 / 0.70
    [InlineData("""{"scoring.composite.zeroDenominator.rectification":"exclude","scoring.composite.zeroDenominator.visit":"exclude"}""", 0, 0, 0, null, null, "88.40")] // 39.78 / 0.45
    [InlineData("""{"scoring.composite.zeroDenominator.visit":"exclude"}""", 8, 0, 0, "0.00", "0.00", "39.78")] // bad ratings and none put right: always 0
    public async Task Where_there_is_nothing_to_divide_by_the_pack_decides(string settings, int bad, int rectified, int satisfied, string? rectification, string? visit, string composite)
    {
        var answer = await Score("TJ", Composite(Ratings, 25, 100, bad, rectified, satisfied, settings));

        Assert.Equal((rectification, visit, composite), (answer["rectificationRate"]?.GetValue<string>(), answer["visitSatisfaction"]?.GetValue<string>(), answer["composite"]!.GetValue<string>()));
    }

    [Theory]
    [Trait("Clause", "TJ-23-g"), Trait("Clause", "X-NUM-1")]
    [InlineData(None, "{}")]
    [InlineData("""{ "satisfied": 4 }""", """{"scoring.composite.minimumRatings":5}""")]
    public async Task Too_few_ratings_give_no_score(string ratings, string settings) =>
        Assert.Equal("""{"quality":null,"activeRate":null,"rectificationRate":null,"visitSatisfaction":null,"composite":null,"status":"insufficientData"}""",
            Plain(await Score("TJ", Composite(ratings, 25, 0, 8, 7, 5, settings))));

    [Theory]
    [Trait("Clause", "TJ-23-b"), Trait("Clause", "A-16"), Trait("Clause", "TJ-23-3")]
    [InlineData("{}", "80.00")]
    [InlineData("""{"scoring.composite.activeRate.unit":"literal"}""", "72.00")]
    [InlineData("""{"scoring.composite.activeRate.invalidatedCounts":true}""", "76.92")]
    public async Task The_active_rate_counts_what_the_pack_says(string settings, string rate)
    {
        var body = JsonNode.Parse(Composite(Ratings, 25, 90, 8, 7, 5, settings))!;
        body["input"]!["invalidated"] = 5;

        Assert.Equal(rate, (await Score("TJ", body.ToJsonString()))["activeRate"]!.GetValue<string>());
    }

    [Theory]
    [Trait("Clause", "TJ-23-6")]
    [InlineData("2025-12-31", "83.89")]
    [InlineData("2026-06-30", "92.60")]
    public async Task A_period_uses_the_weights_of_its_last_day(string at, string composite)
    {
        var body = JsonNode.Parse(Composite(Ratings, 25, 100, 8, 7, 5))!;
        body["at"] = at;
        body["settings"] = JsonNode.Parse("""
            {"scoring.composite.weights":[{"effectiveFrom":"2021-08-01","quality":"0.30","activeRate":"0.15","rectification":"0.30","visitSatisfaction":"0.25"},
                                          {"effectiveFrom":"2026-01-01","quality":"1.00","activeRate":"0","rectification":"0","visitSatisfaction":"0"}]}
            """);

        Assert.Equal(composite, (await Score("TJ", body.ToJsonString()))["composite"]!.GetValue<string>());
    }

    [Theory]
    [Trait("Clause", "GD-9"), Trait("Clause", "TJ-8"), Trait("Clause", "X-NUM-1"), Trait("Clause", "S-28")]
    [InlineData("GD", """{ "verySatisfied": 6, "satisfied": 2, "basicallySatisfied": 1, "dissatisfied": 1, "veryDissatisfied": 0 }""", "8.50")]
    [InlineData("GD", """{ "verySatisfied": 1, "satisfied": 1, "basicallySatisfied": 1, "dissatisfied": 1, "veryDissatisfied": 1 }""", "5.40")]
    [InlineData("TJ", """{ "verySatisfied": 1, "satisfied": 1, "basicallySatisfied": 1, "dissatisfied": 1, "veryDissatisfied": 1 }""", "6.60")]
    [InlineData("GD", """{ "dissatisfied": 7, "satisfied": 1, "veryDissatisfied": 0 }""", "3.63")] // 29/8 = 3.625: the half goes away from zero
    [InlineData("GD", """{ "satisfied": 2, "basicallySatisfied": 1 }""", "7.33")]
    public async Task Points_are_the_mean_of_the_levels(string code, string ratings, string mean) =>
        Assert.Equal($$"""{"mean":"{{mean}}","status":"ok"}""", Plain(await Score(code, $$"""{ "kind": "points", "input": { "ratings": {{ratings}} } }""")));

    [Fact]
    [Trait("Clause", "X-NUM-1")]
    public async Task The_points_and_the_rounding_are_values_of_the_pack()
    {
        var answer = await Score("GD", """{ "kind": "points", "input": { "ratings": { "satisfied": 2, "basicallySatisfied": 1 } }, "settings": { "rating.levels.satisfied.score": 9, "scoring.rounding.decimals": 3 } }""");

        Assert.Equal("8.000", answer["mean"]!.GetValue<string>());
    }

    [Theory]
    [Trait("Clause", "TJ-7-1/2"), Trait("Clause", "A-20"), Trait("Clause", "TJ-24"), Trait("Clause", "A-26")]
    [InlineData("TJ", """ "ratings": { "verySatisfied": 60, "basicallySatisfied": 15, "dissatisfied": 5 }, "unrated": 20 """, """{"good":"75.00","bad":"5.00","unrated":"20.00","status":"ok"}""")]
    [InlineData("SP", """ "ratings": { "verySatisfied": 6, "dissatisfied": 1 }, "defaults": { "basicallySatisfied": 3 }, "unrated": 0 """, """{"good":"90.00","bad":"10.00","unrated":"0.00","activeRate":"70.00","status":"ok"}""")]
    [InlineData("AK", """ "ratings": { "satisfied": 2, "dissatisfied": 1 }, "unrated": 97 """, """{"good":"66.67","bad":"33.33","unrated":"3233.33","status":"ok"}""")]
    [InlineData("YS", """ "ratings": {}, "defaults": { "basicallySatisfied": 4 } """, """{"good":"100.00","bad":"0.00","unrated":"0.00","activeRate":"0.00","status":"ok"}""")]
    [InlineData("TJ", """ "ratings": {}, "unrated": 20 """, """{"good":null,"bad":null,"unrated":null,"status":"insufficientData"}""")]
    [InlineData("SP", """ "ratings": {}, "defaults": {} """, """{"good":null,"bad":null,"unrated":null,"activeRate":null,"status":"insufficientData"}""")]
    public async Task Rates_stand_over_the_denominator_of_the_pack(string code, string input, string answer) =>
        Assert.Equal(answer, Plain(await Score(code, $$"""{ "kind": "rates", "input": { {{input}} } }""")));

    [Theory]
    [InlineData("TJ", """{ "kind": "average", "input": { "ratings": {} } }""", "badInput", "/kind")]
    [InlineData("AK", """{ "kind": "points", "input": { "ratings": { "satisfied": 1 } } }""", "noPoints", null)]
    [InlineData("GD", """{ "kind": "composite", "input": { "ratings": { "satisfied": 1 }, "timeoutUnrated": 0, "validBad": 0 } }""", "noComposite", null)]
    [InlineData("TJ", """{ "kind": "composite", "input": { "ratings": { "satisfied": 1 }, "timeoutUnrated": 0, "validBad": 3, "rectified": 4 } }""", "badInput", "/input/visitedSatisfied")]
    [InlineData("TJ", """{ "kind": "composite", "input": { "ratings": { "satisfied": 1 }, "timeoutUnrated": 0, "validBad": 3, "rectified": 4, "visitedSatisfied": 1 } }""", "badInput", "/input/rectified")]
    [InlineData("TJ", """{ "kind": "composite", "input": { "ratings": { "satisfied": 1 }, "validBad": 0 } }""", "badInput", "/input/timeoutUnrated")]
    [InlineData("GD", """{ "kind": "points", "input": { "ratings": { "perfect": 1 } } }""", "badInput", "/input/ratings/perfect")]
    [InlineData("GD", """{ "kind": "points", "input": { "ratings": { "satisfied": -1 } } }""", "badInput", "/input/ratings/satisfied")]
    [InlineData("TJ", """{ "kind": "points", "input": { "ratings": { "satisfied": 1 } }, "settings": { "scoring.composite.weights.0.quality": "0.40" } }""", "badSetting", "/settings/scoring.composite.weights.0.quality")]
    [InlineData("TJ", """{ "kind": "points", "input": { "ratings": { "satisfied": 1 } }, "settings": { "scoring.composite.colour": "red" } }""", "unknownSetting", "/settings/scoring.composite.colour")]
    public async Task What_cannot_be_scored_is_refused_where_it_stands(string code, string body, string refusal, string? pointer)
    {
        var problem = await Score(code, body, HttpStatusCode.UnprocessableEntity);

        Assert.Equal((refusal, pointer), (problem["code"]!.GetValue<string>(), problem["errors"]?[0]!["pointer"]!.GetValue<string>()));
    }
}
