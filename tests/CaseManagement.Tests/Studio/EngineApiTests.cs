using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Xunit;
using static HaoChaPing.CaseManagement.Tests.Studio.StudioWorld;

namespace HaoChaPing.CaseManagement.Tests.Studio;

/// <summary>Incidents, operations with a reason, activation.</summary>
public sealed class EngineApiTests : IAsyncLifetime
{
    private const string Root = "/api/v1/engine";
    private World _world = null!;
    private HttpClient _admin = null!;

    public async Task InitializeAsync()
    {
        _world = await World.StartAsync();
        _admin = await _world.As("admin");
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task An_incident_is_listed_until_somebody_skips_the_step_with_a_reason()
    {
        await _admin.SavedAsync(Definition("stumbles", "出错", With(Activity("w", "Elsa.WriteLine"), "text", "nobody.knows", "JavaScript"), Task("t")), publish: true);
        var instance = await _admin.ExecutedAsync("stumbles");

        var open = await IncidentsAsync($"definition=stumbles");
        var withoutReason = await OperateAsync(instance, new { kind = "skip", activity = "w" });
        var unknown = await OperateAsync(instance, new { kind = "dance", reason = "试" });
        var strangeExit = await OperateAsync(instance, new { kind = "skip", activity = "w", outcome = "Nowhere", reason = "试" });
        var skipped = await OperateAsync(instance, new { kind = "skip", activity = "w", reason = "脚本已由业务确认可略过" });

        Assert.Equal(("w", instance, "Elsa.WriteLine"), (Text(open, "activityId"), Text(open, "instanceId"), Text(open, "activityType")));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "reasonRequired"), (withoutReason.StatusCode, await CodeAsync(withoutReason)));
        Assert.Equal((HttpStatusCode.BadRequest, "operationMalformed"), (unknown.StatusCode, await CodeAsync(unknown)));
        Assert.Equal((HttpStatusCode.Conflict, "outcomeUnknown"), (strangeExit.StatusCode, await CodeAsync(strangeExit)));
        Assert.Equal(HttpStatusCode.OK, skipped.StatusCode);
        Assert.Equal("t", (await _admin.ReadAsync($"/workflow-instances/{instance}"))["workflowState"]!["bookmarks"]![0]!["activityId"]!.GetValue<string>());
        Assert.Empty((await ListAsync("definition=stumbles"))["items"]!.AsArray());
        var settled = await IncidentsAsync("definition=stumbles&settled=true");
        Assert.Equal(("admin", "instance.skip", "脚本已由业务确认可略过"), (Text(settled, "resolvedBy"), Text(settled, "resolution"), Text(settled, "resolvedReason")));
    }

    [Fact]
    public async Task What_no_row_could_hold_is_refused_before_it_is_taken()
    {
        await _admin.SavedAsync(Definition("held", "等待", Task("t")), publish: true);
        var instance = await _admin.ExecutedAsync("held");
        var task = (await _admin.ReadAsync($"/workflow-instances/{instance}"))["workflowState"]!["bookmarks"]![0]!["id"]!.GetValue<string>();
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 61)) + "1" + new string('}', 61);
        var fits = string.Concat(Enumerable.Repeat("{\"a\":", 50)) + "1" + new string('}', 50);

        foreach (var (path, body) in new[]
        {
            ($"/tasks/{task}/complete", $"{{\"result\":{deep}}}"), ($"/tasks/{task}/complete", "{\"result\":\"\\ud800\"}"), ("/events/Deep/trigger", $"{{\"input\":{deep}}}"),
            ("/workflow-definitions/held/execute", $"{{\"input\":{{\"x\":{deep}}}}}"), ("/workflow-definitions/held/execute", "{\"input\":5}"), ("/workflow-definitions/held/execute", "{\"input\":{\"x\":\"\\udc00\"}}"),
            ("/workflow-definitions/held/execute", "{\"correlationId\":\"x\\u0000\"}"), ("/workflow-definitions/held/execute", $"{{\"instanceId\":\"{new string('x', 65)}\"}}"),
            ("/workflow-definitions/held/execute", $"{{\"correlationId\":\"{new string('x', 257)}\"}}"), ($"/events/{new string('x', 257)}/trigger", "{}"),
            ("/workflow-definitions/held/bulk-dispatch", "{\"count\":0}"), ("/workflow-definitions/import", "{\"definitionId\":\"a\",\"definitionId\":\"a\",\"root\":{\"id\":\"F\",\"type\":\"Elsa.Flowchart\"}}"),
            ("/workflow-definitions/import", $"{{\"definitionId\":\"d\",\"name\":\"d\",\"customProperties\":{deep},\"root\":{{\"id\":\"F\",\"type\":\"Elsa.Flowchart\"}}}}"),
        })
        {
            using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
            Assert.Equal((path, HttpStatusCode.BadRequest), (path, (await _admin.PostAsync("/elsa/api" + path, content)).StatusCode));
        }

        Assert.Equal(1, (await (await _admin.PostAsJsonAsync("/elsa/api/workflow-instances", new { definitionId = "held" })).JsonAsync())["totalCount"]!.GetValue<int>());
        using var good = new StringContent($"{{\"result\":{fits}}}", System.Text.Encoding.UTF8, "application/json");
        (await _admin.PostAsync($"/elsa/api/tasks/{task}/complete", good)).EnsureSuccessStatusCode();
        Assert.Equal("Finished", (await _admin.ReadAsync($"/workflow-instances/{instance}"))["subStatus"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_waiting_step_is_left_for_another_and_a_variable_is_changed_and_cancelling_ends_it_all()
    {
        var model = Definition("moved", "转到", Task("first"), Task("second"), Task("third"));
        model["variables"] = new JsonArray(new JsonObject { ["id"] = "v", ["name"] = "Count", ["typeName"] = "Int32", ["value"] = "1", ["storageDriverTypeName"] = "Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core" });
        await _admin.SavedAsync(model, publish: true);
        var instance = await _admin.ExecutedAsync("moved");

        (await OperateAsync(instance, new { kind = "move", activity = "third", from = new[] { "first" }, reason = "前两步已线下完成" })).EnsureSuccessStatusCode();
        (await OperateAsync(instance, new { kind = "setVariable", variable = "Count", value = 9, reason = "更正" })).EnsureSuccessStatusCode();
        var waiting = (await _admin.ReadAsync($"/workflow-instances/{instance}"))["workflowState"]!["bookmarks"]!.AsArray();
        var count = (await _admin.ReadAsync($"/workflow-instances/{instance}/variables"))["items"]![0]!["value"]!.GetValue<int>();
        var told = Assert.Single((await _admin.ReadAsync($"/workflow-instances/{instance}/journal?skip=0&take=100"))["items"]!.AsArray(), entry => entry!["eventName"]!.GetValue<string>() == "Noted")!;
        (await OperateAsync(instance, new { kind = "cancel", reason = "重复的实例" })).EnsureSuccessStatusCode();
        var again = await OperateAsync(instance, new { kind = "cancel", reason = "重复的实例" });

        Assert.Equal(("Count: \"1\" → 9", "admin", "更正"), (told["message"]!.GetValue<string>(), told["payload"]!["Actor"]!.GetValue<string>(), told["payload"]!["Reason"]!.GetValue<string>()));
        Assert.Equal(("third", 9), (Assert.Single(waiting)!["activityId"]!.GetValue<string>(), count));
        Assert.Equal("Cancelled", (await _admin.ReadAsync($"/workflow-instances/{instance}"))["subStatus"]!.GetValue<string>());
        Assert.Equal((HttpStatusCode.Conflict, "instanceEnded"), (again.StatusCode, await CodeAsync(again)));
    }

    [Fact]
    public async Task Of_tasks_that_end_each_other_exactly_those_are_acknowledged_that_were_done()
    {
        var model = Definition("race", "先到先得", Activity("fork", "Elsa.FlowFork"), Task("a"), Task("b"), Task("c"), With(Activity("join", "Elsa.FlowJoin"), "mode", "WaitAny"));
        With(model["root"]!["activities"]![0]!.AsObject(), "branches", "[\"A\",\"B\",\"C\"]", "Object");
        model["root"]!["connections"] = new JsonArray([.. new[] { "a", "b", "c" }.SelectMany(task => new[] { Connection("fork", task.ToUpperInvariant(), task), Connection(task, "Done", "join") })]);
        await _admin.SavedAsync(model, publish: true);
        var instance = await _admin.ExecutedAsync("race");
        var waiting = (await _admin.ReadAsync($"/workflow-instances/{instance}"))["workflowState"]!["bookmarks"]!.AsArray().Select(b => b!["id"]!.GetValue<string>()).ToList();

        var answers = await System.Threading.Tasks.Task.WhenAll(waiting.Select(task => _admin.PostAsJsonAsync($"/elsa/api/tasks/{task}/complete", new { })));

        var done = (await _admin.ReadAsync($"/workflow-instances/{instance}/journal?skip=0&take=100"))["items"]!.AsArray()
            .Count(entry => entry!["eventName"]!.GetValue<string>() == "Completed" && entry["activityId"]!.GetValue<string>() is "a" or "b" or "c");
        Assert.Equal(3, waiting.Count);
        Assert.Equal(done, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        Assert.Equal(3 - done, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task What_another_instance_waits_for_is_cancelled_before_it_is_deleted()
    {
        await _admin.SavedAsync(Definition("child", "子流程", Task("t")), publish: true);
        var call = With(With(Activity("call", "Elsa.DispatchWorkflow"), "workflowDefinitionId", "child"), "waitForCompletion", "true");
        await _admin.SavedAsync(Definition("parent", "上级流程", call, Task("after")), publish: true);
        var parent = await _admin.ExecutedAsync("parent");
        var child = (await (await _admin.PostAsJsonAsync("/elsa/api/workflow-instances", new { definitionId = "child" })).JsonAsync())["items"]![0]!["id"]!.GetValue<string>();

        var early = await _admin.DeleteAsync($"/elsa/api/workflow-instances/{child}");
        (await OperateAsync(child, new { kind = "cancel", reason = "不再需要" })).EnsureSuccessStatusCode();
        var later = await _admin.DeleteAsync($"/elsa/api/workflow-instances/{child}");

        Assert.Equal((HttpStatusCode.Conflict, "parentWaits", HttpStatusCode.NoContent), (early.StatusCode, await CodeAsync(early), later.StatusCode));
        Assert.Equal("after", (await _admin.ReadAsync($"/workflow-instances/{parent}"))["workflowState"]!["bookmarks"]![0]!["activityId"]!.GetValue<string>());
    }

    [Fact]
    public async Task Who_may_not_draw_workflows_sees_no_incidents_of_others_and_operates_on_nothing()
    {
        await _admin.SavedAsync(Definition("foreign", "他人", With(Activity("w", "Elsa.WriteLine"), "text", "nobody.knows", "JavaScript")), publish: true);
        var instance = await _admin.ExecutedAsync("foreign");
        var handler = await _world.As("ak-handler");

        var seen = await (await handler.GetAsync($"{Root}/incidents?definition=foreign")).JsonAsync();
        var refused = await handler.PostAsJsonAsync($"{Root}/instances/{instance}/operations", new { kind = "retry", reason = "试" });
        var unknown = await _admin.PostAsJsonAsync($"{Root}/commands/999999/retry", new { reason = "试" });

        Assert.Equal(0, seen["total"]!.GetValue<int>());
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal((HttpStatusCode.NotFound, "commandNotFound"), (unknown.StatusCode, await CodeAsync(unknown)));
    }

    [Fact]
    public async Task What_shall_run_once_is_not_started_again_and_Elsa_s_clients_are_told_so()
    {
        var model = Definition("single", "单例", Task("t"));
        model["options"] = new JsonObject { ["activationStrategyType"] = "Elsa.Workflows.Runtime.ActivationValidators.SingletonStrategy, Elsa.Workflows.Runtime" };
        await _admin.SavedAsync(model, publish: true);
        await _admin.ExecutedAsync("single");

        var second = await _admin.PostAsJsonAsync($"{Definitions}/single/execute", new { });
        var strategies = (await _admin.ReadAsync("/descriptors/workflow-activation-strategies"))["items"]!.AsArray();

        Assert.Equal((HttpStatusCode.OK, "true"), (second.StatusCode, second.Headers.GetValues("x-elsa-workflow-cannot-start").Single()));
        Assert.False(second.Headers.Contains("x-elsa-workflow-instance-id"));
        Assert.Equal(1, (await (await _admin.PostAsJsonAsync("/elsa/api/workflow-instances", new { definitionId = "single" })).JsonAsync())["totalCount"]!.GetValue<int>());
        Assert.Contains(strategies, strategy => strategy!["typeName"]!.GetValue<string>() == model["options"]!["activationStrategyType"]!.GetValue<string>());
    }

    [Fact]
    public async Task Alterations_that_are_submitted_reach_every_instance_the_filter_chose_and_the_plan_tells_how_it_went()
    {
        await _admin.SavedAsync(Definition("planned", "计划", Task("first"), Task("second")), publish: true);
        var chosen = new[] { await _admin.ExecutedAsync("planned", new { correlationId = "k1" }), await _admin.ExecutedAsync("planned", new { correlationId = "k2" }) };
        var other = await _admin.ExecutedAsync("planned", new { correlationId = "k3" });
        (await OperateAsync(chosen[1], new { kind = "cancel", reason = "不再需要" })).EnsureSuccessStatusCode();
        var filter = new { correlationIds = new[] { "k1", "k2" } };

        var dry = await (await _admin.PostAsJsonAsync("/elsa/api/alterations/dry-run", filter)).JsonAsync();
        var plan = await SubmitAsync(new { id = "plan-1", alterations = new[] { new { type = "CancelActivity", activityId = "first" }, new { type = "ScheduleActivity", activityId = "second" } }, filter, reason = "改由第二步办理" });
        await _world.WaitIdle();
        var told = await _admin.ReadAsync("/alterations/plan-1");
        var twice = await _admin.PostAsJsonAsync("/elsa/api/alterations/submit", new { id = "plan-1", alterations = new[] { new { type = "Cancel" } }, filter });
        var migration = await _admin.PostAsJsonAsync("/elsa/api/alterations/submit", new { alterations = new[] { new { type = "Dance", targetVersion = 2 } }, filter });
        var nothing = await SubmitAsync(new { alterations = new[] { new { type = "Cancel" } }, filter = new { } });
        await _world.WaitIdle();

        Assert.Equal(chosen.Order(StringComparer.Ordinal), dry["workflowInstanceIds"]!.AsArray().Select(id => id!.GetValue<string>()).Order(StringComparer.Ordinal));
        Assert.Equal("plan-1", plan);
        Assert.Equal("Failed", Text(told["plan"]!, "status"));
        Assert.Equal(["Completed", "Failed"], chosen.Select(id => told["jobs"]!.AsArray().Single(job => Text(job!, "workflowInstanceId") == id)!["status"]!.GetValue<string>()));
        Assert.Equal(["second"], await WaitingAsync(chosen[0]));
        Assert.Equal(["first"], await WaitingAsync(other)); // nor did a filter without a condition choose it
        Assert.Equal(HttpStatusCode.Conflict, twice.StatusCode);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "alterationUnknown"), (migration.StatusCode, await CodeAsync(migration)));
        Assert.Equal("Completed", Text((await _admin.ReadAsync($"/alterations/{nothing}"))["plan"]!, "status"));
    }

    private async Task<string> SubmitAsync(object body) => (await (await _admin.PostAsJsonAsync("/elsa/api/alterations/submit", body)).JsonAsync())["planId"]!.GetValue<string>();

    private async Task<string[]> WaitingAsync(string instance) =>
        [.. (await _admin.ReadAsync($"/workflow-instances/{instance}"))["workflowState"]!["bookmarks"]!.AsArray().Select(bookmark => Text(bookmark!, "activityId")!)];

    private Task<HttpResponseMessage> OperateAsync(string instance, object body) => _admin.PostAsJsonAsync($"{Root}/instances/{instance}/operations", body);

    private async Task<JsonObject> ListAsync(string query) => await (await _admin.GetAsync($"{Root}/incidents?{query}")).JsonAsync();

    private async Task<JsonNode> IncidentsAsync(string query) => Assert.Single((await ListAsync(query))["items"]!.AsArray())!;

    private static string? Text(JsonNode json, string name) => json[name]?.GetValue<string>();

    private static async Task<string> CodeAsync(HttpResponseMessage refused) => (await refused.Content.ReadFromJsonAsync<JsonObject>())!["code"]!.GetValue<string>();
}
