using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Cases;

[Trait("Pace", "Slow")]
public sealed class CaseReadTests
{
    [Fact, Trait("Clause", "AK-15-1b"), Trait("Clause", "X-AUD-2")]
    public async Task A_case_shows_its_rating_masked_and_its_deadline_with_clause_and_counting()
    {
        await using var world = await World.StartAsync(today: "2025-03-03");
        var number = await world.BadRatingUpToAsync("verify");

        var @case = await world.CaseAsync(number, "ak-handler");

        var rating = @case["rating"]!;
        Assert.Equal(("不满意", "跑了三次。", "SN-1"), ((string?)rating["levelName"], (string?)rating["text"], (string?)rating["serviceSerialNo"]));
        Assert.Equal(("138****0001", "评******"), ((string?)rating["raterPhone"], (string?)rating["raterName"]));
        var deadline = Assert.Single(@case["deadlines"]!.AsArray())!;
        Assert.Equal(("case.general", "2025-03-18T00:00:00+08:00", "2025-03-17"), ((string?)deadline["timer"], (string?)deadline["due"], (string?)deadline["lastDay"]));
        Assert.Equal(("AK-15-1b", "第十五条（一）"), ((string?)deadline["rule"]!["id"], (string?)deadline["rule"]!["clause"]));
        Assert.Equal(10, deadline["explanation"]!.AsArray().Count(d => (bool)d!["counts"]!));
        Assert.Equal("2025-03-18T00:00:00+08:00", (string?)Assert.Single(@case["tasks"]!.AsArray())!["due"]);
    }

    [Fact, Trait("Clause", "X-CLK-6")]
    public async Task The_class_found_by_verification_moves_the_deadline_from_the_same_receipt()
    {
        await using var world = await World.StartAsync(today: "2025-03-03");
        var number = await world.BadRatingUpToAsync("verify");
        var fields = Handling.Filled(world, "verify");
        fields["class"] = "simple";
        await world.Clock.MoveTo("2025-03-05T15:00");

        await world.CompleteAsync("ak-handler", number, "verify", fields: fields);

        var deadline = Assert.Single((await world.CaseAsync(number))["deadlines"]!.AsArray())!;
        Assert.Equal(("case.simple", "2025-03-11T00:00:00+08:00"), ((string?)deadline["timer"], (string?)deadline["due"]));
        Assert.Equal("2025-03-11T00:00:00+08:00", (string?)(await world.TaskAsync("ak-handler", number, "rectify"))["due"]);
    }

    [Fact, Trait("Clause", "X-CLK-9")]
    public async Task An_overdue_task_stays_open_and_is_done_late()
    {
        await using var world = await World.StartAsync(today: "2025-03-03");
        var number = await world.BadRatingUpToAsync("rectify");
        await world.Clock.MoveTo("2025-03-18T08:00");

        var late = (await (await world.ByAsync("ak-handler")).GetFromJsonAsync<JsonObject>("/api/v1/tasks?view=overdue"))!["items"]!.AsArray();
        await world.CompleteAsync("ak-handler", number, "rectify");
        await world.CompleteAsync("ak-handler", number, "reply");
        await world.UploadedAsync(number);

        Assert.Equal((number, true, "overdue"), ((string?)Assert.Single(late)!["caseNumber"], (bool)late[0]!["overdue"]!, (string?)late[0]!["remaining"]!["state"]));
        var @case = await world.CaseAsync(number);
        Assert.Equal(("closed", true), ((string?)@case["status"], (bool)@case["overdue"]!));
        Assert.Equal("late", (string?)@case["deadlines"]![0]!["status"]);
        Assert.Single(await world.EventsAsync(number), e => (string)e["type"]! == "deadlinePassed");
        Assert.True((bool)(await world.EventsAsync(number)).Single(e => (string)e["type"]! == "caseClosed")["data"]!["overdue"]!);
    }

    [Fact, Trait("Clause", "AK-15-2")]
    public async Task What_the_upper_platform_rejects_is_put_right_by_a_person_and_sent_again()
    {
        await using var world = await World.StartAsync(today: "2025-03-03");
        await world.UpperPlatform().PostAsJsonAsync("/control", new { mode = "reject", next = 1, reason = "缺少整改日期" });
        var number = await world.BadRatingUpToAsync("upload");
        await world.UploadedAsync(number);

        await world.CompleteAsync("ak-handler", number, "upload");
        await world.UploadedAsync(number);

        var @case = await world.CaseAsync(number);
        Assert.Equal("closed", (string?)@case["status"]);
        Assert.Equal(["rejected", "accepted"], @case["uploads"]!.AsArray().Select(u => (string)u!["status"]!));
    }

    [Fact]
    public async Task Cases_are_filtered_by_state_class_unit_and_due()
    {
        await using var world = await World.StartAsync(today: "2025-03-03");
        var fresh = await world.BadRatingAsync(Handling.CountyUnit, "1");
        var handled = await world.BadRatingUpToAsync("rectify", Handling.CityUnit, "2");
        await world.Clock.MoveTo("2025-03-19T09:00");

        Assert.Equal([fresh, handled], (await NumbersAsync(world, "status=open")).Order());
        Assert.Equal([handled], await NumbersAsync(world, "class=general"));
        Assert.Equal([fresh], await NumbersAsync(world, "unit=ak-county-1"));
        Assert.Equal([handled], await NumbersAsync(world, "overdue=true"));
        Assert.Equal([fresh], await NumbersAsync(world, "overdue=false"));
        Assert.Equal([handled], await NumbersAsync(world, "dueBefore=2025-03-20T00:00:00%2B08:00"));
        Assert.Empty(await NumbersAsync(world, "ordinance=TJ"));
        Assert.Empty(await NumbersAsync(world, "status=closed"));
    }

    private static async Task<List<string>> NumbersAsync(World world, string query) =>
        [.. (await (await world.ByAsync("ak-bureau")).GetFromJsonAsync<JsonObject>($"/api/v1/cases?{query}"))!["items"]!.AsArray().Select(c => (string)c!["number"]!)];
}
