using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Persistence;
using HaoChaPing.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static HaoChaPing.CaseManagement.Tests.Studio.StudioWorld;

namespace HaoChaPing.CaseManagement.Tests.Studio;

/// <summary>A thousand waiting cases go to a version with a step more and a step less.</summary>
[Trait("Pace", "Slow")]
public sealed class MigrationTests : IAsyncLifetime
{
    private const string Api = "/api/v1/engine/migrations";
    private static readonly JsonArray TriageToVerify = new(new JsonObject { ["from"] = "triage", ["to"] = "verify", ["anew"] = true });

    private World _world = null!;

    public async Task InitializeAsync() => _world = await World.StartAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task A_thousand_cases_stand_where_the_dry_run_said_nothing_runs_twice_and_deadlines_are_as_chosen()
    {
        // Version 2 asks somebody to sort the cases before they are verified; 400 cases stand there, 600 before the dispatch.
        await PublishAsync(Drawn(triage: true, added: false));
        await OpenAsync(1_000);
        await DispatchAsync(400);
        await _world.Clock.MoveTo("2025-03-05T09:00:00");
        await PublishAsync(Drawn(triage: false, added: true));
        var admin = await _world.ByAsync("admin");

        var refused = await PreviewAsync(admin, new JsonObject());
        Assert.Equal((600, 400), ((int)refused["fits"]!, (int)refused["refused"]!));
        var group = refused["groups"]![0]!;
        Assert.Equal(("activityMissing", 400, "正停在步骤“分流”，新版本中没有这个步骤，请指定对应的步骤。"), ((string?)group["code"], (int)group["count"]!, (string?)group["reason"]));
        Assert.Equal(["early", "ahead"], refused["versions"]!["added"]!.AsArray().Select(step => (string)step!["id"]!));
        Assert.Contains(refused["versions"]!["steps"]!.AsArray(), pair => (string)pair!["from"]!["id"]! == "triage" && pair["to"] is null);

        var dryRun = await PreviewAsync(admin, new JsonObject { ["steps"] = TriageToVerify.DeepClone() });
        Assert.Equal((1_000, 0), ((int)dryRun["fits"]!, (int)dryRun["refused"]!));
        Assert.Equal(("case.general", 400), ((string)dryRun["clocks"]![0]!["timer"]!, (int)dryRun["clocks"]![0]!["count"]!));
        var rows = dryRun["instances"]!.AsArray().ToDictionary(row => (string)row!["id"]!, row => (Case: (string)row!["case"]!, To: string.Join(',', row["to"]!.AsArray().Select(to => (string)to!).Order(StringComparer.Ordinal))));
        var duesBefore = await DuesAsync();
        var counting = rows.Where(row => duesBefore.ContainsKey(row.Value.Case)).Select(row => row.Key).ToList();
        var (keep, restart) = (rows.Keys.Except(counting.Skip(200)).ToList(), counting.Skip(200).ToList());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await admin.PostAsJsonAsync(Api, Order(new JsonObject { ["steps"] = TriageToVerify.DeepClone() }))).StatusCode); // no reason
        Assert.Equal(HttpStatusCode.Forbidden, (await (await _world.ByAsync("ak-handler")).PostAsJsonAsync(Api, Order([]))).StatusCode);

        var kept = await MigrateAsync(admin, new JsonObject { ["steps"] = TriageToVerify.DeepClone(), ["instances"] = Texts(keep), ["reason"] = "分流并入核实" });
        var restarted = await MigrateAsync(admin, new JsonObject { ["steps"] = TriageToVerify.DeepClone(), ["instances"] = Texts(restart), ["clocks"] = Texts(["case.general"]), ["reason"] = "分流并入核实，重新计时" });

        Assert.Equal((800, 0, 0), ((int)kept["moved"]!, (int)kept["refused"]!, (int)kept["waiting"]!));
        Assert.Equal((200, 0, 0), ((int)restarted["moved"]!, (int)restarted["refused"]!, (int)restarted["waiting"]!));
        await AssertWhereTheyStandAsync(rows.ToDictionary(row => row.Key, row => row.Value.To));
        await AssertNothingRanTwiceAsync();
        await AssertDuesAsync(duesBefore, [.. restart.Select(id => rows[id].Case)]);
        await AssertHistoryAsync(rows[restart[0]].Case);
        await AssertHeatAsync(admin);
        await AssertItGoesOnAsync(rows[keep.First(id => duesBefore.ContainsKey(rows[id].Case))].Case);
    }

    [Fact]
    public async Task Elsas_own_alteration_moves_an_instance_and_a_plan_tells_why_another_was_refused()
    {
        var admin = await _world.ByAsync("admin");
        await admin.SavedAsync(Definition("moves", "迁移", Task("a"), Task("b")), publish: true);
        var first = await admin.ExecutedAsync("moves");
        var second = await admin.ExecutedAsync("moves");
        await admin.SavedAsync(Definition("moves", "迁移", Line("x", "early"), Task("a"), Task("c")), publish: true);
        var migrate = new JsonObject { ["type"] = "Migrate", ["targetVersion"] = 2 };

        var run = await (await admin.PostAsJsonAsync("/elsa/api/alterations/run", new JsonObject { ["alterations"] = new JsonArray(migrate.DeepClone()), ["workflowInstanceIds"] = Texts([first]) })).JsonAsync();
        Assert.True((bool)run["results"]![0]!["isSuccessful"]!);
        var detail = await admin.ReadAsync($"/workflow-instances/{first}");
        Assert.Equal((2, "a"), ((int)detail["version"]!, (string)detail["workflowState"]!["bookmarks"]![0]!["activityId"]!));

        var task = (await admin.ReadAsync($"/workflow-instances/{second}"))["workflowState"]!["bookmarks"]![0]!["payload"]!["taskId"]!.GetValue<string>();
        (await admin.PostAsJsonAsync($"/elsa/api/tasks/{task}/complete", new { result = "ok" })).EnsureSuccessStatusCode();
        var plan = await (await admin.PostAsJsonAsync("/elsa/api/alterations/submit", new JsonObject { ["alterations"] = new JsonArray(migrate.DeepClone()), ["filter"] = new JsonObject { ["definitionIds"] = Texts(["moves"]) } })).JsonAsync();
        await _world.WaitIdle();
        var jobs = (await admin.ReadAsync($"/alterations/{plan["planId"]}"))["jobs"]!.AsArray().ToDictionary(job => (string)job!["workflowInstanceId"]!, job => job!);
        Assert.Equal("流程已经在第 2 版上运行，不必迁移。", (string)jobs[first]["log"]![0]!["message"]!);
        Assert.Equal("正停在步骤“b”，新版本中没有这个步骤，请指定对应的步骤。", (string)jobs[second]["log"]![0]!["message"]!);
        var mixed = await admin.PostAsJsonAsync("/elsa/api/alterations/submit", new JsonObject { ["alterations"] = new JsonArray(migrate.DeepClone(), new JsonObject { ["type"] = "Cancel" }), ["filter"] = new JsonObject() });
        Assert.Equal("migrationAlone", await mixed.CodeAsync());
    }

    [Fact]
    public async Task One_case_is_moved_by_its_number_and_says_so_in_its_history()
    {
        await OpenAsync(1);
        var (admin, auditor) = (await _world.As("admin"), await _world.As("auditor"));
        var number = (string)(await auditor.GetFromJsonAsync<JsonObject>("/api/v1/cases"))!["items"]![0]!["number"]!;
        await PublishAsync(Drawn(triage: false, added: true));

        Assert.Equal(("reasonRequired", HttpStatusCode.Forbidden), (await (await admin.PostAsJsonAsync($"/api/v1/cases/{number}/migrate", new { })).CodeAsync(), await StatusAsync("ak-bureau", number)));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("admin", "AK20250303999999"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("admin", number));
        Assert.Equal("migrationSameVersion", await (await admin.PostAsJsonAsync($"/api/v1/cases/{number}/migrate", new { reason = "再来一次" })).CodeAsync());

        Assert.Equal(2, (int)(await auditor.GetFromJsonAsync<JsonObject>($"/api/v1/cases/{number}"))!["workflow"]!["version"]!);
        var said = (await auditor.GetFromJsonAsync<JsonObject>($"/api/v1/cases/{number}/events"))!["items"]!.AsArray().Single(e => (string)e!["type"]! == "workflowOperated")!;
        Assert.Equal(("admin", "流程改版", 1, 2), ((string)said["actor"]!, (string)said["data"]!["reason"]!, (int)said["data"]!["fromVersion"]!, (int)said["data"]!["version"]!));

        async Task<HttpStatusCode> StatusAsync(string by, string of) => (await (await _world.As(by)).PostAsJsonAsync($"/api/v1/cases/{of}/migrate", new { reason = "流程改版" })).StatusCode;
    }

    /// <summary>The shipped workflow with a step of sorting before the verification, or with two lines more; neither changes what the law asks.</summary>
    private static JsonObject Drawn(bool triage, bool added)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "definitions", "workflows", "closed-loop.json");
        var json = JsonNode.Parse(File.ReadAllText(folder))!.AsObject();
        var (activities, connections) = (json["root"]!["activities"]!.AsArray(), json["root"]!["connections"]!.AsArray());
        if (triage)
        {
            var sort = activities.Single(activity => (string)activity!["id"]! == "verify")!.DeepClone().AsObject();
            (sort["id"], sort["name"], sort["nodeId"], sort["metadata"]!["displayText"]) = ("triage", "Triage", null, "分流");
            sort.Remove("timer");
            With(With(sort, "kind", "triage"), "form", "dispatch");
            activities.Add((JsonNode)sort);
            Insert("startClock", "verify", "triage", "dispatched");
        }

        if (added)
        {
            activities.Add((JsonNode)Line("early", "early"));
            activities.Add((JsonNode)Line("ahead", "ahead"));
            Insert("start", "correlate", "early", "Done");
            Insert("classClock", "rectify", "ahead", "Done");
        }

        return json;

        void Insert(string from, string to, string id, string port)
        {
            var between = connections.Single(connection => (string)connection!["source"]!["activity"]! == from && (string)connection["target"]!["activity"]! == to)!;
            between["target"]!["activity"] = id;
            connections.Add((JsonNode)Connection(id, port, to));
        }
    }

    private async Task PublishAsync(JsonObject json)
    {
        await using var scope = _world.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DefinitionCatalog>().ImportAsync(json.ToJsonString(), Cause.System, CancellationToken.None);
    }

    // As the intake opens them, many in one commit.
    private async Task OpenAsync(int count)
    {
        foreach (var some in Enumerable.Range(1, count).Chunk(250))
        {
            await StagedAsync(async services =>
            {
                var (opening, db) = (services.GetRequiredService<CaseOpening>(), services.GetRequiredService<CaseDbContext>());
                foreach (var n in some)
                {
                    var rating = new Rating
                    {
                        Id = Guid.CreateVersion7(), Region = "AK", Channel = "window", ExternalId = $"m-{n}", UnitCode = "ak-unit-1", UnitPath = "/ak/ak-unit-1/", Target = "item", Scope = "single", Level = "dissatisfied", Reasons = "[]",
                        Public = false, RaterKind = "naturalPerson", RatedAt = _world.Clock.Now, ReceivedAt = _world.Clock.Now, Status = "adopted", Source = "rater", PackVersion = "", CountsAs = 0,
                    };
                    db.Add(rating);
                    await opening.OpenAsync(rating, "食品经营许可（新办）", "未在承诺时间内办结", CancellationToken.None);
                }
            });
            await _world.WaitIdle();
        }
    }

    private async Task DispatchAsync(int count)
    {
        await StagedAsync(async services =>
        {
            var (queue, db) = (services.GetRequiredService<WorkflowQueue>(), services.GetRequiredService<CaseDbContext>());
            foreach (var task in await db.Tasks.Where(t => t.Kind == "dispatch").OrderBy(t => t.CaseNumber).Take(count).ToListAsync())
            {
                (task.Status, task.Outcome, task.CompletedAt, task.CompletedBy) = ("completed", "dispatched", _world.Clock.Now, "ak-bureau");
                queue.Resume(task.CaseNumber, task.InstanceId, task.BookmarkId, "dispatched", null, new Cause("ak-bureau"));
            }
        });
        await _world.WaitIdle();
    }

    private async Task StagedAsync(Func<IServiceProvider, Task> stage)
    {
        await using var scope = _world.Services.CreateAsyncScope();
        await using var transaction = await scope.ServiceProvider.GetRequiredService<StoreDialect>().BeginAsync(scope.ServiceProvider.GetRequiredService<CaseDbContext>(), null, CancellationToken.None);
        await stage(scope.ServiceProvider);
        await transaction.CommitAsync(CancellationToken.None);
    }

    private static JsonObject Order(JsonObject more)
    {
        var order = new JsonObject { ["definition"] = "closed-loop", ["from"] = 2, ["to"] = 3 };
        foreach (var (name, value) in more) order[name] = value?.DeepClone();
        return order;
    }

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];

    private static async Task<JsonObject> PreviewAsync(HttpClient admin, JsonObject more) => await (await admin.PostAsJsonAsync(Api + "/preview", Order(more))).JsonAsync();

    private async Task<JsonObject> MigrateAsync(HttpClient admin, JsonObject more)
    {
        var answer = await admin.PostAsJsonAsync(Api, Order(more));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        await _world.WaitIdle();
        return (await admin.GetFromJsonAsync<JsonObject>(answer.Headers.Location))!;
    }

    private Task<Dictionary<string, DateTimeOffset?>> DuesAsync() => _world.Read(db => db.Deadlines.Where(d => d.Status == "running" && d.TaskId == null).ToDictionaryAsync(d => d.CaseNumber, d => d.DueAt));

    private async Task AssertWhereTheyStandAsync(Dictionary<string, string> expected)
    {
        var stands = await _world.Read(db => db.Bookmarks.Join(db.Instances, b => b.InstanceId, i => i.Id, (b, i) => new { b.InstanceId, b.ActivityId, i.Version }).ToListAsync());
        Assert.All(stands, row => Assert.Equal(3, row.Version));
        Assert.Equal(expected.OrderBy(row => row.Key, StringComparer.Ordinal), stands.GroupBy(row => row.InstanceId).Select(rows => KeyValuePair.Create(rows.Key, string.Join(',', rows.Select(row => row.ActivityId).Order(StringComparer.Ordinal)))).OrderBy(row => row.Key, StringComparer.Ordinal));
    }

    private async Task AssertNothingRanTwiceAsync()
    {
        var tasks = await _world.Read(db => db.Tasks.GroupBy(t => new { t.Kind, t.Status }).Select(same => new { same.Key.Kind, same.Key.Status, Count = same.Count(), Cases = same.Select(t => t.CaseNumber).Distinct().Count() }).ToListAsync());
        Assert.Equal(
            [("dispatch", "completed", 400, 400), ("dispatch", "open", 600, 600), ("triage", "cancelled", 400, 400), ("verify", "open", 400, 400)],
            tasks.OrderBy(row => row.Kind).ThenBy(row => row.Status).Select(row => (row.Kind, row.Status, row.Count, row.Cases)));
        var journals = await _world.Read(db => db.Journal.Select(j => new { j.InstanceId, j.Steps }).ToListAsync());
        var started = journals.SelectMany(j => JsonNode.Parse(j.Steps)!.AsArray().Where(step => (string)step!["e"]! == "Started").Select(step => $"{j.InstanceId} {(string)step!["n"]!}")).Where(step => !step.EndsWith("moreHops", StringComparison.Ordinal)).ToList();
        Assert.Equal(started.Count, started.Distinct().Count());
        Assert.DoesNotContain(started, step => step.EndsWith(":early", StringComparison.Ordinal));
    }

    private async Task AssertDuesAsync(Dictionary<string, DateTimeOffset?> before, HashSet<string> restarted)
    {
        var ordinances = _world.Services.GetRequiredService<OrdinanceCatalog>();
        var deadlines = await _world.Read(db => db.Deadlines.AsNoTracking().Where(d => d.TaskId == null && d.Status == "running").ToListAsync());
        Assert.Equal(400, deadlines.Count);
        foreach (var row in deadlines)
        {
            var pack = ordinances.Get(row.PackCode, row.PackVersion);
            var anew = DeadlineCalculator.Compute(new DeadlineInput(row.Timer, _world.Clock.Now, [], null), pack, ordinances.CalendarOf(pack)).Due;
            Assert.NotEqual(before[row.CaseNumber], anew);
            Assert.Equal(restarted.Contains(row.CaseNumber) ? anew : before[row.CaseNumber], row.DueAt);
        }
    }

    private async Task AssertHistoryAsync(string number)
    {
        var events = await _world.EventsAsync(number);
        var migrated = Assert.Single(events, e => (string)e["type"]! == "workflowOperated")["data"]!;
        Assert.Equal(("instance.migrate", 2, 3, "分流并入核实，重新计时"), ((string)migrated["operation"]!, (int)migrated["fromVersion"]!, (int)migrated["version"]!, (string)migrated["reason"]!));
        Assert.Contains(events, e => (string)e["type"]! == "deadlineRecomputed" && (string)e["data"]!["reason"]! == "migrated");
        var @case = await _world.Read(db => db.Cases.SingleAsync(c => c.Number == number));
        Assert.Equal((3, events.Count), (@case.DefinitionVersion, (int)@case.LastSeq));
        var journal = await _world.Read(db => db.Journal.SingleAsync(j => j.InstanceId == @case.InstanceId && j.Cause == "instance.migrate"));
        Assert.Equal(("admin", "2 → 3; triage → verify (anew)"), (journal.Actor, journal.Text));
    }

    // 200 of the verifications were given a new due; the others are two working days nearer to theirs, and none is over yet.
    private async Task AssertHeatAsync(HttpClient admin)
    {
        const string Heat = "/api/v1/engine/definitions/closed-loop/heat-map";
        await _world.Clock.MoveTo("2025-03-06T09:00:00");
        var map = (await admin.GetFromJsonAsync<JsonObject>(Heat))!;
        Assert.Equal((3, 1_000, 0), ((int)map["version"]!, (int)map["cases"]!, (int)map["overdue"]!));
        Assert.Equal((1_000, true), ((int)map["versions"]![0]!["running"]!, (bool)map["versions"]![0]!["isPublished"]!));
        var steps = map["steps"]!.AsArray().ToDictionary(step => (string)step!["id"]!, step => step!);
        Assert.Equal((600, 3 * 86_400L), ((int)steps["dispatch"]["count"]!, (long)steps["dispatch"]["medianSeconds"]!));
        Assert.Equal((400, 86_400L), ((int)steps["verify"]["count"]!, (long)steps["verify"]["medianSeconds"]!));
        Assert.Equal((1_000, true), ((int)steps["upheld"]["count"]!, (bool)steps["upheld"]["listens"]!));
        Assert.Equal((0, null), ((int)steps["rectify"]["count"]!, (long?)steps["rectify"]["medianSeconds"]));
        Assert.Equal(0, (int)(await admin.GetFromJsonAsync<JsonObject>(Heat + "?region=SP"))!["cases"]!);
        Assert.Equal(0, (int)(await admin.GetFromJsonAsync<JsonObject>(Heat + "?from=2025-03-04"))!["cases"]!);
        Assert.Equal(1_000, (int)(await admin.GetFromJsonAsync<JsonObject>(Heat + "?region=AK&from=2025-03-03&to=2025-03-03"))!["cases"]!);
        Assert.Equal(600, (int)(await (await _world.ByAsync("ak-bureau")).GetFromJsonAsync<JsonObject>(Heat))!["steps"]!.AsArray().Single(step => (string)step!["id"]! == "dispatch")!["count"]!);
        Assert.Equal(0, (int)(await (await _world.ByAsync("ak-handler2")).GetFromJsonAsync<JsonObject>(Heat))!["cases"]!);
        var behind = (await admin.GetFromJsonAsync<JsonObject>($"{Heat}/cases?version=3&step={steps["verify"]["nodeId"]}&pageSize=10"))!;
        Assert.Equal((400, 10), ((int)behind["total"]!, behind["items"]!.AsArray().Count));
    }

    private async Task AssertItGoesOnAsync(string number)
    {
        foreach (var kind in new[] { "verify", "rectify", "reply" }) await _world.CompleteAsync("ak-handler", number, kind);
        var id = await _world.Read(db => db.Cases.Where(c => c.Number == number).Select(c => c.InstanceId).SingleAsync());
        Assert.Contains("ahead", await _world.Read(db => db.Journal.Where(j => j.InstanceId == id && j.Text != null).Select(j => j.Text!).ToListAsync()));
        Assert.Equal("upload", await _world.Read(db => db.Bookmarks.Where(b => b.InstanceId == id && b.ActivityId != "upheld").Select(b => b.ActivityId).SingleAsync()));
    }
}
