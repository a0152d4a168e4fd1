using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Extensions;

/// <summary>More time for a case of 安康: asked for in writing, signed, sealed, decided by the approval department.</summary>
[Trait("Pace", "Slow")]
public sealed class ExtensionTests
{
    [Fact]
    [Trait("Clause", "AK-15-1c")]
    [Trait("Clause", "AK-15-1d")]
    [Trait("Clause", "X-CLK-7")]
    public async Task An_approved_request_moves_the_due_behind_the_old_last_day()
    {
        await using var world = await World.StartAsync("2025-09-24");
        var number = await GeneralCaseAsync(world);
        Assert.Equal("2025-10-15T00:00:00+08:00", await DueAsync(world, number));

        await world.Clock.MoveTo("2025-09-29T10:00");
        var asked = await AskAsync(world, number, await SealedAsync(world));
        Assert.Equal(HttpStatusCode.Created, asked.StatusCode);
        Assert.Equal("2025-10-15T00:00:00+08:00", await DueAsync(world, number)); // a request alone moves nothing (X-CLK-3)
        await world.WaitIdle();
        await world.CompleteAsync("ak-leader", number, "signOff", fields: []);
        await world.CompleteAsync("ak-bureau", number, "approveExtension", fields: new JsonObject { ["amount"] = 5 });

        Assert.Equal("2025-10-22T00:00:00+08:00", await DueAsync(world, number));
        var events = await world.EventsAsync(number);
        Assert.Equal(["extensionRequested", "extensionGranted"], events.Select(e => (string)e["type"]!).Where(t => t.StartsWith("extension", StringComparison.Ordinal)));
        Assert.Contains(events, e => (string)e["type"]! == "taskCompleted" && (string)e["actor"]! == "ak-leader");
        Assert.NotEmpty(events.Single(e => (string)e["type"]! == "extensionRequested")["data"]!["attachments"]![0]!["sha256"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("noSeal", "sealRequired")]
    [InlineData("sixDays", "exceedsMaximum")]
    [InlineData("noReason", "reasonRequired")]
    [InlineData("sixthDay", "requestWindowClosed")]
    [Trait("Clause", "AK-15-1c")]
    [Trait("Clause", "AK-15-1d")]
    public async Task What_the_rules_do_not_allow_is_refused_and_the_due_stays(string wrong, string code)
    {
        await using var world = await World.StartAsync("2025-09-24");
        var number = await GeneralCaseAsync(world);
        await world.Clock.MoveTo(wrong == "sixthDay" ? "2025-10-09T09:00" : "2025-09-29T10:00");
        var before = await DueAsync(world, number);

        var answer = await AskAsync(world, number, wrong == "noSeal" ? null : await SealedAsync(world), wrong == "sixDays" ? 6 : 5, wrong == "noReason" ? " " : "涉及多个科室，需现场核对。");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, code), (answer.StatusCode, await answer.CodeAsync()));
        Assert.Equal(before, await DueAsync(world, number));
    }

    [Fact]
    [Trait("Clause", "AK-15-1c"), Trait("Clause", "AK-15-1d"), Trait("Clause", "A-06"), Trait("Clause", "A-07")]
    public async Task One_extension_as_long_as_asked_for_and_nothing_on_top_of_the_complex_class()
    {
        await using var world = await World.StartAsync("2025-09-24");
        var number = await GeneralCaseAsync(world);
        await AskAsync(world, number, await SealedAsync(world), amount: 3);
        await world.WaitIdle();
        Assert.Equal("extensionPending", await (await AskAsync(world, number, await SealedAsync(world))).CodeAsync());
        await world.CompleteAsync("ak-leader", number, "signOff", fields: []);
        var approval = (Guid)(await world.TaskAsync("ak-bureau", number, "approveExtension"))["id"]!;
        Assert.Equal("exceedsRequested", await (await world.TryCompleteAsync("ak-bureau", approval, "granted", new JsonObject { ["amount"] = 5 })).CodeAsync());
        await world.CompleteAsync("ak-bureau", number, "approveExtension", fields: new JsonObject { ["amount"] = 3 });

        Assert.Equal("maxTimesReached", await (await AskAsync(world, number, await SealedAsync(world))).CodeAsync());
        Assert.Equal("2025-10-18T00:00:00+08:00", await DueAsync(world, number));
        var convened = await (await world.ByAsync("ak-bureau")).PostAsJsonAsync($"/api/v1/cases/{number}/coordination", new { units = new[] { "ak-citydepartment" }, reason = "涉及主管部门。" });
        Assert.Equal(HttpStatusCode.Created, convened.StatusCode);
        Assert.Equal("2025-10-22T00:00:00+08:00", await DueAsync(world, number)); // fifteen working days of its own
        var back = await (await world.ByAsync("ak-handler")).PostAsJsonAsync($"/api/v1/cases/{number}/reclassify", new { @class = "general", reason = "只涉及本单位。" });
        Assert.True(back.IsSuccessStatusCode, await back.Content.ReadAsStringAsync());
        Assert.Equal("2025-10-18T00:00:00+08:00", await DueAsync(world, number)); // what was granted counts again
    }

    [Fact]
    [Trait("Clause", "X-CLK-3")]
    public async Task An_undecided_request_lets_the_case_become_overdue_and_a_later_grant_takes_the_mark_away()
    {
        await using var world = await World.StartAsync("2025-09-24");
        var number = await GeneralCaseAsync(world);
        await AskAsync(world, number, await SealedAsync(world));
        await world.WaitIdle();
        await world.CompleteAsync("ak-leader", number, "signOff", fields: []);

        await world.Clock.MoveTo("2025-10-15T09:00");
        Assert.True((bool)(await world.CaseAsync(number))["overdue"]!);
        Assert.True((bool)(await world.EventsAsync(number)).Single(e => (string)e["type"]! == "deadlinePassed")["data"]!["extensionPending"]!);
        await world.CompleteAsync("ak-bureau", number, "approveExtension", fields: new JsonObject { ["amount"] = 5 });

        Assert.False((bool)(await world.CaseAsync(number))["overdue"]!);
        Assert.Contains(await world.EventsAsync(number), e => (string)e["type"]! == "overdueWithdrawn");
    }

    [Fact]
    [Trait("Clause", "AK-15-1c")]
    public async Task Without_the_leaders_signature_the_request_is_refused()
    {
        await using var world = await World.StartAsync("2025-09-24");
        var number = await GeneralCaseAsync(world);
        await AskAsync(world, number, await SealedAsync(world));
        await world.WaitIdle();
        await world.CompleteAsync("ak-leader", number, "signOff", "declined", new JsonObject { ["reason"] = "人手足够，按期办结。" });

        var listed = (await (await world.ByAsync("ak-handler")).GetFromJsonAsync<JsonObject>($"/api/v1/cases/{number}/extension-requests"))!["items"]![0]!;
        Assert.Equal("refused", (string)listed["status"]!);
        Assert.Equal("2025-10-15T00:00:00+08:00", await DueAsync(world, number));
    }

    // The leader of unit 1 signs for the city's unit, and the bureau of the same level decides; the county's own cases go to the county.
    private static async Task<string> GeneralCaseAsync(World world)
    {
        await world.Clock.MoveTo("2025-09-24T10:00");
        return await world.BadRatingUpToAsync("rectify");
    }

    private static async Task<Guid> SealedAsync(World world)
    {
        var answer = await world.UploadAsync("ak-handler", "延期申请（盖章）.pdf", Encoding.ASCII.GetBytes("%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF"));
        return (Guid)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["id"]!;
    }

    private static async Task<HttpResponseMessage> AskAsync(World world, string number, Guid? stamped, int amount = 5, string reason = "涉及多个科室，需现场核对。") =>
        await (await world.ByAsync("ak-handler")).PostAsJsonAsync($"/api/v1/cases/{number}/extension-requests", new { reason, extension = new { amount, unit = "businessDay" }, stampedFile = stamped });

    private static async Task<string> DueAsync(World world, string number) =>
        (string)(await world.CaseAsync(number))["deadlines"]!.AsArray().Single(d => (string)d!["clock"]! == "case")!["due"]!;
}
