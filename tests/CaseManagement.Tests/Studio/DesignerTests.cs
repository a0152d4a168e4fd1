using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Organisation;
using Xunit;
using static HaoChaPing.CaseManagement.Tests.Studio.StudioWorld;

namespace HaoChaPing.CaseManagement.Tests.Studio;

/// <summary>What the designer asks for besides versions: descriptors, files, operations, live news.</summary>
public sealed class DesignerTests : IAsyncLifetime
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
    public async Task Every_activity_has_a_Chinese_name_and_category_and_our_inputs_offer_what_there_is()
    {
        var items = (await _admin.ReadAsync("/descriptors/activities?Refresh=True"))["items"]!.AsArray().Select(item => item!.AsObject()).ToList();
        var tasks = items.Where(item => item["typeName"]!.GetValue<string>() == "HaoChaPing.HumanTask").ToList();
        var task = tasks.MaxBy(item => item["version"]!.GetValue<int>())!; // the one the palette offers

        Assert.All(items, item => Assert.False(string.IsNullOrEmpty(item["category"]?.GetValue<string>())));
        Assert.Equal(items.Count, items.Select(item => (item["typeName"]!.GetValue<string>(), item["version"]!.GetValue<int>())).Distinct().Count());
        Assert.Contains(items, item => item["typeName"]!.GetValue<string>() == "Elsa.NotFoundActivity");
        Assert.Empty(items.Where(item => !item["displayName"]!.GetValue<string>().Any(c => c > 0x2E80) && item["typeName"]!.GetValue<string>() != "Elsa.RunJavaScript").Select(item => item["typeName"]!.GetValue<string>()));
        Assert.Contains(("回复（reply）", "reply"), Offered("HaoChaPing.HumanTask", "Form"));
        Assert.Contains(("核实（verify）", "verify"), Offered("HaoChaPing.HumanTask", "Kind"));
        Assert.Contains(Offered("HaoChaPing.HumanTask", "Role"), role => role.Value == "cityApprovalBureau" && role.Text.Any(c => c > 0x2E80));
        Assert.Contains("sameLevelBureau", Offered("HaoChaPing.HumanTask", "Role").Select(role => role.Value));
        Assert.Contains("ak-unit-1", Offered("HaoChaPing.HumanTask", "Unit").Select(unit => unit.Value));
        Assert.Contains(("限时整改（一般）（case.general）", "case.general"), Offered("HaoChaPing.HumanTask", "Timer"));
        Assert.Contains("complex", Offered("HaoChaPing.StartTimer", "Presumed").Select(item => item.Value));
        Assert.Contains("reportReversed", Offered("HaoChaPing.DecideRating", "Basis").Select(basis => basis.Value));
        Assert.Empty(new[] { "routing.path", "appeal.reviewer", "case.extension.maxTimes" }.Except(Offered("HaoChaPing.ReadPack", "Key").Select(key => key.Value)));
        Assert.Equal("先选表单", Assert.Single(task["ports"]!.AsArray())!["displayName"]!.GetValue<string>());
        Assert.Empty(items.Single(item => item["typeName"]!.GetValue<string>() == "Elsa.End")["ports"]!.AsArray());

        var asked = await (await _admin.PostAsJsonAsync("/elsa/api/descriptors/activities/HaoChaPing.HumanTask/options/form", new { context = new { kind = "reply" } })).JsonAsync();
        Assert.Contains("reply", Values(asked["items"]!).Select(form => form.Value));

        IEnumerable<(string Text, string Value)> Offered(string type, string input) =>
            Values(items.First(item => item["typeName"]!.GetValue<string>() == type)["inputs"]!.AsArray().Single(i => i!["name"]!.GetValue<string>() == input)!["uiSpecifications"]!);

        static IEnumerable<(string Text, string Value)> Values(JsonNode specifications) =>
            specifications["dropdown"]!["selectList"]!["items"]!.AsArray().Select(item => (item!["text"]!.GetValue<string>(), item["value"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_human_task_has_the_ports_of_its_form_in_the_designer_and_is_kept_as_it_was()
    {
        var descriptors = (await _admin.ReadAsync("/descriptors/activities"))["items"]!.AsArray().Where(item => item!["typeName"]!.GetValue<string>() == "HaoChaPing.HumanTask").ToList();
        var saved = await _admin.SavedAsync(Definition("ports", "出口",
            With(Activity("verify", "HaoChaPing.HumanTask"), "form", "verify"), Activity("fresh", "HaoChaPing.HumanTask"), With(Activity("chosen", "HaoChaPing.HumanTask"), "form", "getVariable(\"Form\")", "JavaScript")));
        var again = await _admin.SavedAsync(saved); // as the designer sends it back

        Assert.Equal(["confirmed 核实属实", "return 退回派单", "invalid 评价不实"], Ports(again, 0));
        Assert.Equal(["Done 先选表单"], Ports(again, 1));
        Assert.Contains("replied 已回复评价人", Ports(again, 2));
        var file = await (await _admin.GetAsync(Definitions + "/ports/export")).JsonAsync();
        Assert.All(file["root"]!["activities"]!.AsArray(), activity => Assert.Equal(1, activity!["version"]!.GetValue<int>()));

        var refused = await _admin.PostAsync(Definitions + "/ports/publish", null);
        Assert.Contains(await refused.SentencesAsync(), sentence => sentence.Contains("“评价不实”（invalid）没有接到下一步", StringComparison.Ordinal));

        IEnumerable<string> Ports(JsonObject definition, int at) =>
            descriptors.Single(item => item!["version"]!.GetValue<int>() == definition["root"]!["activities"]![at]!["version"]!.GetValue<int>())!["ports"]!.AsArray().Select(port => $"{port!["name"]} {port["displayName"]}");
    }

    [Theory]
    [InlineData("/descriptors/expression-descriptors")]
    [InlineData("/descriptors/workflow-activation-strategies")]
    [InlineData("/descriptors/log-persistence-strategies")]
    [InlineData("/descriptors/incident-strategies")]
    [InlineData("/descriptors/commit-strategies/workflows")]
    [InlineData("/descriptors/commit-strategies/activities")]
    [InlineData("/descriptors/storage-drivers")]
    [InlineData("/descriptors/variables")]
    [InlineData("/descriptors/output-converters?sourceType=String&destinationType=String")]
    [InlineData("/features/installed")]
    [InlineData("/resilience/strategies?category=x")]
    [InlineData("/workflow-contexts/provider-descriptors")]
    public async Task Every_list_that_the_editor_asks_for_is_answered(string path) => Assert.NotNull((await _admin.ReadAsync(path))["items"]);

    [Fact]
    public async Task An_unknown_activity_is_shown_as_not_found_kept_as_it_was_and_refused_at_publish_by_name()
    {
        var strange = Activity("s", "Acme.Strange");
        strange["secret"] = 42;
        var saved = await _admin.SavedAsync(Definition("strange", "外来", strange));
        var shown = saved["root"]!["activities"]![0]!;

        var back = await _admin.SavedAsync(saved);
        var file = await (await _admin.GetAsync(Definitions + "/strange/export")).JsonAsync();
        var refused = await _admin.PostAsync(Definitions + "/strange/publish", null);

        Assert.Equal(("Elsa.NotFoundActivity", "Acme.Strange"), (shown["type"]!.GetValue<string>(), shown["missingTypeName"]!.GetValue<string>()));
        Assert.Equal(1, back["version"]!.GetValue<int>());
        Assert.Equal(("Acme.Strange", 42), (file["root"]!["activities"]![0]!["type"]!.GetValue<string>(), file["root"]!["activities"]![0]!["secret"]!.GetValue<int>()));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("Acme.Strange", Assert.Single(await refused.SentencesAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_that_does_not_parse_is_refused_with_line_and_column_and_a_join_that_starves_is_told()
    {
        var script = await _admin.SaveAsync(Definition("script", "脚本", With(Activity("s", "Elsa.WriteLine"), "text", "1 +\n  * 2", "JavaScript")), publish: true);
        var join = Definition("starves", "等不齐", Activity("d", "Elsa.FlowDecision"), With(Activity("j", "Elsa.FlowJoin"), "mode", "WaitAll"));
        join["root"]!["activities"]!.AsArray().Insert(0, Line("x", ""));
        join["root"]!["connections"] = new JsonArray(Connection("d", "True", "j"), Connection("d", "False", "x"), Connection("x", "Done", "j"));
        join["root"]!["activities"]!.AsArray().Insert(0, Activity("start", "Elsa.Start"));
        join["root"]!["connections"]!.AsArray().Add(Connection("start", "Done", "d"));
        await _admin.SavedAsync(join);

        var findings = (await _admin.ReadAsync("/workflow-definitions/starves/findings"))["items"]!.AsArray();

        Assert.Contains("第 2 行", Assert.Single(await script.SentencesAsync()), StringComparison.Ordinal);
        Assert.Contains(findings, finding => finding!["activityId"]!.GetValue<string>() == "j" && finding["message"]!.GetValue<string>().Contains("等不齐", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_faulted_step_is_tried_again_and_a_variable_is_changed_by_alterations()
    {
        var model = Definition("mended", "修复", With(Activity("w", "Elsa.WriteLine"), "text", "wanted.length", "JavaScript"), Task("t"));
        model["variables"] = new JsonArray(new JsonObject { ["id"] = "v", ["name"] = "Count", ["typeName"] = "Int32", ["value"] = "1", ["storageDriverTypeName"] = "Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core" });
        await _admin.SavedAsync(model, publish: true);
        var faulted = await _admin.ExecutedAsync("mended");
        var retried = await (await _admin.PostAsJsonAsync("/elsa/api/alterations/workflows/retry", new { activityIds = Array.Empty<string>(), workflowInstanceIds = new[] { faulted } })).JsonAsync();

        model["root"]!["activities"]![0] = Line("w", "ok");
        await _admin.SavedAsync(model, publish: true);
        var waiting = await _admin.ExecutedAsync("mended");
        var changed = await (await _admin.PostAsJsonAsync("/elsa/api/alterations/run", new { alterations = new[] { new { type = "ModifyVariable", variableId = "v", value = 7 } }, workflowInstanceIds = new[] { waiting } })).JsonAsync();

        var journal = (await _admin.ReadAsync($"/workflow-instances/{faulted}/journal"))["items"]!.AsArray();
        Assert.True(retried["results"]![0]!["isSuccessful"]!.GetValue<bool>(), retried.ToJsonString());
        Assert.Equal(2, journal.Count(entry => entry!["activityId"]!.GetValue<string>() == "w" && entry["eventName"]!.GetValue<string>() == "Faulted"));
        Assert.True(changed["results"]![0]!["isSuccessful"]!.GetValue<bool>(), changed.ToJsonString());
        Assert.Equal(7, (await _admin.ReadAsync($"/workflow-instances/{waiting}/variables"))["items"]![0]!["value"]!.GetValue<int>());
    }

    [Fact]
    public async Task One_activity_is_tested_with_test_values_and_nothing_is_kept()
    {
        var model = Definition("tested", "测试", With(Activity("d", "Elsa.FlowDecision"), "condition", "variables.Count > 3", "JavaScript"));
        model["variables"] = new JsonArray(new JsonObject { ["id"] = "v", ["name"] = "Count", ["typeName"] = "Int32", ["value"] = "1" });
        model["customProperties"] = new JsonObject { ["VariableTestValues"] = new JsonObject { ["v"] = "5" } };
        var saved = await _admin.SavedAsync(model);

        var tested = await (await _admin.PostAsJsonAsync("/elsa/api/tests/activities",
            new { workflowDefinitionHandle = new { definitionVersionId = saved["id"]!.GetValue<string>() }, activityHandle = new { activityId = "d" } })).JsonAsync();

        Assert.Equal(("Completed", "True"), (tested["status"]!.GetValue<string>(), tested["payload"]!["Outcomes"]![0]!.GetValue<string>()));
        Assert.Equal(0, (await (await _admin.PostAsJsonAsync("/elsa/api/workflow-instances", new { definitionId = "tested" })).JsonAsync())["totalCount"]!.GetValue<int>());
    }

    [Fact]
    public async Task Scripts_are_told_the_variables_and_helpers_there_are()
    {
        var model = Definition("typed", "类型", Line("a", ""));
        model["variables"] = new JsonArray(new JsonObject { ["id"] = "v", ["name"] = "Deadline", ["typeName"] = "DateTimeOffset" });
        await _admin.SavedAsync(model);

        var text = await (await _admin.PostAsJsonAsync("/elsa/api/scripting/javascript/type-definitions/typed", new { })).Content.ReadAsStringAsync();

        Assert.Contains("declare function getDeadline(): Date;", text, StringComparison.Ordinal);
        Assert.Contains("declare function setOutcome(", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_viewer_hears_when_a_task_is_completed_elsewhere()
    {
        await _admin.SavedAsync(Definition("live", "实时", Task("t")), publish: true);
        var instance = await _admin.ExecutedAsync("live");
        using var socket = new ClientWebSocket();
        var token = Uri.EscapeDataString(_admin.DefaultRequestHeaders.Authorization!.Parameter!);
        await socket.ConnectAsync(new Uri($"ws://{_world.Address.Authority}/elsa/hubs/workflow-instance?access_token={token}"), CancellationToken.None);
        await SayAsync(socket, """{"protocol":"json","version":1}""");
        await SayAsync(socket, "{\"type\":1,\"invocationId\":\"1\",\"target\":\"ObserveInstanceAsync\",\"arguments\":[\"" + instance + "\"]}");
        await HearAsync(socket, "\"invocationId\":\"1\"");

        var task = (await _admin.ReadAsync($"/workflow-instances/{instance}"))["workflowState"]!["bookmarks"]![0]!["payload"]!["taskId"]!.GetValue<string>();
        (await _admin.PostAsJsonAsync($"/elsa/api/tasks/{task}/complete", new { })).EnsureSuccessStatusCode();

        var heard = await HearAsync(socket, "WorkflowInstanceUpdatedAsync");
        Assert.Contains("\"completedCount\":1", heard, StringComparison.Ordinal);
        Assert.Contains(instance, heard, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_is_taken_from_the_header_of_Elsa_s_clients_too()
    {
        var client = _world.Anonymous();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "ApiKey " + DemoAccounts.ChannelKey);

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/ordinances")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync(Definitions)).StatusCode); // a channel delivers ratings, it draws nothing
    }

    private static Task SayAsync(ClientWebSocket socket, string message) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message + '\u001e'), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    private static async Task<string> HearAsync(ClientWebSocket socket, string until)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var (heard, buffer) = (new StringBuilder(), new byte[64 * 1024]);
        while (!heard.ToString().Contains(until, StringComparison.Ordinal))
            heard.Append(Encoding.UTF8.GetString(buffer, 0, (await socket.ReceiveAsync(buffer.AsMemory(), patience.Token)).Count));
        return heard.ToString();
    }
}
