using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Cases;

public sealed class ClosedLoopTests
{
    [Fact, Trait("Store", "Both"), Trait("Clause", "AK-15-2"), Trait("Clause", "AK-14a")]
    public async Task A_city_case_travels_the_five_steps_and_closes_with_the_receipt()
    {
        await using var world = await World.StartAsync(today: "2025-03-03");
        var number = await world.BadRatingAsync(Handling.CityUnit);
        Assert.Equal("AK20250303000001", number);

        await world.CompleteAsync("ak-bureau", number, "dispatch");
        await world.CompleteAsync("ak-handler", number, "verify");
        await world.CompleteAsync("ak-handler", number, "rectify");
        await world.CompleteAsync("ak-handler", number, "reply");
        await world.UploadedAsync(number);

        var @case = await world.CaseAsync(number);
        Assert.Equal("closed", (string?)@case["status"]);
        Assert.Equal(["dispatch", "verify", "rectify", "reply", "upload"], @case["steps"]!.AsArray().Select(s => (string)s!["step"]!));
        Assert.All(@case["steps"]!.AsArray(), s => Assert.True((string)s!["state"]! == "done" && s["at"] is not null && s["actor"] is not null));
        Assert.Equal(["ak-bureau", "ak-handler", "ak-handler", "ak-handler"], @case["steps"]!.AsArray().Take(4).Select(s => (string)s!["actor"]!));
        Assert.Equal("closed-loop", (string?)@case["workflow"]!["definitionId"]);
        Assert.Equal(1, (int)@case["workflow"]!["version"]!);
        Assert.Empty(@case["tasks"]!.AsArray());
        Assert.Equal(["dispatch", "verify", "rectify", "reply", "upload"], (await world.EventsAsync(number)).Where(e => (string)e["type"]! == "stepDone").Select(e => (string)e["data"]!["step"]!));
    }

    [Fact, Trait("Clause", "AK-13b"), Trait("Clause", "AK-14b")]
    public async Task A_county_case_goes_from_city_to_county_to_unit_and_each_hop_is_an_event()
    {
        await using var world = await World.StartAsync(today: "2025-03-03");
        var number = await world.BadRatingAsync(Handling.CountyUnit);

        await world.CompleteAsync("ak-bureau", number, "dispatch");
        var beforeCounty = await world.CaseAsync(number);
        await world.Clock.MoveTo("2025-03-03T11:00");
        await world.CompleteAsync("ak-county", number, "dispatch");

        Assert.Null(beforeCounty["unitReceivedAt"]);
        Assert.Equal("2025-03-03T11:00:00+08:00", (string?)(await world.CaseAsync(number))["unitReceivedAt"]);
        Assert.Equal(["ak-bureau", "ak-county-1", "ak-unit-2"], (await world.EventsAsync(number)).Where(e => (string)e["type"]! == "dispatched").Select(e => (string)e["data"]!["to"]!));
        Assert.Equal("ak-unit-2", (string?)(await world.TaskAsync("ak-handler2", number, "verify"))["unit"]);
    }

    [Fact, Trait("Clause", "AK-14b")]
    public async Task The_city_cannot_do_the_dispatch_of_the_county_nor_skip_it()
    {
        await using var world = await World.StartAsync(today: "2025-03-03");
        var number = await world.BadRatingAsync(Handling.CountyUnit);
        var first = await world.TaskAsync("ak-bureau", number, "dispatch");
        var skipping = await world.TryCompleteAsync("ak-bureau", (Guid)first["id"]!, "dispatched", new JsonObject { ["unit"] = Handling.CountyUnit });
        await world.CompleteAsync("ak-bureau", number, "dispatch");

        var county = await world.TaskAsync("ak-county", number, "dispatch");
        var answer = await world.TryCompleteAsync("ak-bureau", (Guid)county["id"]!, "dispatched", []);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, skipping.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("ak-county-1", (string?)county["unit"]);
    }

    [Fact, Trait("Clause", "X-CLK-2")]
    public async Task A_case_sent_back_by_the_unit_is_dispatched_again_and_keeps_its_clock()
    {
        await using var world = await World.StartAsync(today: "2025-03-03");
        var number = await world.BadRatingUpToAsync("verify", Handling.CountyUnit);
        var before = await world.CaseAsync(number);
        await world.Clock.MoveTo("2025-03-04T10:00");

        await world.CompleteAsync("ak-handler2", number, "verify", "return", new JsonObject { ["reason"] = "不是本单位办理的事项。" });
        var sentBack = await world.CaseAsync(number);
        await world.CompleteAsync("ak-county", number, "dispatch");

        var after = await world.CaseAsync(number);
        Assert.Equal(["current", "waiting", "waiting", "waiting", "waiting"], sentBack["steps"]!.AsArray().Select(s => (string)s!["state"]!));
        Assert.Equal(["done", "current", "waiting", "waiting", "waiting"], after["steps"]!.AsArray().Select(s => (string)s!["state"]!));
        Assert.Equal((string?)before["unitReceivedAt"], (string?)after["unitReceivedAt"]);
        Assert.Equal((string?)before["deadlines"]![0]!["due"], (string?)after["deadlines"]![0]!["due"]);
    }

    [Fact]
    public async Task Rectification_can_be_sent_back_to_verification_and_done_again()
    {
        await using var world = await World.StartAsync(today: "2025-03-03");
        var number = await world.BadRatingUpToAsync("rectify");

        await world.CompleteAsync("ak-handler", number, "rectify", "return", new JsonObject { ["reason"] = "缺监控记录。" });
        await world.CompleteAsync("ak-handler", number, "verify");
        await world.CompleteAsync("ak-handler", number, "rectify");
        await world.CompleteAsync("ak-handler", number, "reply");
        await world.UploadedAsync(number);

        Assert.Equal("closed", (string?)(await world.CaseAsync(number))["status"]);
        Assert.Contains(await world.EventsAsync(number), e => (string)e["type"]! == "stepReopened" && (string)e["data"]!["step"]! == "verify");
    }

    [Fact, Trait("Clause", "AK-14a")]
    public async Task The_last_dispatcher_may_name_another_unit_of_the_same_level_only()
    {
        await using var world = await World.StartAsync(today: "2025-03-03");
        var number = await world.BadRatingAsync(Handling.CityUnit);
        var task = await (await world.ByAsync("ak-bureau")).GetFromJsonTaskAsync(await world.TaskAsync("ak-bureau", number, "dispatch"));

        var unit = task["form"]!["fields"]!.AsArray().Single(f => (string)f!["name"]! == "unit")!;
        var refused = await world.TryCompleteAsync("ak-bureau", (Guid)task["id"]!, "dispatched", new JsonObject { ["unit"] = Handling.CountyUnit });

        Assert.Equal(Handling.CityUnit, (string?)unit["default"]);
        Assert.DoesNotContain(unit["options"]!.AsArray(), o => (string)o!["value"]! == Handling.CountyUnit);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal(["/fields/unit"], await refused.PointersAsync());
    }

    [Fact, Trait("Store", "Both")]
    public async Task Numbers_run_by_place_and_local_day()
    {
        await using var world = await World.StartAsync(today: "2025-03-03");

        string[] first = [await world.BadRatingAsync(id: "1"), await world.BadRatingAsync(id: "2")];
        await world.Clock.MoveTo("2025-03-04T00:30");
        var next = await world.BadRatingAsync(id: "3");

        Assert.Equal(["AK20250303000001", "AK20250303000002"], first);
        Assert.Equal("AK20250304000001", next);
    }
}
