using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Appeals;

/// <summary>Appeals of 安康: two working days, with evidence, reviewed by the approval department while the clock stands still.</summary>
[Trait("Pace", "Slow")]
public sealed class AppealTests
{
    [Fact]
    [Trait("Clause", "AK-15-3b")]
    [Trait("Clause", "X-CLK-4")]
    public async Task A_rating_that_stands_lets_the_clock_run_again_and_the_limit_grows_by_the_standstill()
    {
        await using var world = await World.StartAsync("2025-01-23");
        var number = await world.BadRatingUpToAsync("rectify");
        Assert.Equal("2025-02-13T00:00:00+08:00", await DueAsync(world, number));

        await world.Clock.MoveTo("2025-01-26T10:00");
        var filed = await FileAsync(world, number, await EvidenceAsync(world));
        Assert.Equal(HttpStatusCode.Created, filed.StatusCode);
        await world.WaitIdle();
        Assert.Equal("suspended", (string)(await CaseClockAsync(world, number))["status"]!);
        await world.Clock.MoveTo("2025-02-06T10:00");
        await world.CompleteAsync("ak-bureau", number, "reviewAppeal", "valid", Finding());

        Assert.Equal("2025-02-18T00:00:00+08:00", await DueAsync(world, number));
        Assert.Equal("running", (string)(await CaseClockAsync(world, number))["status"]!);
    }

    [Fact]
    [Trait("Clause", "AK-15-3b")]
    [Trait("Clause", "X-INV-1")]
    public async Task A_rating_found_untrue_ends_the_case_and_is_kept_but_not_adopted()
    {
        await using var world = await World.StartAsync("2025-01-23");
        var number = await world.BadRatingUpToAsync("rectify");
        await FileAsync(world, number, await EvidenceAsync(world));
        await world.WaitIdle();
        await world.CompleteAsync("ak-bureau", number, "reviewAppeal", "invalid", Finding());

        var found = await world.CaseAsync(number);
        Assert.Equal("notAdopted", (string)found["status"]!);
        Assert.Empty(found["tasks"]!.AsArray());
        var rating = await (await world.ByAsync("auditor")).GetFromJsonAsync<JsonObject>($"/api/v1/ratings/{(string)found["rating"]!["id"]!}");
        Assert.Equal(("notAdopted", "dissatisfied"), ((string)rating!["status"]!, (string)rating["level"]!));
        Assert.True((bool)(await (await world.ByAsync("auditor")).GetFromJsonAsync<JsonObject>("/api/v1/audit/verify"))!["ok"]!);
    }

    [Fact]
    [Trait("Clause", "SP-9.2b"), Trait("Clause", "SP-9.3a"), Trait("Clause", "AK-15-3a")]
    public async Task Nobody_closes_a_case_over_an_appeal_that_is_not_decided()
    {
        await using var world = await World.StartAsync("2025-03-03", World.SendsWhenTold);
        var fast = await world.BadRatingUpToAsync("reply");
        await FileAsync(world, fast, await EvidenceAsync(world));
        await world.WaitIdle();
        var reply = (Guid)(await world.TaskAsync("ak-handler", fast, "reply"))["id"]!;
        Assert.Equal("appealPending", await (await world.TryCompleteAsync("ak-handler", reply, "replied", Handling.Filled(world, "reply"))).CodeAsync());
        await world.CompleteAsync("ak-bureau", fast, "reviewAppeal", "valid", Finding());
        await world.CompleteAsync("ak-handler", fast, "reply");

        var faster = await world.BadRatingUpToAsync("upload", id: "2");
        await FileAsync(world, faster, await EvidenceAsync(world));
        await world.UploadedAsync(faster);
        var waiting = await world.CaseAsync(faster);
        Assert.Equal("open", (string)waiting["status"]!);
        Assert.All(waiting["steps"]!.AsArray(), step => Assert.Equal("done", (string)step!["state"]!));
        await world.CompleteAsync("ak-bureau", faster, "reviewAppeal", "valid", Finding());

        Assert.Equal("closed", (string)(await world.CaseAsync(faster))["status"]!);
        Assert.DoesNotContain(await world.EventsAsync(faster), e => (string)e["type"]! == "appealLapsed");
    }

    [Fact]
    [Trait("Clause", "AK-15-3a")]
    public async Task An_appeal_needs_evidence_and_comes_within_the_window()
    {
        await using var world = await World.StartAsync("2025-01-23");
        var number = await world.BadRatingUpToAsync("rectify");
        Assert.Equal("evidenceRequired", await (await FileAsync(world, number)).CodeAsync());

        await world.Clock.MoveTo("2025-01-27T00:01");
        var late = await FileAsync(world, number, await EvidenceAsync(world));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "appealWindowClosed"), (late.StatusCode, await late.CodeAsync()));
        Assert.Equal("running", (string)(await CaseClockAsync(world, number))["status"]!);
    }

    [Fact]
    [Trait("Clause", "X-WF-2")]
    public async Task Somebody_elses_case_cannot_be_appealed_against()
    {
        await using var world = await World.StartAsync("2025-01-23");
        var number = await world.BadRatingUpToAsync("rectify");

        var answer = await FileAsync(world, number, by: "ak-handler2");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.DoesNotContain(await world.EventsAsync(number), e => (string)e["type"]! == "appealFiled");
    }

    private static JsonObject Finding() => new() { ["findings"] = "调取录像并电话核实。", ["notice"] = "已复核，结论如下。" };

    private static async Task<Guid> EvidenceAsync(World world)
    {
        var answer = await world.UploadAsync("ak-handler", "录像说明.pdf", Encoding.ASCII.GetBytes("%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF"));
        return (Guid)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["id"]!;
    }

    private static async Task<HttpResponseMessage> FileAsync(World world, string number, Guid? evidence = null, string by = "ak-handler") =>
        await (await world.ByAsync(by)).PostAsJsonAsync($"/api/v1/cases/{number}/appeals", new { grounds = "评价人评错了窗口。", attachments = evidence is { } id ? new[] { id } : [] });

    private static async Task<JsonObject> CaseClockAsync(World world, string number) =>
        (await world.CaseAsync(number))["deadlines"]!.AsArray().Single(d => (string)d!["clock"]! == "case")!.AsObject();

    private static async Task<string> DueAsync(World world, string number) => (string)(await CaseClockAsync(world, number))["due"]!;
}
