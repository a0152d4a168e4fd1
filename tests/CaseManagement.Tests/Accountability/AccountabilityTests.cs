using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Accountability;

/// <summary>追责: proposed when a case ends late without an accepted reason, opened by hand on the grounds of the ordinance, decided by the body it names.</summary>
[Trait("Pace", "Slow")]
public sealed class AccountabilityTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Clause", "AK-16-1")]
    public async Task A_late_end_without_an_accepted_reason_is_proposed(bool accepted)
    {
        await using var world = await World.StartAsync("2021-09-30", World.SendsWhenTold);
        var number = await world.BadRatingUpToAsync("upload");
        await world.Clock.MoveTo("2021-10-21T08:00");
        if (accepted) Assert.Equal(HttpStatusCode.OK, (await (await world.ByAsync("ak-bureau")).PostAsJsonAsync($"/api/v1/cases/{number}/overdue-reason", new { reason = "上级平台检修三日。" })).StatusCode);
        await world.UploadedAsync(number);

        var items = (await (await world.ByAsync("ak-bureau")).GetFromJsonAsync<JsonObject>($"/api/v1/accountability?caseNumber={number}"))!["items"]!.AsArray();
        Assert.Equal(accepted ? [] : [("overdueUnjustified", "proposed", "AK-16-1")], items.Select(i => ((string)i!["trigger"]!, (string)i["status"]!, (string)i["clause"]!)));
        Assert.Single(await world.EventsAsync(number), e => (string)e["type"]! == "deadlinePassed");
    }

    [Theory]
    [InlineData("shirking", "AK-16-2")]
    [InlineData("untrueReply", "AK-16-3")]
    [InlineData("informationLeak", "AK-16-4")]
    [InlineData("other", "AK-16-5")]
    [InlineData("retaliation", "AK-23b")]
    [Trait("Clause", "AK-16-0")]
    [Trait("Clause", "AK-16-2")]
    [Trait("Clause", "AK-16-3")]
    [Trait("Clause", "AK-16-4")]
    [Trait("Clause", "AK-16-5")]
    [Trait("Clause", "AK-23b")]
    public async Task A_supervisor_opens_an_item_and_the_discipline_body_decides(string trigger, string clause)
    {
        await using var world = await World.StartAsync();
        var number = await world.BadRatingUpToAsync("rectify");
        await (await world.ByAsync("ak-handler")).PostAsJsonAsync($"/api/v1/cases/{number}/unmask", new { purpose = "电话联系评价人核实" });
        var bureau = await world.ByAsync("ak-bureau");
        Assert.Equal("textRequired", await (await bureau.PostAsJsonAsync($"/api/v1/cases/{number}/accountability", new { trigger })).CodeAsync());

        var opened = await (await bureau.PostAsJsonAsync($"/api/v1/cases/{number}/accountability", new { trigger, text = "多次催办仍未处理。" })).Content.ReadFromJsonAsync<JsonObject>();
        Assert.Equal((clause, "open"), ((string)opened!["clause"]!, (string)opened["status"]!));
        var id = (string)opened["id"]!;
        Assert.Equal(HttpStatusCode.Forbidden, (await bureau.PostAsJsonAsync($"/api/v1/accountability/{id}/decide", new { outcome = "decided", measure = "criticismBulletin", text = "通报批评。" })).StatusCode);
        var discipline = await world.ByAsync("ak-disciplinebody");
        Assert.Equal("unknownMeasure", await (await discipline.PostAsJsonAsync($"/api/v1/accountability/{id}/decide", new { outcome = "decided", measure = "dismissal", text = "处理。" })).CodeAsync());
        Assert.Equal(HttpStatusCode.OK, (await discipline.PostAsJsonAsync($"/api/v1/accountability/{id}/decide", new { outcome = "decided", measure = "criticismBulletin", text = "通报批评。" })).StatusCode);

        if (trigger == "informationLeak") Assert.NotEmpty((await world.EventsAsync(number)).Single(e => (string)e["type"]! == "accountabilityOpened")["data"]!["views"]!.AsArray());
    }

    [Fact]
    [Trait("Clause", "AK-16-0")]
    public async Task A_ground_the_ordinance_does_not_name_is_refused()
    {
        await using var world = await World.StartAsync();
        var number = await world.BadRatingUpToAsync("rectify");

        var answer = await (await world.ByAsync("ak-bureau")).PostAsJsonAsync($"/api/v1/cases/{number}/accountability", new { trigger = "restrictingRating", text = "限制评价。" });

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "unknownTrigger"), (answer.StatusCode, await answer.CodeAsync()));
    }
}
