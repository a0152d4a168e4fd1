using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Tests.Organisation;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.FollowUp;

/// <summary>回访 of 安康: dissatisfied by the unit's fault sends the case back once, with five working days.</summary>
[Trait("Pace", "Slow")]
public sealed class FollowUpTests
{
    [Fact]
    [Trait("Clause", "AK-15-5a")]
    [Trait("Clause", "AK-15-5b"), Trait("Clause", "A-10")]
    public async Task Dissatisfied_by_the_units_fault_sends_the_case_back_once()
    {
        await using var world = await World.StartAsync("2024-04-15");
        var number = await ClosedAsync(world);
        await world.Clock.MoveTo("2024-04-30T10:00");
        await VisitedAsync(world, number, "dissatisfied", "unitFault");

        var found = await world.CaseAsync(number);
        Assert.Equal(("open", "verify"), ((string)found["status"]!, (string)found["step"]!));
        Assert.Equal("2024-05-11T00:00:00+08:00", (string)found["deadlines"]!.AsArray().Single(d => (string)d!["timer"]! == "case.rehandle")!["due"]!);
        var handler = await world.ByAsync("ak-handler");
        Assert.Equal("extensionNotAllowed", await (await handler.PostAsJsonAsync($"/api/v1/cases/{number}/extension-requests", new { reason = "还要几天。", extension = new { amount = 5, unit = "businessDay" } })).CodeAsync());
        Assert.Equal("appealNotInRehandling", await (await handler.PostAsJsonAsync($"/api/v1/cases/{number}/appeals", new { grounds = "不属实。" })).CodeAsync());
        var acts = (await handler.GetFromJsonAsync<JsonObject>($"/api/v1/cases/{number}/acts"))!["items"]!.AsArray();
        Assert.Contains("重办期间不能申诉", (string)acts.Single(a => (string)a!["name"]! == "appeal")!["blocked"]!["message"]!, StringComparison.Ordinal);

        // Neither another class nor a joint handling gives it more time.
        await RunsOnAsync(world, number, @class: "general");
        Assert.Equal("2024-05-11T00:00:00+08:00", (string)(await (await handler.PostAsJsonAsync($"/api/v1/cases/{number}/reclassify", new { @class = "simple", reason = "当场可以改。" })).Json())["due"]!);
        await RunsOnAsync(world, number, @class: "general");
        var bureau = await world.ByAsync("ak-bureau");
        Assert.Equal(HttpStatusCode.Created, (await bureau.PostAsJsonAsync($"/api/v1/cases/{number}/coordination", new { units = new[] { "ak-citydepartment" }, reason = "涉及主管部门。" })).StatusCode);
        await world.WaitIdle();
        await RunsOnAsync(world, number, @class: "general");
        foreach (var (by, kind) in new[] { ("ak-citydepartment", "consult"), ("ak-bureau", "coordinate") })
            await world.CompleteAsync(by, number, kind, fields: new JsonObject { ["opinion"] = "窗口按告知单执行。" });

        foreach (var kind in new[] { "verify", "rectify", "reply" })
            await world.CompleteAsync("ak-handler", number, kind, fields: kind == "verify" ? new JsonObject { ["contacted"] = true, ["contactMethod"] = "phone", ["findings"] = "告知单已改，窗口未执行。" } : null);
        await world.UploadedAsync(number);
        Assert.Equal("closed", (string)(await world.CaseAsync(number))["status"]!);

        await VisitedAsync(world, number, "dissatisfied", "unitFault");
        Assert.Equal("closed", (string)(await world.CaseAsync(number))["status"]!);
        var list = await (await world.ByAsync("ak-bureau")).GetFromJsonAsync<JsonObject>("/api/v1/follow-ups?consequence=rehandleLimit");
        Assert.Equal(number, (string)Assert.Single(list!["items"]!.AsArray())!["caseNumber"]!);
    }

    [Theory]
    [InlineData("satisfied", null, null)]
    [InlineData("dissatisfied", "notUnitFault", "notUnitFault")]
    [Trait("Clause", "AK-15-5b")]
    public async Task Whatever_is_not_the_units_fault_stays_closed(string outcome, string? cause, string? consequence)
    {
        await using var world = await World.StartAsync("2024-04-15");
        var number = await ClosedAsync(world);
        await VisitedAsync(world, number, outcome, cause);

        Assert.Equal("closed", (string)(await world.CaseAsync(number))["status"]!);
        var visit = (await world.EventsAsync(number)).Single(e => (string)e["type"]! == "followedUp")["data"]!;
        Assert.Equal((outcome, consequence), ((string)visit["outcome"]!, (string?)visit["consequence"]));
    }

    [Fact]
    [Trait("Clause", "AK-15-5a")]
    public async Task An_open_case_is_not_followed_up_and_a_handler_does_not_do_it()
    {
        await using var world = await World.StartAsync("2024-04-15");
        var number = await world.BadRatingUpToAsync("rectify");

        Assert.Equal("caseNotClosed", await (await OpenAsync(world, "ak-bureau", number)).CodeAsync());
        Assert.Equal(HttpStatusCode.Forbidden, (await OpenAsync(world, "ak-handler", number)).StatusCode);
    }

    // What the case runs on comes first; the limit it once met keeps the class it had.
    private static async Task RunsOnAsync(World world, string number, string @class)
    {
        var clocks = (await world.CaseAsync(number))["deadlines"]!.AsArray();
        Assert.Equal(("case.rehandle", "running", "2024-05-11T00:00:00+08:00"), ((string)clocks[0]!["timer"]!, (string)clocks[0]!["status"]!, (string)clocks[0]!["due"]!));
        Assert.Equal(("case.general", "met", @class), ((string)clocks[1]!["timer"]!, (string)clocks[1]!["status"]!, (string)clocks[1]!["class"]!));
    }

    private static async Task<string> ClosedAsync(World world)
    {
        var number = await world.BadRatingUpToAsync("upload");
        await world.UploadedAsync(number);
        Assert.Equal("closed", (string)(await world.CaseAsync(number))["status"]!);
        return number;
    }

    private static async Task VisitedAsync(World world, string number, string outcome, string? cause)
    {
        Assert.Equal(HttpStatusCode.Created, (await OpenAsync(world, "ak-bureau", number)).StatusCode);
        await world.WaitIdle();
        var fields = new JsonObject { ["channel"] = "phone" };
        if (cause is not null) (fields["cause"], fields["reason"]) = (cause, "电话核实后认定。");
        await world.CompleteAsync("ak-bureau", number, "followUp", outcome, fields);
    }

    private static async Task<HttpResponseMessage> OpenAsync(World world, string by, string number) =>
        await (await world.ByAsync(by)).PostAsJsonAsync("/api/v1/follow-ups", new { caseNumber = number });
}
