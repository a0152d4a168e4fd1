using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Tests.Organisation;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Ordinances;

/// <summary>The clock of a case as the citizen's rating, the bureau and the handler make it run.</summary>
[Trait("Pace", "Slow")]
public sealed class CaseClockTests
{
    [Fact]
    [Trait("Clause", "AK-15-1a"), Trait("Clause", "AK-15-1b"), Trait("Clause", "X-CLK-1"), Trait("Clause", "X-CLK-6"), Trait("Clause", "X-CLK-9")]
    public async Task The_clock_runs_from_delivery_by_the_class_and_an_unread_order_becomes_overdue()
    {
        await using var world = await World.StartAsync("2021-09-30");
        var number = await BadRating(world);
        await world.Clock.MoveTo("2021-09-30T16:30:00");
        await Complete(world, "ak-bureau", number, "dispatch", new JsonObject());

        // Nobody has classified it yet: the general limit is presumed.
        var presumed = await CaseDeadline(world, number);
        Assert.Equal(("case.general", "2021-10-21T00:00:00+08:00", "2021-10-20"), Figures(presumed));
        Assert.Equal("AK-15-1b", presumed["rule"]!["id"]!.GetValue<string>());

        await world.Clock.MoveTo("2021-10-09T10:00:00");
        await Complete(world, "ak-handler", number, "verify", new JsonObject
        {
            ["class"] = "simple", ["contacted"] = true, ["contactMethod"] = "phone", ["findings"] = "群众反映属实。",
        });
        var simple = await CaseDeadline(world, number);
        Assert.Equal(("case.simple", "2021-10-14T00:00:00+08:00", "2021-10-13"), Figures(simple));
        Assert.Equal("第十五条（一）", simple["rule"]!["clause"]!.GetValue<string>());
        Assert.Equal(3, simple["remaining"]!["workingDays"]!.GetValue<int>()); // 11, 12 and 13 October

        await world.Clock.MoveTo("2021-10-14T08:00:00");
        var task = await OpenTask(world, "ak-handler", number);
        Assert.True(task["overdue"]!.GetValue<bool>());
        Assert.Equal("rectify", task["kind"]!.GetValue<string>());
        var events = (await (await world.As("ak-handler")).GetFromJsonAsync<JsonNode>($"/api/v1/cases/{number}/events"))!["items"]!.AsArray().Select(e => e!["type"]!.GetValue<string>()).ToList();
        Assert.Equal(["deadlineStarted", "deadlineRecomputed", "deadlineWarned", "deadlinePassed"], events.Where(e => e.StartsWith("deadline", StringComparison.Ordinal)));
    }

    [Fact]
    [Trait("Clause", "AK-13b"), Trait("Clause", "X-CLK-1")]
    public async Task In_a_county_the_clock_starts_when_the_order_reaches_the_unit()
    {
        await using var world = await World.StartAsync("2025-03-03");
        var number = await BadRating(world, "ak-unit-2");
        await Complete(world, "ak-bureau", number, "dispatch", new JsonObject());
        Assert.Empty((await Case(world, "ak-bureau", number))["deadlines"]!.AsArray());

        await world.Clock.MoveTo("2025-03-04T09:00:00");
        await Complete(world, "ak-county", number, "dispatch", new JsonObject());

        Assert.Equal(("case.general", "2025-03-19T00:00:00+08:00", "2025-03-18"), Figures(await CaseDeadline(world, number)));
    }

    private static (string, string, string) Figures(JsonNode deadline) =>
        (deadline["timer"]!.GetValue<string>(), deadline["due"]!.GetValue<string>(), deadline["lastDay"]!.GetValue<string>());

    private static async Task<string> BadRating(World world, string unit = "ak-unit-1")
    {
        var channel = world.Channel();
        var service = await channel.PostAsJsonAsync("/api/v1/services", new
        {
            region = "AK", externalId = "svc-1", item = new { code = "spjy", name = "食品经营许可" }, mode = "online", unit, startedAt = world.Clock.Now.AddMinutes(-30), completedAt = world.Clock.Now.AddMinutes(-10),
        });
        Assert.True(service.IsSuccessStatusCode, await service.Content.ReadAsStringAsync());
        var rating = await channel.PostAsJsonAsync("/api/v1/ratings", new
        {
            region = "AK", channel = "sxzwfw", externalId = "r-1", serviceExternalId = "svc-1", target = "item", level = "dissatisfied", text = "未在承诺时间内办结", ratedAt = world.Clock.Now.AddMinutes(-5),
        });
        Assert.True(rating.StatusCode == HttpStatusCode.Created, await rating.Content.ReadAsStringAsync());
        await world.WaitIdle();
        return (await rating.Json())["case"]!["number"]!.GetValue<string>();
    }

    private static async Task<JsonNode> Case(World world, string user, string number) => (await (await world.As(user)).GetFromJsonAsync<JsonNode>($"/api/v1/cases/{number}"))!;

    private static async Task<JsonNode> CaseDeadline(World world, string number) =>
        (await Case(world, "ak-bureau", number))["deadlines"]!.AsArray().Single(d => d!["clock"]!.GetValue<string>() == "case")!;

    private static async Task<JsonNode> OpenTask(World world, string user, string number) =>
        (await Case(world, user, number))["tasks"]!.AsArray().Single(t => t!["status"]!.GetValue<string>() == "open")!;

    private static async Task Complete(World world, string user, string number, string kind, JsonObject fields)
    {
        var task = await OpenTask(world, user, number);
        Assert.Equal(kind, task["kind"]!.GetValue<string>());
        var client = await world.As(user);
        var outcome = task["outcomes"]![0]!["name"]!.GetValue<string>();
        var answer = await client.PostAsJsonAsync($"/api/v1/tasks/{task["id"]}/complete", new JsonObject { ["outcome"] = outcome, ["fields"] = fields });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        await world.WaitIdle();
    }
}
