using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Inbox;

[Trait("Pace", "Slow")]
public sealed class TaskHandsTests
{
    [Fact]
    public async Task A_delegated_task_is_done_in_the_delegators_stead_and_can_be_taken_back_until_then()
    {
        await using var world = await World.StartAsync();
        var number = await world.BadRatingUpToAsync("verify");
        var id = (string)(await world.TaskAsync("ak-handler", number, "verify"))["id"]!;
        async Task<HttpResponseMessage> By(string user, string act, object? body = null) => await (await world.ByAsync(user)).PostAsJsonAsync($"/api/v1/tasks/{id}/{act}", body ?? new { });

        // Only whoever could hold it may be given it, and never without a reason.
        Assert.Equal("reasonRequired", await (await By("ak-handler", "delegate", new { to = "ak-colleague" })).CodeAsync());
        Assert.Equal("personRequired", await (await By("ak-handler", "delegate", new { reason = "外出" })).CodeAsync());
        foreach (var other in new[] { "ak-handler2", "ak-leader", "ak-window", "nobody" })
            Assert.Equal("personNotCandidate", await (await By("ak-handler", "delegate", new { to = other, reason = "外出" })).CodeAsync());
        Assert.Equal("notCandidate", await (await By("ak-handler2", "delegate", new { to = "ak-colleague", reason = "外出" })).CodeAsync());
        var colleagues = await (await world.ByAsync("ak-handler")).GetFromJsonAsync<JsonObject>($"/api/v1/tasks/{id}/colleagues");
        Assert.Equal(["ak-colleague", "ak-handler"], colleagues!["items"]!.AsArray().Select(c => (string)c!["userName"]!));

        // Delegated, it is the colleague's; the delegator takes it back before anything else.
        Assert.Equal(HttpStatusCode.OK, (await By("ak-handler", "delegate", new { to = "ak-colleague", reason = "外出核查" })).StatusCode);
        var row = await world.TaskAsync("ak-colleague", number, "verify");
        Assert.Equal(("ak-colleague", "ak-handler"), ((string)row["assignee"]!, (string)row["delegatedBy"]!));
        Assert.Equal("delegatedAway", await (await By("ak-handler", "claim")).CodeAsync());
        Assert.Equal("delegatedToYou", await (await By("ak-colleague", "delegate", new { to = "ak-handler", reason = "忙" })).CodeAsync());
        Assert.Equal("delegatedToYou", await (await By("ak-colleague", "reassign", new { to = "ak-handler", reason = "忙" })).CodeAsync());
        Assert.Equal("notDelegated", await (await By("ak-colleague", "take-back")).CodeAsync());
        Assert.Equal(1, (int)(await (await world.ByAsync("ak-handler")).GetFromJsonAsync<JsonObject>("/api/v1/tasks?view=delegated"))!["total"]!);
        Assert.Equal(HttpStatusCode.OK, (await By("ak-handler", "take-back")).StatusCode);
        Assert.Equal("ak-handler", (string?)(await world.TaskAsync("ak-handler", number, "verify"))["assignee"]);

        // The colleague may give it back too, to the delegator and not to the unit.
        await By("ak-handler", "delegate", new { to = "ak-colleague", reason = "外出核查" });
        Assert.Equal("ak-handler", (string?)(await (await By("ak-colleague", "release")).Content.ReadFromJsonAsync<JsonObject>())!["assignee"]);

        await By("ak-handler", "delegate", new { to = "ak-colleague", reason = "外出核查" });
        await world.CompleteAsync("ak-colleague", number, "verify");

        var done = await (await world.ByAsync("ak-handler")).GetFromJsonAsync<JsonObject>($"/api/v1/tasks/{id}");
        Assert.Equal("安康第一承办单位经办", (string?)done!["actedForName"]);
        var events = (await world.EventsAsync(number)).Where(e => (string?)e["data"]?["task"] == id).ToList();
        Assert.Equal(["taskOpened", "taskDelegated", "taskTakenBack", "taskDelegated", "taskReleased", "taskDelegated", "taskCompleted"], events.Select(e => (string)e["type"]!));
        Assert.Equal(("ak-handler", "ak-colleague", "外出核查"), ((string)events[1]["actor"]!, (string)events[1]["data"]!["toUser"]!, (string)events[1]["data"]!["reason"]!));
        Assert.Equal(("ak-colleague", "ak-handler", "institutionHandler"), ((string)events[^1]["actor"]!, (string)events[^1]["data"]!["actingFor"]!, (string)events[^1]["role"]!));
    }

    [Fact]
    public async Task The_work_of_a_leaver_is_handed_over_row_by_row_and_a_single_task_by_whoever_steers()
    {
        await using var world = await World.StartAsync();
        var (first, second) = (await world.BadRatingUpToAsync("verify", id: "1"), await world.BadRatingUpToAsync("verify", id: "2"));
        var county = await world.BadRatingAsync(Handling.CountyUnit, "3");
        await world.CompleteAsync("ak-bureau", county, "dispatch");
        async Task<string> HeldAsync(string user, string number, string kind)
        {
            var id = (string)(await world.TaskAsync(user, number, kind))["id"]!;
            (await (await world.ByAsync(user)).PostAsync($"/api/v1/tasks/{id}/claim", null)).EnsureSuccessStatusCode();
            return id;
        }
        var (one, two, dispatch) = (await HeldAsync("ak-handler", first, "verify"), await HeldAsync("ak-handler", second, "verify"), await HeldAsync("ak-county", county, "dispatch"));
        // The leaver had also delegated one of them.
        await (await world.ByAsync("ak-handler")).PostAsJsonAsync($"/api/v1/tasks/{two}/delegate", new { to = "ak-colleague", reason = "外出" });
        async Task<HttpResponseMessage> HandOver(string by, string leaver, string? to, string? reason = "调离岗位") => await (await world.ByAsync(by)).PostAsJsonAsync($"/api/v1/staff/{leaver}/hand-over", new { to, reason });

        // Not everybody arranges other people's work.
        Assert.Equal("notYourStaff", await (await HandOver("ak-colleague", "ak-handler", "ak-colleague")).CodeAsync());
        Assert.Equal("notYourStaff", await (await HandOver("ak-leader", "ak-county", "ak-handler")).CodeAsync());
        Assert.Equal("personNotFound", await (await HandOver("admin", "nobody", null)).CodeAsync());
        Assert.Equal("reasonRequired", await (await HandOver("admin", "ak-handler", null, " ")).CodeAsync());
        Assert.Equal("notToAssign", await (await (await world.ByAsync("ak-handler2")).PostAsJsonAsync($"/api/v1/tasks/{one}/reassign", new { to = "ak-handler2", reason = "我来" })).CodeAsync());

        var refused = (await (await HandOver("admin", "ak-county", "ak-handler")).Content.ReadFromJsonAsync<JsonObject>())!;
        var handed = (await (await HandOver("ak-leader", "ak-handler", "ak-colleague")).Content.ReadFromJsonAsync<JsonObject>())!;
        var back = (await (await HandOver("admin", "ak-county", null)).Content.ReadFromJsonAsync<JsonObject>())!;

        Assert.Equal((0, 1, "personNotCandidate"), ((int)refused["done"]!, (int)refused["refused"]!, (string)refused["items"]![0]!["code"]!));
        Assert.Equal((2, 0), ((int)handed["done"]!, (int)handed["refused"]!));
        Assert.Equal((1, county), ((int)back["done"]!, (string)back["items"]![0]!["caseNumber"]!));
        var mine = (await (await world.ByAsync("ak-colleague")).GetFromJsonAsync<JsonObject>("/api/v1/tasks?view=mine"))!["items"]!.AsArray();
        Assert.Equal(2, mine.Count);
        Assert.All(mine, row => Assert.Null(row!["delegatedBy"])); // nobody delegates to themselves
        Assert.Null((string?)(await world.TaskAsync("ak-county", county, "dispatch"))["assignee"]);
        var record = (await world.EventsAsync(first)).Single(e => (string)e["type"]! == "taskReassigned");
        Assert.Equal(("ak-leader", "unitLeader", "ak-handler", "ak-colleague", true), ((string)record["actor"]!, (string)record["role"]!, (string)record["data"]!["fromUser"]!, (string)record["data"]!["toUser"]!, (bool)record["data"]!["handOver"]!));

        // Whoever hands out the orders of the area moves a single task without holding it.
        var moved = await (await world.ByAsync("ak-bureau")).PostAsJsonAsync($"/api/v1/tasks/{one}/reassign", new { to = "ak-handler", reason = "熟悉情况" });
        Assert.Equal("ak-handler", (string?)(await moved.Content.ReadFromJsonAsync<JsonObject>())!["assignee"]);
        Assert.NotNull(dispatch);
    }
}
