using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static HaoChaPing.CaseManagement.Tests.Studio.StudioWorld;

namespace HaoChaPing.CaseManagement.Tests.Studio;

/// <summary>Draft, published, latest, retract, revert, delete: through Elsa's API.</summary>
public sealed class VersionTests : IAsyncLifetime
{
    private World _world = null!;
    private HttpClient _admin = null!;

    public async Task InitializeAsync()
    {
        _world = await World.StartAsync();
        _admin = await _world.As("admin");
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task A_draft_is_overwritten_until_it_is_published_then_a_new_one_begins()
    {
        var first = await _admin.SavedAsync(Definition("", "新流程", Line("a", "1")));
        var id = first["definitionId"]!.GetValue<string>();

        var again = await _admin.SavedAsync(Definition(id, "新流程", Line("a", "2")));
        var published = await _admin.SavedAsync(Definition(id, "新流程", Line("a", "2")), publish: true);
        var next = await _admin.SavedAsync(Definition(id, "新流程", Line("a", "3")));

        Assert.Equal((first["id"]!.GetValue<string>(), 1), (again["id"]!.GetValue<string>(), again["version"]!.GetValue<int>()));
        Assert.True(published["isPublished"]!.GetValue<bool>() && published["isLatest"]!.GetValue<bool>());
        Assert.Equal((2, true, false), (next["version"]!.GetValue<int>(), next["isLatest"]!.GetValue<bool>(), next["isPublished"]!.GetValue<bool>()));
        Assert.Equal("Workflow1:Flowchart1:a", next["root"]!["activities"]![0]!["nodeId"]!.GetValue<string>());
        var one = await _admin.ReadAsync($"/workflow-definitions/by-definition-id/{id}?versionOptions=Published");
        Assert.Equal((1, false, true), (one["version"]!.GetValue<int>(), one["isLatest"]!.GetValue<bool>(), one["isPublished"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task Two_who_draw_at_once_do_not_overwrite_each_other_unless_they_mean_to()
    {
        await _admin.SavedAsync(Definition("both", "两人同画", Line("a", "1")));
        var read = (await _admin.GetAsync(Definitions + "/by-definition-id/both")).Headers.ETag!.Tag;

        var mine = await SaveAsync("2", read);
        var lost = await SaveAsync("2", read); // the same once more, as after an answer that never came
        var theirs = await SaveAsync("3", read);
        var next = await SaveAsync("3", lost.Headers.ETag!.Tag);
        await _admin.DeleteAsync(Definitions + "/both");
        var gone = await SaveAsync("4", next.Headers.ETag!.Tag);
        var meant = await SaveAsync("4", null);

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Conflict, HttpStatusCode.OK, HttpStatusCode.Conflict, HttpStatusCode.OK],
            new[] { mine, lost, theirs, next, gone, meant }.Select(answer => answer.StatusCode));
        Assert.Equal("您打开以后，系统管理员改过这个流程，您刚才的改动没有保存。", Assert.Single(await theirs.SentencesAsync()));
        Assert.Contains("删除了这个流程", Assert.Single(await gone.SentencesAsync()), StringComparison.Ordinal);

        Task<HttpResponseMessage> SaveAsync(string text, string? tag)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, Definitions) { Content = JsonContent.Create(new JsonObject { ["model"] = Definition("both", "两人同画", Line("a", text)) }) };
            if (tag is not null) request.Headers.Add("If-Match", tag);
            return _admin.SendAsync(request);
        }
    }

    [Fact]
    public async Task Publishing_again_says_so_and_a_later_publication_takes_the_flags_of_the_earlier()
    {
        await _admin.SavedAsync(Definition("twice", "两次", Line("a", "1")), publish: true);
        var again = await (await _admin.PostAsync(Definitions + "/twice/publish", null)).JsonAsync();
        await _admin.SavedAsync(Definition("twice", "两次", Line("a", "2")), publish: true);

        Assert.True(again["alreadyPublished"]!.GetValue<bool>());
        var versions = (await _admin.ReadAsync("/workflow-definitions?versionOptions=AllVersions&DefinitionIds=twice&OrderBy=Version&OrderDirection=Descending"))["items"]!.AsArray();
        Assert.Equal([(2, true, true), (1, false, false)], versions.Select(v => (v!["version"]!.GetValue<int>(), v["isLatest"]!.GetValue<bool>(), v["isPublished"]!.GetValue<bool>())));
    }

    [Fact]
    public async Task An_instance_keeps_its_version_when_a_new_one_is_published_and_when_its_own_is_taken_back()
    {
        await _admin.SavedAsync(Definition("keeps", "保持", Task("t"), Line("after", "旧")), publish: true);
        var instance = await _admin.ExecutedAsync("keeps");
        await _admin.SavedAsync(Definition("keeps", "保持", Line("only", "新")), publish: true);
        (await _admin.PostAsync(Definitions + "/keeps/retract", null)).EnsureSuccessStatusCode();
        // What was published once is never overwritten.
        await _admin.SavedAsync(Definition("keeps", "保持", Line("draft", "草稿")));

        var task = (await _admin.ReadAsync($"/workflow-instances/{instance}"))["workflowState"]!["bookmarks"]![0]!["payload"]!["taskId"]!.GetValue<string>();
        (await _admin.PostAsJsonAsync($"/elsa/api/tasks/{task}/complete", new { result = "ok" })).EnsureSuccessStatusCode();

        var finished = await _admin.ReadAsync($"/workflow-instances/{instance}");
        Assert.Equal(("Finished", 1), (finished["subStatus"]!.GetValue<string>(), finished["version"]!.GetValue<int>()));
        var journal = (await _admin.ReadAsync($"/workflow-instances/{instance}/journal?skip=0&take=100"))["items"]!.AsArray();
        Assert.Contains(journal, entry => entry!["activityId"]!.GetValue<string>() == "after" && entry["activityState"]!["Text"]?.GetValue<string>() == "旧");
    }

    [Fact]
    public async Task A_task_is_completed_once()
    {
        await _admin.SavedAsync(Definition("once", "一次", Task("t")), publish: true);
        var instance = await _admin.ExecutedAsync("once");
        var task = (await _admin.ReadAsync($"/workflow-instances/{instance}"))["workflowState"]!["bookmarks"]![0]!["payload"]!["taskId"]!.GetValue<string>();

        var first = await _admin.PostAsJsonAsync($"/elsa/api/tasks/{task}/complete", new { });
        var second = await _admin.PostAsJsonAsync($"/elsa/api/tasks/{task}/complete", new { });
        var unknown = await _admin.PostAsJsonAsync("/elsa/api/tasks/nothing-1/complete", new { });

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict, HttpStatusCode.NotFound], [first.StatusCode, second.StatusCode, unknown.StatusCode]);
    }

    [Fact]
    public async Task A_draft_runs_as_a_test_and_what_it_ran_on_is_kept()
    {
        var draft = await _admin.SavedAsync(Definition("trial", "试运行", Task("t")));
        var instance = await _admin.ExecutedAsync("trial", new { versionOptions = "Latest" });
        var refused = await _admin.PostAsJsonAsync(Definitions + "/trial/execute", new { });
        var next = await _admin.SavedAsync(Definition("trial", "试运行", Line("changed", "")));

        var state = (await _admin.ReadAsync($"/workflow-instances/{instance}"))["workflowState"]!;
        Assert.True(state["properties"]!["IsTest"]!.GetValue<bool>());
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode); // nothing is published
        Assert.Equal((draft["id"]!.GetValue<string>(), 2), (state["definitionVersionId"]!.GetValue<string>(), next["version"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Reverting_copies_an_earlier_version_and_deleting_the_draft_makes_the_earlier_the_latest_again()
    {
        await _admin.SavedAsync(Definition("back", "回退", Line("one", "1")), publish: true);
        await _admin.SavedAsync(Definition("back", "回退", Line("two", "2")), publish: true);

        var reverted = await (await _admin.PostAsync(Definitions + "/back/revert/1", null)).JsonAsync();
        var content = await _admin.ReadAsync("/workflow-definitions/by-definition-id/back?versionOptions=Latest");
        var deleted = await _admin.DeleteAsync($"/elsa/api/workflow-definition-versions/{reverted["id"]}");
        var latest = await _admin.ReadAsync("/workflow-definitions/by-definition-id/back?versionOptions=");

        Assert.Equal((3, "one"), (reverted["version"]!.GetValue<int>(), content["root"]!["activities"]![0]!["id"]!.GetValue<string>()));
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal((2, true), (latest["version"]!.GetValue<int>(), latest["isLatest"]!.GetValue<bool>()));
        var acts = await _world.Read(db => db.DefinitionEvents.Where(e => e.DefinitionId == "back").OrderBy(e => e.At).ThenBy(e => e.Id).Select(e => e.Act + " " + e.Version + " " + e.Actor).ToListAsync());
        Assert.Equal(["saved 1 admin", "published 1 admin", "saved 2 admin", "published 2 admin", "reverted 3 admin", "deleted 3 admin"], acts);
    }

    [Fact]
    public async Task A_definition_with_a_running_instance_is_not_deleted_a_finished_one_goes_with_it()
    {
        await _admin.SavedAsync(Definition("doomed", "待删", Task("t")), publish: true);
        var instance = await _admin.ExecutedAsync("doomed");

        var refused = await _admin.DeleteAsync(Definitions + "/doomed");
        (await _admin.PostAsync($"/elsa/api/cancel/workflow-instances/{instance}", null)).EnsureSuccessStatusCode();
        var cancelled = await _admin.ReadAsync($"/workflow-instances/{instance}");
        var deleted = await (await _admin.PostAsJsonAsync("/elsa/api/bulk-actions/delete/workflow-definitions/by-definition-id", new { definitionIds = new[] { "doomed" } })).JsonAsync();

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal(("Cancelled", 0), (cancelled["subStatus"]!.GetValue<string>(), cancelled["workflowState"]!["bookmarks"]!.AsArray().Count));
        Assert.Equal(1, deleted["deleted"]!.GetValue<int>());
        Assert.Equal(0, await _world.Read(db => db.Set<WorkflowJournalEntry>().CountAsync(e => e.InstanceId == instance)));
    }

    [Fact]
    public async Task Two_versions_are_compared_in_words_and_a_mere_move_is_no_change()
    {
        var model = (await _admin.ReadAsync("/workflow-definitions/by-definition-id/closed-loop?versionOptions=Latest")).DeepClone().AsObject();
        var activities = model["root"]!["activities"]!.AsArray();
        JsonObject Step(string id) => activities.Single(activity => (string)activity!["id"]! == id)!.AsObject();
        Step("start")["metadata"]!["designer"]!["position"]!["x"] = -40;
        await _admin.SavedAsync(model);
        var moved = await CompareAsync("");

        With(Step("verify"), "role", "cityApprovalBureau");
        Step("reply")["metadata"]!["displayText"] = "答复评价人";
        activities.Remove(Step("classClock"));
        var connections = model["root"]!["connections"]!.AsArray();
        foreach (var line in connections.Where(line => (string)line!["source"]!["activity"]! == "classClock" || (string)line["target"]!["activity"]! == "classClock").ToList()) connections.Remove(line);
        connections.Add(Connection("verify", "confirmed", "rectify"));
        activities.Add(Line("note", "记一笔"));
        await _admin.SavedAsync(model);
        var changed = await CompareAsync("?from=1&to=2");

        Assert.True((bool)moved["same"]!);
        Assert.Equal(["added note", "changed reply", "changed verify", "removed classClock"], Told(changed["steps"]!).Select(step => $"{step["change"]} {step["id"]}").Order());
        Assert.Equal("办理角色由“脚本 getVariable(\"Verifier\")”改为“市行政审批服务局（cityApprovalBureau）”。", (string)Told(changed["steps"]!).Single(step => (string)step["id"]! == "verify")["changes"]![0]!);
        Assert.Equal(["added 核实 核实属实 整改", "removed 按类别计时 完成 整改", "removed 核实 核实属实 按类别计时"], Told(changed["lines"]!).Select(line => $"{line["change"]} {line["from"]} {line["port"]} {line["to"]}").Order(StringComparer.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, (await _admin.GetAsync("/api/v1/workflow-definitions/closed-loop/comparison?from=1&to=9")).StatusCode);

        async Task<JsonObject> CompareAsync(string query) => await (await _admin.GetAsync("/api/v1/workflow-definitions/closed-loop/comparison" + query)).JsonAsync();
        static IEnumerable<JsonNode> Told(JsonNode items) => items.AsArray().Where(item => (string)item!["change"]! != "none").Select(item => item!);
    }

    [Fact]
    public async Task An_event_starts_the_published_version_only()
    {
        var start = With(Activity("e", "Elsa.Event"), "eventName", "到件");
        start["customProperties"] = new JsonObject { ["canStartWorkflow"] = true };
        await _admin.SavedAsync(Definition("listens", "听", start, Task("t")), publish: true);

        await TriggerAsync();
        (await _admin.PostAsync(Definitions + "/listens/retract", null)).EnsureSuccessStatusCode();
        await TriggerAsync();

        var list = await (await _admin.PostAsJsonAsync("/elsa/api/workflow-instances", new { definitionIds = new[] { "listens" }, statuses = Array.Empty<string>() })).JsonAsync();
        Assert.Equal(1, list["totalCount"]!.GetValue<int>());

        async Task TriggerAsync() => (await _admin.PostAsJsonAsync($"/elsa/api/events/{Uri.EscapeDataString("到件")}/trigger", new { input = new { a = 1 } })).EnsureSuccessStatusCode();
    }
}
