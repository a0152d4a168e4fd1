using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Inbox;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Inbox;

[Trait("Pace", "Slow")]
public sealed class TaskDraftTests
{
    [Fact]
    public async Task A_draft_is_sealed_and_private_until_shared_and_never_written_over_unseen()
    {
        await using var world = await World.StartAsync();
        var number = await world.BadRatingUpToAsync("verify");
        var id = (string)(await world.TaskAsync("ak-handler", number, "verify"))["id"]!;
        async Task<HttpResponseMessage> SaveAsync(string by, string text, int revision, string? author = null) =>
            await (await world.ByAsync(by)).PutAsJsonAsync($"/api/v1/tasks/{id}/draft", new { values = new { findings = text }, revision, author });
        async Task<JsonObject> SeenAsync(string by) => (await (await world.ByAsync(by)).GetFromJsonAsync<JsonObject>($"/api/v1/tasks/{id}/drafts"))!;
        async Task ShareAsync(bool on) => (await (await world.ByAsync("ak-handler")).PostAsJsonAsync($"/api/v1/tasks/{id}/draft/share", new { on })).EnsureSuccessStatusCode();

        // The second window, which has not seen what the first saved, overwrites nothing.
        Assert.Equal(HttpStatusCode.OK, (await SaveAsync("ak-handler", "评价人电话 13800001111", 0)).StatusCode);
        var unseen = await SaveAsync("ak-handler", "另一个窗口", 0);
        Assert.Equal((HttpStatusCode.Conflict, "draftChanged"), (unseen.StatusCode, await unseen.CodeAsync()));
        Assert.Equal(HttpStatusCode.OK, (await SaveAsync("ak-handler", "评价人电话 13800001111，已核实", 1)).StatusCode);
        var own = (await SeenAsync("ak-handler"))["own"]!;
        Assert.Equal(("评价人电话 13800001111，已核实", 2), ((string)own["values"]!["findings"]!, (int)own["revision"]!));
        var stored = await world.Read(db => db.Set<TaskDraft>().AsNoTracking().SingleAsync());
        Assert.DoesNotContain("13800001111", stored.Sealed, StringComparison.Ordinal);

        // Private until it is shared; shared with those who may work on the task, and with nobody else.
        Assert.Empty((await SeenAsync("ak-colleague"))["shared"]!.AsArray());
        Assert.Equal("draftNotFound", await (await SaveAsync("ak-colleague", "同事写的", 2, "ak-handler")).CodeAsync());
        await ShareAsync(true);
        Assert.Equal("安康第一承办单位经办", (string?)(await SeenAsync("ak-colleague"))["shared"]![0]!["authorName"]);
        Assert.Equal("notCandidate", await (await (await world.ByAsync("ak-handler2")).GetAsync($"/api/v1/tasks/{id}/drafts")).CodeAsync());
        Assert.Equal(HttpStatusCode.OK, (await SaveAsync("ak-colleague", "同事补充", 2, "ak-handler")).StatusCode);
        Assert.Equal("draftChanged", await (await SaveAsync("ak-handler", "又改", 2)).CodeAsync());
        Assert.Equal(("同事补充", "ak-colleague"), ((string)(await SeenAsync("ak-handler"))["own"]!["values"]!["findings"]!, (string)(await SeenAsync("ak-handler"))["own"]!["savedBy"]!));
        await ShareAsync(false);
        Assert.Empty((await SeenAsync("ak-colleague"))["shared"]!.AsArray());

        // Nothing of it stands in the history, and it goes with the task: delegated or done.
        Assert.DoesNotContain(await world.EventsAsync(number), e => ((string)e["type"]!).Contains("raft", StringComparison.Ordinal));
        (await (await world.ByAsync("ak-handler")).PostAsJsonAsync($"/api/v1/tasks/{id}/delegate", new { to = "ak-colleague", reason = "外出" })).EnsureSuccessStatusCode();
        Assert.Equal(0, await world.Read(db => db.Set<TaskDraft>().CountAsync()));
        (await SaveAsync("ak-colleague", "代办时写的", 0)).EnsureSuccessStatusCode();
        await world.CompleteAsync("ak-colleague", number, "verify");
        Assert.Equal(0, await world.Read(db => db.Set<TaskDraft>().CountAsync()));
        Assert.Equal("taskAlreadyDone", await (await SaveAsync("ak-colleague", "晚了", 0)).CodeAsync());
    }
}
