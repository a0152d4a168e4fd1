using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Xunit;
using static HaoChaPing.CaseManagement.Tests.Studio.StudioWorld;

namespace HaoChaPing.CaseManagement.Tests.Studio;

/// <summary>Who may look, draft and publish; and what a rule pack needs stays.</summary>
public sealed class PermissionTests : IAsyncLifetime
{
    private const string BulkCancel = "/elsa/api/bulk-actions/cancel/workflow-instances";
    private World _world = null!;
    private HttpClient _admin = null!;

    public async Task InitializeAsync()
    {
        _world = await World.StartAsync();
        _admin = await _world.As("admin");
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task A_reader_gets_no_link_to_publish_and_is_refused_what_the_links_hide()
    {
        var reader = await _world.As("auditor");

        var list = await reader.ReadAsync("/workflow-definitions?versionOptions=Latest&Page=0&PageSize=10&SearchTerm=&IsSystem=False");
        var saved = await reader.SaveAsync(Definition("x", "x", Line("a", "")));
        var published = await reader.PostAsync(Definitions + "/closed-loop/publish", null);

        Assert.DoesNotContain("bulk-publish", list.Rels());
        Assert.All(list["items"]!.AsArray(), item => Assert.DoesNotContain("publish", item!.Rels()));
        Assert.Contains("publish", (await _admin.ReadAsync("/workflow-definitions/by-definition-id/closed-loop")).Rels());
        Assert.Contains("bulk-publish", (await _admin.ReadAsync("/workflow-definitions")).Rels());
        Assert.Equal([HttpStatusCode.Forbidden, HttpStatusCode.Forbidden], [saved.StatusCode, published.StatusCode]);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _world.Anonymous().GetAsync(Definitions)).StatusCode);
    }

    [Fact]
    public async Task Whoever_may_only_draft_draws_and_imports_but_publishes_takes_back_and_deletes_nothing_published()
    {
        var drafter = await _world.As("ak-bureau"); // by its pack

        var saved = await drafter.SavedAsync(Definition("mine", "我的草稿", Line("a", "1")));
        var refused = new[]
        {
            await drafter.SaveAsync(Definition("mine", "我的草稿", Line("a", "1")), publish: true), await drafter.PostAsync(Definitions + "/mine/publish", null),
            await drafter.PostAsync(Definitions + "/closed-loop/retract", null), await drafter.DeleteAsync(Definitions + "/closed-loop"),
            await drafter.PostAsJsonAsync("/elsa/api/bulk-actions/publish/workflow-definitions/by-definition-ids", new { definitionIds = new[] { "mine" } }),
        };

        Assert.Contains("publish", saved.Rels()); // without it Studio would not let anybody draw
        Assert.DoesNotContain("retract", saved.Rels());
        Assert.Contains("bulk-publish", (await drafter.ReadAsync("/workflow-definitions")).Rels());
        Assert.All(refused, answer => Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode));
        Assert.True((await drafter.DeleteAsync(Definitions + "/mine")).IsSuccessStatusCode);
    }

    [Fact]
    public async Task What_a_rule_pack_binds_is_not_taken_back_deleted_or_started_by_hand()
    {
        var retracted = await _admin.PostAsync(Definitions + "/closed-loop/retract", null);
        var deleted = await _admin.DeleteAsync(Definitions + "/closed-loop");
        var executed = await _admin.PostAsJsonAsync(Definitions + "/closed-loop/execute", new { });

        Assert.All([retracted, deleted, executed], answer => Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode));
        Assert.Contains("AK", Assert.Single(await retracted.SentencesAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_bound_definition_without_its_reply_is_saved_but_not_published()
    {
        var model = await _admin.ReadAsync("/workflow-definitions/by-definition-id/closed-loop");
        var root = model["root"]!;
        var reply = root["activities"]!.AsArray().First(a => a!["kind"]?["expression"]?["value"]?.GetValue<string>() == "reply")!["id"]!.GetValue<string>();
        foreach (var connection in root["connections"]!.AsArray().Where(c => c!["target"]!["activity"]!.GetValue<string>() == reply).ToList()) root["connections"]!.AsArray().Remove(connection);

        var saved = await _admin.SaveAsync(model);
        var published = await _admin.SaveAsync(model, publish: true);

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.BadRequest], [saved.StatusCode, published.StatusCode]);
        Assert.Contains(await published.SentencesAsync(), sentence => sentence.Contains("回复", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_definition_that_came_with_the_product_may_be_published_as_it_is()
    {
        var all = (await _admin.ReadAsync("/workflow-definitions?versionOptions=Published&PageSize=200"))["items"]!.AsArray().Select(item => item!["definitionId"]!.GetValue<string>()).ToList();
        var errors = new List<string>();
        foreach (var id in all)
            errors.AddRange((await _admin.ReadAsync($"/workflow-definitions/{id}/findings?versionOptions=Published"))["items"]!.AsArray()
                .Where(finding => finding!["severity"]!.GetValue<string>() == "Error").Select(finding => $"{id}: {finding!["message"]}"));

        Assert.Contains("closed-loop", all);
        Assert.Empty(errors);
    }

    [Fact]
    public async Task The_instance_of_a_case_obeys_the_case()
    {
        var number = await _world.BadRatingAsync();
        var instances = await (await _admin.PostAsJsonAsync("/elsa/api/workflow-instances", new { definitionIds = new[] { "closed-loop" } })).JsonAsync();
        var id = instances["items"]![0]!["id"]!.GetValue<string>();
        var task = (await _admin.ReadAsync($"/workflow-instances/{id}"))["workflowState"]!["bookmarks"]!.AsArray().First(b => b!["name"]!.GetValue<string>() == "HaoChaPing.HumanTask")!["id"]!.GetValue<string>();

        var cancelled = await _admin.PostAsync($"/elsa/api/cancel/workflow-instances/{id}", null);
        var deleted = await _admin.DeleteAsync($"/elsa/api/workflow-instances/{id}");
        var completed = await _admin.PostAsJsonAsync($"/elsa/api/tasks/{task}/complete", new { result = "ok" });

        // With others: those are cancelled, and it is told which was not; chosen alone or not at all it is refused.
        await _admin.SavedAsync(StudioWorld.Definition("free", "自由", StudioWorld.Task("ask")), publish: true);
        var free = await _admin.ExecutedAsync("free");
        var some = await (await _admin.PostAsJsonAsync(BulkCancel, new { ids = new[] { id, free } })).JsonAsync();
        var none = await _admin.PostAsJsonAsync(BulkCancel, new { ids = new[] { id } });
        var unsaid = await _admin.PostAsJsonAsync(BulkCancel, new { });

        Assert.Equal((1, id), (some["cancelledCount"]!.GetValue<int>(), some["notCancelled"]!.AsArray().Single()!["workflowInstanceId"]!.GetValue<string>()));
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.BadRequest), (none.StatusCode, unsaid.StatusCode));
        Assert.NotEmpty(number);
        Assert.All([cancelled, deleted, completed], answer => Assert.True((int)answer.StatusCode is 409 or 422, $"was {answer.StatusCode}"));
        Assert.Equal("Suspended", (await _admin.ReadAsync($"/workflow-instances/{id}"))["subStatus"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_a_case_holds_is_shown_to_those_who_may_read_the_case()
    {
        await _world.BadRatingAsync();
        var id = (await (await _admin.PostAsJsonAsync("/elsa/api/workflow-instances", new { definitionIds = new[] { "closed-loop" } })).JsonAsync())["items"]![0]!["id"]!.GetValue<string>();

        var mine = await (await _world.As("ak-bureau")).ReadAsync($"/workflow-instances/{id}");
        var administrators = await _admin.ReadAsync($"/workflow-instances/{id}");
        var foreign = await (await _world.As("tj-bureau")).GetAsync($"/elsa/api/workflow-instances/{id}");

        Assert.NotEmpty(mine["workflowState"]!["input"]!.AsObject());
        Assert.Empty(administrators["workflowState"]!["input"]!.AsObject());
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
    }
}
