using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static HaoChaPing.CaseManagement.Tests.Intake.SampleDays;
using static HaoChaPing.CaseManagement.Tests.Intake.SampleEdges;

namespace HaoChaPing.CaseManagement.Tests.Intake;

/// <summary>Bulks as a whole; what becomes of single lines is shown by the sample year.</summary>
[Trait("Store", "Both")]
public sealed class BulkTests
{
    [Fact]
    public async Task A_bad_line_is_answered_by_number_and_reason_and_harms_no_other()
    {
        await using var world = await World.StartAsync(today: "2025-03-03");
        var good = Service("sv-0-1", "window", Local(2025, 3, 3, 8), null, 0);
        good.Remove("completedAt");

        var answers = await Send(world, "services", $"\uFEFF{good.ToJsonString()}\r\n\r\n{{\"region\":\"AK\"\n{good.ToJsonString().Replace("sv-0-1", "sv-0-2", StringComparison.Ordinal)}");

        Assert.Equal([1, 3, 4], answers.Select(a => a["line"]!.GetValue<int>()));
        Assert.Equal([null, "malformedRequest", null], answers.Select(a => a["code"]?.GetValue<string>()));
        Assert.Contains("JSON", answers[1]["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(2, await world.Read(db => db.Set<ServiceMatter>().CountAsync()));
    }

    [Fact]
    public async Task More_than_ten_thousand_lines_are_refused_before_the_first_is_taken()
    {
        await using var world = await World.StartAsync(today: "2025-03-03");

        var answer = await world.Channel().PostAsync("/api/v1/ratings/bulk", new StringContent(string.Concat(Enumerable.Repeat("{}\n", 10_001)), Encoding.UTF8, "application/x-ndjson"));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal("tooManyLines", (await answer.Content.ReadFromJsonAsync<JsonObject>())!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_empty_bulk_is_refused()
    {
        await using var world = await World.StartAsync(today: "2025-03-03");

        var answer = await world.Channel().PostAsync("/api/v1/services/bulk", new StringContent("\n \n"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static async Task<List<JsonObject>> Send(World world, string what, string lines)
    {
        var answer = await world.Channel().PostAsync($"/api/v1/{what}/bulk", new StringContent(lines, Encoding.UTF8, "application/x-ndjson"));
        answer.EnsureSuccessStatusCode();
        return [.. (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!.AsObject())];
    }
}
