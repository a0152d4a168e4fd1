using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Organisation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Inbox;

[Trait("Pace", "Slow")]
public sealed class AbsenceTests
{
    [Fact]
    public async Task Whoever_stands_in_works_on_the_tasks_of_the_absent_for_the_days_of_the_absence_and_the_record_says_for_whom()
    {
        await using var world = await World.StartAsync(today: "2025-03-03");
        var number = await world.BadRatingUpToAsync("verify");
        var (handler, other) = (await world.ByAsync("ak-handler"), await world.ByAsync("ak-handler2"));
        var id = (string)(await world.TaskAsync("ak-handler", number, "verify"))["id"]!;
        (await handler.PostAsync($"/api/v1/tasks/{id}/claim", null)).EnsureSuccessStatusCode();
        async Task<HttpResponseMessage> EnterAsync(HttpClient by, string substitute, string from, string until, string? userName = null) => await by.PostAsJsonAsync("/api/v1/absences", new { userName, substitute, from, until });
        async Task<int> TotalAsync(HttpClient by, string view) => (int)(await by.GetFromJsonAsync<JsonObject>($"/api/v1/tasks?view={view}"))!["total"]!;

        // Of another unit: nothing of it is his, and looking is recorded.
        Assert.Equal(HttpStatusCode.Forbidden, (await other.GetAsync($"/api/v1/cases/{number}")).StatusCode);
        foreach (var nobody in new[] { "ak-handler", "auditor", "ak-window", "sp-handler", "nobody" }) Assert.Equal("notASubstitute", await (await EnterAsync(handler, nobody, "2025-03-04", "2025-03-05")).CodeAsync());
        Assert.Equal("datesInvalid", await (await EnterAsync(handler, "ak-handler2", "2025-03-05", "2025-03-04")).CodeAsync());
        Assert.Equal("datesInvalid", await (await EnterAsync(handler, "ak-handler2", "2025-02-01", "2025-03-02")).CodeAsync());
        Assert.Equal("notYourAbsence", await (await EnterAsync(other, "ak-colleague", "2025-03-04", "2025-03-05", "ak-handler")).CodeAsync());

        // Entered for two days from tomorrow: today nothing changes.
        Assert.Equal(HttpStatusCode.Created, (await EnterAsync(handler, "ak-handler2", "2025-03-04", "2025-03-05")).StatusCode);
        Assert.Equal("absenceOverlaps", await (await EnterAsync(handler, "ak-colleague", "2025-03-05", "2025-03-07")).CodeAsync());
        Assert.Equal("standsInForOther", await (await EnterAsync(other, "ak-colleague", "2025-03-05", "2025-03-07")).CodeAsync());
        Assert.Equal("substituteAway", await (await EnterAsync(await world.ByAsync("ak-colleague"), "ak-handler", "2025-03-05", "2025-03-05")).CodeAsync());
        Assert.Equal((0, HttpStatusCode.Forbidden), (await TotalAsync(other, "mine"), (await other.GetAsync($"/api/v1/cases/{number}")).StatusCode));

        await world.Clock.MoveTo("2025-03-04T00:00");
        var me = (await other.GetFromJsonAsync<JsonObject>("/api/v1/me"))!;
        Assert.Equal(["ak-handler"], me["substitutions"]!.AsArray().Select(s => (string)s!));
        Assert.Equal("安康第二承办单位经办", (string?)(await handler.GetFromJsonAsync<JsonObject>("/api/v1/me"))!["standIn"]!["displayName"]);
        Assert.Equal((1, 1), (await TotalAsync(other, "mine"), await TotalAsync(other, "acting")));
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync($"/api/v1/cases/{number}")).StatusCode);
        Assert.Equal("安康第一承办单位经办", (string?)(await other.GetFromJsonAsync<JsonObject>($"/api/v1/tasks/{id}"))!["actingForName"]);
        // Lent for tasks only: looking at personal data and asking for more time stay with whoever holds the role.
        Assert.Equal(HttpStatusCode.Forbidden, (await other.PostAsJsonAsync($"/api/v1/cases/{number}/unmask", new { purpose = "核实联系" })).StatusCode);

        await world.CompleteAsync("ak-handler2", number, "verify");
        var rectify = (string)(await world.TaskAsync("ak-handler2", number, "rectify"))["id"]!;
        Assert.Equal(Guid.Parse(rectify), (await world.Send(new FindNextTask(number, Guid.Parse(id)), by: "ak-handler2")).Value!.Id);
        var claimed = await other.PostAsync($"/api/v1/tasks/{rectify}/claim", null);
        Assert.Equal("ak-handler", (string?)(await claimed.Content.ReadFromJsonAsync<JsonObject>())!["assignee"]);
        var events = await world.EventsAsync(number);
        var done = events.Last(e => (string)e["type"]! == "taskCompleted");
        Assert.Equal(("ak-handler2", "ak-handler", "institutionHandler"), ((string)done["actor"]!, (string)done["data"]!["actingFor"]!, (string)done["role"]!));
        Assert.Equal("ak-handler", (string?)events.Last(e => (string)e["type"]! == "taskClaimed")["data"]!["actingFor"]);
        // Whose it is already, it is not delegated to.
        Assert.Equal("samePerson", await (await other.PostAsJsonAsync($"/api/v1/tasks/{rectify}/delegate", new { to = "ak-handler", reason = "请办理" })).CodeAsync());

        // The last day counts to its end; after it everything is as before.
        await world.Clock.MoveTo("2025-03-06T00:00");
        Assert.Equal("notCandidate", await (await world.TryCompleteAsync("ak-handler2", Guid.Parse(rectify), "rectified", Handling.Filled(world, "rectify"))).CodeAsync());
        Assert.Equal((0, HttpStatusCode.Forbidden), (await TotalAsync(other, "mine"), (await other.GetAsync($"/api/v1/cases/{number}")).StatusCode));
        Assert.Equal(1, await TotalAsync(handler, "mine")); // what was claimed in his stead is his

        // The administrator enters one for somebody else and ends it at once.
        var entered = (await (await EnterAsync(await world.ByAsync("admin"), "ak-colleague", "2025-03-06", "2025-03-31", "ak-handler")).Content.ReadFromJsonAsync<JsonObject>())!;
        Assert.Equal(("now", "admin"), ((string)entered["state"]!, (string)entered["enteredBy"]!));
        Assert.Equal("notYourAbsence", await (await other.PostAsync($"/api/v1/absences/{entered["id"]}/end", null)).CodeAsync());
        Assert.Equal("ended", (string?)(await (await handler.PostAsync($"/api/v1/absences/{entered["id"]}/end", null)).Content.ReadFromJsonAsync<JsonObject>())!["state"]);
        Assert.Equal("absenceOver", await (await handler.PostAsync($"/api/v1/absences/{entered["id"]}/end", null)).CodeAsync());
        Assert.Equal(2, await world.Read(db => db.Set<Absence>().CountAsync())); // nothing is ever removed
    }

    [Fact]
    public async Task Nobody_signs_in_anothers_stead_what_they_have_asked_for_themselves()
    {
        await using var world = await World.StartAsync(today: "2025-09-24");
        var number = await world.BadRatingUpToAsync("rectify");
        var upload = await world.UploadAsync("ak-handler", "延期申请（盖章）.pdf", "%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF"u8.ToArray());
        var stamped = (Guid)JsonNode.Parse(await upload.Content.ReadAsStringAsync())!["id"]!;
        (await (await world.ByAsync("ak-handler")).PostAsJsonAsync($"/api/v1/cases/{number}/extension-requests", new { reason = "需现场核对。", extension = new { amount = 2, unit = "businessDay" }, stampedFile = stamped })).EnsureSuccessStatusCode();
        await world.WaitIdle();
        (await (await world.ByAsync("ak-leader")).PostAsJsonAsync("/api/v1/absences", new { substitute = "ak-handler", from = "2025-09-24", until = "2025-09-24" })).EnsureSuccessStatusCode();
        var sign = Guid.Parse((string)(await world.TaskAsync("ak-handler", number, "signOff"))["id"]!);

        var own = await world.TryCompleteAsync("ak-handler", sign, "signed", []);

        Assert.Equal("ownRequest", await own.CodeAsync());
    }
}
