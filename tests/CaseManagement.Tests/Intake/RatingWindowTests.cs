using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static HaoChaPing.CaseManagement.Tests.Intake.SampleDays;
using static HaoChaPing.CaseManagement.Tests.Intake.SampleEdges;

namespace HaoChaPing.CaseManagement.Tests.Intake;

/// <summary>Until when a service may be rated.</summary>
public sealed class RatingWindowTests
{
    [Theory, Trait("Clause", "AK-11b")]
    [InlineData("2025-10-11T10:00:00+08:00", null)]
    [InlineData("2025-10-15T23:59:59+08:00", null)]
    [InlineData("2025-10-16T00:00:00+08:00", null)] // exactly at the due is on time (X-CNT-9)
    [InlineData("2025-10-16T00:00:01+08:00", "windowClosed")]
    public async Task A_supplementary_rating_is_taken_until_the_end_of_the_seventh_working_day(string ratedAt, string? refusal)
    {
        await using var world = await World.StartAsync(today: "2025-10-20");
        var channel = world.Channel();
        var ended = Local(2025, 9, 29, 11);
        await channel.PostAsJsonAsync("/api/v1/services", Service("sv-0-1", "window", ended.AddMinutes(-20), ended, 0));
        var rating = Rating("r-1", "sms", "sv-0-1", "item", "satisfied", DateTimeOffset.Parse(ratedAt, System.Globalization.CultureInfo.InvariantCulture));
        rating["scope"] = "supplementary";

        var answer = await channel.PostAsJsonAsync("/api/v1/ratings", rating);

        Assert.Equal(refusal is null ? HttpStatusCode.Created : HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        if (refusal is not null) Assert.Equal(refusal, (await answer.Content.ReadFromJsonAsync<JsonObject>())!["code"]!.GetValue<string>());
        // No clause grants a default rating: nothing else exists.
        Assert.Equal(refusal is null ? 1 : 0, await world.Read(db => db.Ratings.CountAsync()));
    }
}
