using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Coordination;

/// <summary>会商: convened by the approval department, each unit says its opinion in parallel, the limit counts from the original receipt.</summary>
public sealed class CoordinationTests
{
    [Fact]
    [Trait("Clause", "AK-15-4")]
    [Trait("Clause", "X-CLK-5")]
    [Trait("Clause", "X-CLK-6")]
    [Trait("Clause", "A-31"), Trait("Clause", "A-06")]
    public async Task Several_departments_answer_in_parallel_and_the_case_becomes_complex()
    {
        await using var world = await World.StartAsync("2021-09-24");
        var number = await world.BadRatingUpToAsync("rectify");
        await world.Clock.MoveTo("2021-09-28T10:00");

        var convened = await ConveneAsync(world, "ak-bureau", number, "ak-unit-1", "ak-citydepartment");
        Assert.Equal(HttpStatusCode.Created, convened.StatusCode);
        await world.WaitIdle();
        var found = await world.CaseAsync(number);
        Assert.Equal("complex", (string)found["class"]!);
        Assert.Equal("2021-10-21T00:00:00+08:00", (string)found["deadlines"]!.AsArray().Single(d => (string)d!["clock"]! == "case")!["due"]!);
        Assert.Equal(2, found["tasks"]!.AsArray().Count(t => (string)t!["kind"]! == "consult"));
        var longer = await (await world.ByAsync("ak-handler")).PostAsJsonAsync($"/api/v1/cases/{number}/extension-requests", new { reason = "还要协调。", extension = new { amount = 5, unit = "businessDay" } });
        Assert.Equal("extensionNotAllowed", await longer.CodeAsync()); // it has fifteen days of its own

        await world.CompleteAsync("ak-handler", number, "rectify");
        var reply = await world.TaskAsync("ak-handler", number, "reply");
        Assert.Equal("coordinationOpen", await (await world.TryCompleteAsync("ak-handler", (Guid)reply["id"]!, "replied", Handling.Filled(world, "reply"))).CodeAsync());

        await world.CompleteAsync("ak-handler", number, "consult", fields: new JsonObject { ["opinion"] = "窗口改为一次性告知。" });
        Assert.DoesNotContain((await world.CaseAsync(number))["tasks"]!.AsArray(), t => (string)t!["kind"]! == "coordinate");
        await world.CompleteAsync("ak-citydepartment", number, "consult", fields: new JsonObject { ["opinion"] = "材料清单本周内统一。" });
        await world.CompleteAsync("ak-bureau", number, "coordinate", fields: new JsonObject { ["opinion"] = "清单统一后由窗口一次告知。" });
        await world.CompleteAsync("ak-handler", number, "reply");
        await world.UploadedAsync(number);

        Assert.Equal("closed", (string)(await world.CaseAsync(number))["status"]!);
    }

    [Fact]
    [Trait("Clause", "AK-15-4")]
    public async Task The_handling_unit_itself_cannot_convene_and_one_department_is_too_few()
    {
        await using var world = await World.StartAsync("2021-09-24");
        var number = await world.BadRatingUpToAsync("rectify");

        Assert.Equal(HttpStatusCode.Forbidden, (await ConveneAsync(world, "ak-handler", number, "ak-unit-1", "ak-citydepartment")).StatusCode);
        Assert.Equal("participantsRequired", await (await ConveneAsync(world, "ak-bureau", number, "ak-unit-1")).CodeAsync());
        Assert.Equal("unknownUnit", await (await ConveneAsync(world, "ak-bureau", number, "tj-unit-1")).CodeAsync());
        Assert.Equal("general", (string)(await world.CaseAsync(number))["class"]!);
    }

    [Fact]
    [Trait("Clause", "X-CLK-6"), Trait("Clause", "S-18")]
    public async Task What_was_convened_stays_complex_through_the_verification()
    {
        await using var world = await World.StartAsync("2021-09-24");
        var number = await world.BadRatingUpToAsync("verify");
        Assert.Equal(HttpStatusCode.Created, (await ConveneAsync(world, "ak-bureau", number, "ak-unit-1", "ak-citydepartment")).StatusCode);
        await world.WaitIdle();

        var task = await world.TaskAsync("ak-handler", number, "verify");
        var fields = Handling.Filled(world, "verify");
        fields["class"] = "simple";
        Assert.Equal(["/fields/class"], await (await world.TryCompleteAsync("ak-handler", (Guid)task["id"]!, "confirmed", fields)).PointersAsync());
        fields["class"] = "complex";
        await world.CompleteAsync("ak-handler", number, "verify", fields: (JsonObject)fields.DeepClone());

        var clock = (await world.CaseAsync(number))["deadlines"]!.AsArray().Single(d => (string)d!["clock"]! == "case")!;
        Assert.Equal(("coordination.reply", "2021-10-21T00:00:00+08:00"), ((string)clock["timer"]!, (string)clock["due"]!));
        var lowered = await (await world.ByAsync("ak-handler")).PostAsJsonAsync($"/api/v1/cases/{number}/reclassify", new { @class = "general", reason = "其他部门没有职责。" });
        Assert.Equal(HttpStatusCode.OK, lowered.StatusCode); // with its reason it can be
    }

    private static async Task<HttpResponseMessage> ConveneAsync(World world, string by, string number, params string[] units) =>
        await (await world.ByAsync(by)).PostAsJsonAsync($"/api/v1/cases/{number}/coordination", new { units, reason = "涉及窗口和主管部门。" });
}
