using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Cases;

/// <summary>Acts on a running case: another class, another unit, a note.</summary>
[Trait("Pace", "Slow")]
public sealed class CaseActTests
{
    [Fact]
    [Trait("Clause", "X-CLK-6")]
    public async Task Another_class_recomputes_the_due_from_the_original_receipt()
    {
        await using var world = await World.StartAsync("2025-03-03");
        var number = await world.BadRatingUpToAsync("rectify");
        await world.Clock.MoveTo("2025-03-05T10:00");
        var handler = await world.ByAsync("ak-handler");

        Assert.Equal("reasonRequired", await (await handler.PostAsJsonAsync($"/api/v1/cases/{number}/reclassify", new { @class = "simple" })).CodeAsync());
        Assert.Equal("unknownClass", await (await handler.PostAsJsonAsync($"/api/v1/cases/{number}/reclassify", new { @class = "grave", reason = "查明原因简单。" })).CodeAsync());
        Assert.Equal("coordinationRequired", await (await handler.PostAsJsonAsync($"/api/v1/cases/{number}/reclassify", new { @class = "complex", reason = "涉及多个部门。" })).CodeAsync());
        var done = await (await handler.PostAsJsonAsync($"/api/v1/cases/{number}/reclassify", new { @class = "simple", reason = "查明原因简单。" })).Content.ReadFromJsonAsync<JsonObject>();

        Assert.Equal(("simple", "2025-03-11T00:00:00+08:00"), ((string)done!["class"]!, (string)done["due"]!));
        var changed = (await world.EventsAsync(number)).Last(e => (string)e["type"]! == "deadlineRecomputed")["data"]!;
        Assert.Equal(("2025-03-17", "2025-03-10"), ((string)changed["old"]!["lastDay"]!, (string)changed["new"]!["lastDay"]!));
    }

    [Fact]
    [Trait("Clause", "X-CLK-2")]
    public async Task Another_unit_takes_over_with_the_same_due()
    {
        await using var world = await World.StartAsync("2025-03-03");
        var number = await world.BadRatingUpToAsync("rectify");
        var before = (string)(await world.CaseAsync(number))["deadlines"]![0]!["due"]!;
        var bureau = await world.ByAsync("ak-bureau");

        Assert.Equal("sameUnit", await (await bureau.PostAsJsonAsync($"/api/v1/cases/{number}/reassign", new { unit = "ak-unit-1", reason = "重新派单。" })).CodeAsync());
        Assert.Equal("unitNotHandling", await (await bureau.PostAsJsonAsync($"/api/v1/cases/{number}/reassign", new { unit = "ak-bureau", reason = "重新派单。" })).CodeAsync());
        Assert.Equal(before, (string)(await world.CaseAsync(number))["deadlines"]![0]!["due"]!);
        Assert.DoesNotContain(await world.EventsAsync(number), e => (string)e["type"]! == "reassigned");
    }

    [Fact]
    [Trait("Clause", "AK-19c")]
    public async Task A_note_is_read_by_who_may_read_the_case_and_stands_sealed()
    {
        await using var world = await World.StartAsync();
        var number = await world.BadRatingUpToAsync("rectify");
        Assert.Equal(HttpStatusCode.Created, (await (await world.ByAsync("ak-handler")).PostAsJsonAsync($"/api/v1/cases/{number}/comments", new { text = "王某来过电话。" })).StatusCode);

        var notes = (await (await world.ByAsync("ak-bureau")).GetFromJsonAsync<JsonObject>($"/api/v1/cases/{number}/comments"))!["items"]!.AsArray();
        Assert.Equal("王某来过电话。", (string)Assert.Single(notes)!["text"]!);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await world.ByAsync("auditor")).PostAsJsonAsync($"/api/v1/cases/{number}/comments", new { text = "看过。" })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await world.ByAsync("ak-handler2")).GetAsync($"/api/v1/cases/{number}/comments")).StatusCode);
        Assert.DoesNotContain("王某", string.Join("", (await world.EventsAsync(number)).Select(e => e.ToJsonString())));
    }
}
