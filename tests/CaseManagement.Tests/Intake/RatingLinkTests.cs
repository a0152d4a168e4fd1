using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Intake;
using HaoChaPing.CaseManagement.Organisation;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static HaoChaPing.CaseManagement.Tests.Intake.SampleDays;
using static HaoChaPing.CaseManagement.Tests.Intake.SampleEdges;

namespace HaoChaPing.CaseManagement.Tests.Intake;

/// <summary>What the links to the citizen's page refuse, and what the page asks.</summary>
[Trait("Store", "Both")]
public sealed class RatingLinkTests
{
    private static readonly DateTimeOffset Morning = Local(2025, 3, 3, 8);

    [Fact, Trait("Clause", "GD-4b")]
    public async Task Staff_do_not_rate_their_own_service_and_a_closed_window_stays_closed()
    {
        await using var world = await World.StartAsync(today: "2025-03-03");
        var channel = world.Channel();
        var token = await Token(channel, await Deliver(channel, With(Service("sv-0-1", "window", Morning, Morning.AddMinutes(20), 0), s => s["staff"] = "ak-window")));

        var own = await world.Send(new RateByLink(token, "verySatisfied"), by: "ak-window");
        await world.Clock.MoveTo("2025-03-13T09:00"); // the seventh working day is over (AK-11b)
        var late = await world.Send(new RateByLink(token, "verySatisfied"), by: "auditor");

        Assert.Equal("ownService", own.Refusal?.Code);
        Assert.Contains("ownService", (await world.Read(db => db.Set<AccessLogEntry>().SingleAsync(e => e.UserName == "ak-window"))).Subject, StringComparison.Ordinal);
        Assert.Equal("windowClosed", late.Refusal?.Code);
        Assert.Contains("现在不能评价", WebUtility.HtmlDecode(await world.Anonymous().GetStringAsync($"/rate/{token}")), StringComparison.Ordinal);
        Assert.Equal(0, await world.Read(db => db.Ratings.CountAsync()));
    }

    [Fact]
    public async Task The_page_asks_what_the_pack_of_the_place_says()
    {
        await using var world = await World.StartAsync(today: "2025-03-03");
        var channel = world.Channel();

        // 天津: real names, preset texts by level and part.
        var tj = await Token(channel, await Deliver(channel, Of("TJ", "sv-tj", s => s["applicant"] = new JsonObject { ["kind"] = "naturalPerson", ["name"] = "评价人0001", ["idNumber"] = "120101190001010001" })));
        var paper = (await world.Send(new OpenRatingLink(tj), by: "auditor")).Value!;
        Assert.Equal(("评****", false, false), (paper.RealName?[..1] + "****", paper.AsksPhone, paper.NeedsIdentity));
        var bad = paper.Levels.Single(l => l.Code == "dissatisfied");
        Assert.Contains(bad.Reasons, r => r.Part == "staff");
        var both = await world.Send(new RateByLink(tj, "dissatisfied", "both", [bad.Reasons.First(r => r.Part == "item").Value, bad.Reasons.First(r => r.Part == "staff").Value]), by: "auditor");
        Assert.True(both.Ok);
        Assert.True((await world.Read(db => db.Ratings.SingleAsync(r => r.Region == "TJ"))).Verified);
        var nameless = await Token(channel, await Deliver(channel, Of("TJ", "sv-tj-2")));
        Assert.Equal("identityRequired", (await world.Send(new RateByLink(nameless, "satisfied"), by: "auditor")).Refusal?.Code);

        // 偃师: the rater chooses whether it is public (YS-8e).
        var ys = await Token(channel, await Deliver(channel, Of("YS", "sv-ys")));
        Assert.True((await world.Send(new RateByLink(ys, "satisfied", Hidden: true), by: "auditor")).Ok);
        Assert.False((await world.Read(db => db.Ratings.SingleAsync(r => r.Region == "YS"))).Public);

        // 广东: one additional rating; the first stays (GD-14-5).
        var gd = await Token(channel, await Deliver(channel, Of("GD", "sv-gd")));
        var first = await world.Send(new RateByLink(gd, "satisfied", "item"), by: "auditor");
        Assert.True(first.Value!.MayAdd);
        var added = await world.Send(new RateByLink(gd, "dissatisfied", "item", Text: "后来又有问题", Additional: true), by: "auditor");
        Assert.True(added.Ok, added.Refusal?.Message);
        Assert.False(added.Value!.MayAdd);
        Assert.Equal("满意", added.Value.Mine!.Level);
        Assert.Equal("frequencyExceeded", (await world.Send(new RateByLink(gd, "satisfied", "item", Additional: true), by: "auditor")).Refusal?.Code);
    }

    private static JsonObject Of(string region, string id, Action<JsonObject>? with = null) => With(Service(id, "window", Morning, Morning.AddMinutes(20), 0), s =>
    {
        (s["region"], s["unit"]) = (region, $"{region.ToLowerInvariant()}-unit-1");
        with?.Invoke(s);
    });

    private static JsonObject With(JsonObject service, Action<JsonObject> change)
    {
        change(service);
        return service;
    }

    private static async Task<Guid> Deliver(HttpClient channel, JsonObject service)
    {
        var answer = await channel.PostAsJsonAsync("/api/v1/services", service);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!["id"]!.GetValue<Guid>();
    }

    private static async Task<JsonObject> Link(HttpClient channel, Guid id, string? of = null) =>
        (await channel.GetFromJsonAsync<JsonObject>($"/api/v1/services/{id}/rating-link{(of is null ? "" : $"?channel={of}")}"))!;

    private static async Task<string> Token(HttpClient channel, Guid id) => new Uri((await Link(channel, id))["url"]!.GetValue<string>()).Segments[^1];
}
