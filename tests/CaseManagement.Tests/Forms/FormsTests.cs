using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.CaseManagement.Tests.Studio;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static HaoChaPing.CaseManagement.Tests.Studio.StudioWorld;

namespace HaoChaPing.CaseManagement.Tests.Forms;

/// <summary>Forms are drawn, checked, published as versions, and cases keep the version of their day.</summary>
[Trait("Pace", "Slow")]
public sealed class FormsTests
{
    [Fact]
    public async Task A_form_gets_a_next_version_that_new_cases_use_and_no_workflow_is_left_with_a_loose_end()
    {
        await using var world = await World.StartAsync();
        var admin = await world.ByAsync("admin");
        var older = await world.BadRatingUpToAsync("reply", id: "1");
        await world.Clock.MoveTo("2025-03-03T10:00");
        var form = (await ReadAsync(admin, "reply"))["form"]!.AsObject();

        // Who may, and what is refused.
        var reader = await (await world.ByAsync("ak-handler")).PutAsJsonAsync("/api/v1/forms/reply/draft", form);
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK), (reader.StatusCode, (await (await world.ByAsync("ak-handler")).GetAsync("/api/v1/forms")).StatusCode));
        var faulty = form.DeepClone().AsObject();
        faulty["fields"]![0]!["requiredFor"] = new JsonArray("nobody");
        faulty["fields"]![1]!["name"] = "method";
        faulty["templates"]![0]!["field"] = "evidence";
        var refused = await admin.PutAsJsonAsync("/api/v1/forms/reply/draft", faulty);
        Assert.Equal(["/fields/1/name", "/fields/0/requiredFor", "/templates/0/field", "/templates/1/field", "/templates/2/field"], await refused.PointersAsync());
        var strange = await admin.PutAsJsonAsync("/api/v1/forms/reply/draft", new JsonObject { ["name"] = "reply", ["colour"] = "red" });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "faultyForm"), (strange.StatusCode, await strange.CodeAsync()));

        // A new outcome, a new field that it needs.
        form["outcomes"]!.AsArray().Add(new JsonObject { ["name"] = "partly", ["label"] = "部分回复" });
        form["fields"]!.AsArray().Add(new JsonObject { ["name"] = "restBy", ["label"] = "其余回复日期", ["type"] = "date", ["requiredFor"] = new JsonArray("partly"), ["shownFor"] = new JsonArray("partly") });
        var draft = await (await admin.PutAsJsonAsync("/api/v1/forms/reply/draft?revision=0", form)).JsonAsync();
        var late = await admin.PutAsJsonAsync("/api/v1/forms/reply/draft?revision=0", form);
        Assert.Equal(["增加结果“部分回复”（partly）。", "增加字段“其余回复日期”（restBy）。"], draft["changes"]!.AsArray().Select(change => (string)change!));
        Assert.Equal((HttpStatusCode.Conflict, "formDraftChanged"), (late.StatusCode, await late.CodeAsync()));

        // The workflow comes first: published with the new outcome connected, then the form.
        var early = await admin.PostAsync("/api/v1/forms/reply/publish", null);
        Assert.Equal("formOutcomesUnconnected", await early.CodeAsync());
        Assert.Contains("的“回复评价人”没有接结果“部分回复”（partly）", (string)JsonNode.Parse(await early.Content.ReadAsStringAsync())!["errors"]![0]!["detail"]!, StringComparison.Ordinal);
        foreach (var step in JsonNode.Parse(await early.Content.ReadAsStringAsync())!["errors"]!.AsArray()) Assert.Equal("/outcomes/1", (string)step!["pointer"]!);
        await ConnectAsync(admin, "closed-loop");
        await ConnectAsync(admin, "rehandling");
        var published = await (await admin.PostAsync("/api/v1/forms/reply/publish", null)).JsonAsync();
        Assert.Equal((2, "admin"), ((int)published["version"]!, (string)published["publishedBy"]!));
        Assert.Equal(HttpStatusCode.NotFound, (await admin.PostAsync("/api/v1/forms/reply/publish", null)).StatusCode); // the draft is used up

        // The older case keeps its form; the newer one has the new outcome, and begins with the template the workflow names.
        await world.Clock.MoveTo("2025-03-03T11:00");
        var newer = await world.BadRatingUpToAsync("reply", id: "2");
        var (oldTask, newTask) = (await TaskAsync(world, older), await TaskAsync(world, newer));
        Assert.Equal(["replied"], Names(oldTask["outcomes"]));
        Assert.Equal(["replied", "partly"], Names(newTask["outcomes"]));
        Assert.Null(FieldOf(oldTask, "text")["default"]);
        Assert.StartsWith("您好！", (string)FieldOf(newTask, "text")["default"]!, StringComparison.Ordinal);
        Assert.Equal(["rectified", "onTheSpot", "explained"], Names(newTask["form"]!["templates"]));
        var unfilled = await world.TryCompleteAsync("ak-handler", (Guid)newTask["id"]!, "partly", Handling.Filled(world, "reply"));
        Assert.Equal(["/fields/restBy"], await unfilled.PointersAsync());

        // Who did what is recorded, an old version can be read, and the file of the product does not come over what was published.
        var page = await ReadAsync(admin, "reply");
        Assert.Equal(["published 2 admin", "saved  admin"], page["events"]!.AsArray().Select(e => $"{e!["act"]} {e["version"]} {e["actor"]}"));
        Assert.Equal([2, 1], page["versions"]!.AsArray().Select(version => (int)version!["version"]!));
        Assert.Equal(["replied"], Names((await (await admin.GetAsync("/api/v1/forms/reply/versions/1")).JsonAsync())["outcomes"]));
        Assert.False(await ComesAgainAsync(world));
    }

    private static async Task ConnectAsync(HttpClient admin, string workflow)
    {
        var definition = await admin.ReadAsync($"/workflow-definitions/by-definition-id/{workflow}?versionOptions=Latest");
        var root = definition["root"]!.AsObject();
        var reply = root["activities"]!.AsArray().Single(activity => (string?)activity!["form"]?["expression"]?["value"] == "reply")!.AsObject();
        var ports = (await admin.ReadAsync("/descriptors/activities"))["items"]!.AsArray()
            .Single(item => (string)item!["typeName"]! == "HaoChaPing.HumanTask" && (int)item["version"]! == (int)reply["version"]!)!["ports"]!.AsArray();
        Assert.Contains(ports, port => (string)port!["name"]! == "partly" && (string)port["displayName"]! == "部分回复（表单草稿）");

        With(reply, "template", "rectified");
        var line = root["connections"]!.AsArray().Single(line => (string)line!["source"]!["activity"]! == (string)reply["id"]!)!.DeepClone();
        line["source"]!["port"] = "partly";
        root["connections"]!.AsArray().Add(line);
        (await admin.SaveAsync(definition, publish: true)).EnsureSuccessStatusCode();
    }

    private static async Task<bool> ComesAgainAsync(World world)
    {
        await using var scope = world.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<FormCatalog>().ImportAsync(Path.Combine(AppContext.BaseDirectory, "definitions", "forms"), CancellationToken.None);
        return scope.ServiceProvider.GetRequiredService<CaseDbContext>().ChangeTracker.HasChanges();
    }

    private static async Task<JsonObject> TaskAsync(World world, string number)
    {
        var row = await world.TaskAsync("ak-handler", number, "reply");
        return (await (await world.ByAsync("ak-handler")).GetFromJsonAsync<JsonObject>($"/api/v1/tasks/{row["id"]}"))!;
    }

    private static async Task<JsonObject> ReadAsync(HttpClient client, string form) => await (await client.GetAsync($"/api/v1/forms/{form}")).JsonAsync();

    private static JsonNode FieldOf(JsonObject task, string name) => task["form"]!["fields"]!.AsArray().Single(field => (string)field!["name"]! == name)!;

    private static string[] Names(JsonNode? items) => [.. items!.AsArray().Select(item => (string)item!["name"]!)];
}
