using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.CaseManagement.Tests.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Ordinances;

/// <summary>Draft, publication, confirmation and replay of a pack, over HTTP.</summary>
[Trait("Pace", "Slow")]
public sealed class PackLifeTests : IAsyncLifetime
{
    private World _world = null!;

    public async Task InitializeAsync() => _world = await World.StartAsync("2025-03-03");

    public async Task DisposeAsync() => await _world.DisposeAsync();

    private async Task<JsonNode> Put(string code, JsonNode pack, HttpStatusCode expected = HttpStatusCode.OK, string by = "admin") =>
        await Answer(await (await _world.ByAsync(by)).PutAsJsonAsync($"/api/v1/ordinances/{code}/draft", pack), expected);

    private async Task<JsonNode> Post(string path, object body, HttpStatusCode expected = HttpStatusCode.OK, string by = "admin") =>
        await Answer(await (await _world.ByAsync(by)).PostAsJsonAsync($"/api/v1/ordinances/{path}", body), expected);

    private async Task<JsonNode> Get(string path, string by = "admin") => (await (await _world.ByAsync(by)).GetFromJsonAsync<JsonNode>($"/api/v1/{path}"))!;

    private static async Task<JsonNode> Answer(HttpResponseMessage answer, HttpStatusCode expected)
    {
        var json = await answer.Json();
        Assert.True(expected == answer.StatusCode, json.ToJsonString());
        return json;
    }

    private static JsonObject Changed(string code, Action<JsonObject> change)
    {
        var pack = Law.Pack(code);
        change(pack);
        return pack;
    }

    private static JsonObject Child(Action<JsonObject>? change = null)
    {
        var pack = new JsonObject
        {
            ["meta"] = new JsonObject
            {
                ["id"] = "GDSZ", ["version"] = "1.0.0", ["title"] = "某市政务服务“好差评”实施细则", ["issuer"] = "某市人民政府办公室", ["legalStatus"] = "inForce", ["effectiveFrom"] = "2025-03-01", ["parentPack"] = "GD",
            },
            ["timers"] = new JsonObject
            {
                ["case.verify"] = new JsonObject { ["limit"] = new JsonObject { ["amount"] = 2 }, ["stated"] = true },
                ["case.rectify"] = new JsonObject { ["limit"] = new JsonObject { ["amount"] = 10 }, ["stated"] = true },
            },
        };
        change?.Invoke(pack);
        return pack;
    }

    [Fact]
    [Trait("Clause", "X-CLK-8"), Trait("Clause", "AK-24"), Trait("Clause", "AK-5-1a"), Trait("Clause", "S-55")]
    public async Task A_published_draft_is_for_new_cases_and_open_ones_keep_theirs()
    {
        await DeadlineDeskTests.Case(_world, "AK20250303000001");
        var draft = await Put("AK", Changed("AK", p => p["timers"]!["case.general"]!["limit"]!["amount"] = 8), by: "ak-bureau");
        Assert.Equal(["/timers/case.general/limit/amount"], draft["changes"]!.AsArray().Select(c => c!["pointer"]!.GetValue<string>()));

        var published = await Post("AK/publish", new { effectiveFrom = "2025-03-10" }, by: "ak-bureau");

        Assert.Equal(("1.1.0", "2025-03-10"), (published["version"]!.GetValue<string>(), published["effectiveFrom"]!.GetValue<string>()));
        Assert.Empty(published["unconfirmed"]!.AsArray()); // what was confirmed and has not changed stays so
        Assert.Equal(10, (await Get("ordinances/AK?at=2025-03-09"))["timers"]!["case.general"]!["limit"]!["amount"]!.GetValue<int>());
        Assert.Equal(8, (await Get("ordinances/AK?at=2025-03-10"))["timers"]!["case.general"]!["limit"]!["amount"]!.GetValue<int>());
        Assert.Equal(["1.1.0 2025-03-10 ", "1.0.0 2019-01-01 2025-03-09"],
            (await Get("ordinances/AK/versions"))["items"]!.AsArray().Select(v => $"{v!["version"]} {v["effectiveFrom"]} {v["effectiveTo"]}"));
        await _world.Clock.MoveTo("2025-03-10T09:00");
        await DeadlineDeskTests.InCase(_world, "AK20250303000001", (desk, @case, _) => desk.StartCaseClockAsync(@case, "case.general", Law.Instant("2025-03-03 10:00"), CancellationToken.None));
        Assert.Equal(Law.Day("2025-03-17"), (await _world.Read(db => db.Deadlines.SingleAsync())).LastDay);
        Assert.Equal("1.1.0", (await Get("ordinances"))["items"]!.AsArray().Single(p => p!["code"]!.GetValue<string>() == "AK")!["version"]!.GetValue<string>());
    }

    [Theory]
    [Trait("Clause", "X-PACK-1"), Trait("Clause", "TJ-23-1")]
    [InlineData("AK", "/colour", "\"red\"", "/colour")]
    [InlineData("AK", "/timers/case.general/limit", "{\"amount\":5}", "/timers/case.general/limit/unit")]
    [InlineData("AK", "/timers/case.general/limit", "null", "/timers/case.general/limit")]
    [InlineData("AK", "/case/classes/0/timers/0", "\"case.quick\"", "/case/classes/0/timers/0")]
    [InlineData("AK", "/appeal/reviewer", "\"nobody\"", "/appeal/reviewer")]
    [InlineData("AK", "/case/workflow", "\"no-such-flow\"", "/case/workflow")]
    [InlineData("AK", "/meta/id", "\"XX\"", "/meta/id")]
    [InlineData("AK", "/rating/targets/0/modes/0", "{}", "/rating/targets/0/modes/0")]
    [InlineData("AK", "/accountability/triggers/0", "{\"kode\":\"x\"}", "/accountability/triggers/0/kode")]
    [InlineData("TJ", "/services/catalogue", "{\"required\":\"yes\"}", "/services/catalogue/required")]
    [InlineData("GD", "/reminders/0/quietHours", "{\"from\":\"9pm\",\"to\":\"08:00\"}", "/reminders/0/quietHours/from")]
    [InlineData("AK", "/locked", "[\"/timers/case.quick\"]", "/locked/0")]
    [InlineData("AK", "/rating/indicatorSets", "[\"nothing\"]", "/rating/indicatorSets/0")]
    [InlineData("AK", "/calendar/localOverrides", "[{\"date\":\"2025-10-09\",\"workday\":false,\"reason\":\"a\"},{\"date\":\"2025-10-09\",\"workday\":true,\"reason\":\"b\"}]", "/calendar/localOverrides/1/date")]
    [InlineData("TJ", "/scoring/composite/weights/0/quality", "\"0.40\"", "/scoring/composite/weights/0")]
    [InlineData("TJ", "/scoring/composite/weights/0/quality", "\"a third\"", "/scoring/composite/weights/0/quality")]
    [InlineData("SP", "/rating/onExpiry", "{\"action\":\"defaultRating\"}", "/rating/onExpiry/level")]
    [InlineData("SP", "/rating/onExpiry/level", "\"fair\"", "/rating/onExpiry/level")]
    [InlineData("SP", "/roles/1/code", "\"cityServiceBureau\"", "/roles/1/code")]
    public async Task A_wrong_draft_is_refused_where_it_is_wrong_in_Chinese(string code, string at, string value, string pointer)
    {
        var pack = Law.Pack(code);
        Set(pack, at, JsonNode.Parse(value));

        var problem = await Put(code, pack, HttpStatusCode.UnprocessableEntity);

        Assert.Equal("faultyPack", problem["code"]!.GetValue<string>());
        var error = problem["errors"]!.AsArray().First(e => e!["pointer"]!.GetValue<string>() == pointer)!;
        Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", error["detail"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.NotFound, (await (await _world.ByAsync("admin")).GetAsync($"/api/v1/ordinances/{code}/draft")).StatusCode);
    }

    [Fact]
    [Trait("Clause", "X-PACK-1")]
    public async Task A_workflow_of_another_kind_is_refused_when_the_draft_is_published()
    {
        var pack = Law.Pack("AK");
        pack["appeal"]!["workflow"] = "urge";
        await Put("AK", pack);

        var answer = await (await _world.ByAsync("ak-bureau")).PostAsJsonAsync("/api/v1/ordinances/AK/publish", new { effectiveFrom = "2025-03-10" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(["/appeal/workflow"], await answer.PointersAsync());
    }

    private static void Set(JsonNode pack, string at, JsonNode? value)
    {
        var steps = JsonPointer.Steps(at);
        var owner = JsonPointer.Find(pack, at[..at.LastIndexOf('/')])!;
        if (owner is JsonArray items) items[int.Parse(steps[^1], System.Globalization.CultureInfo.InvariantCulture)] = value;
        else owner[steps[^1]] = value;
    }

    [Fact]
    [Trait("Clause", "X-PACK-3"), Trait("Clause", "GD-21"), Trait("Clause", "GD-9"), Trait("Clause", "GD-5-2"), Trait("Clause", "S-33")]
    public async Task A_city_fills_its_province_s_pack_and_may_not_contradict_what_is_locked()
    {
        await Put("GDSZ", Child());
        await Post("GDSZ/publish", new { effectiveFrom = "2025-03-03" });
        var verify = await Post("GDSZ/deadline", new { @event = "case.verify", start = "2025-04-29T09:00:00+08:00" });
        var rectify = await Post("GDSZ/deadline", new { @event = "case.rectify", start = "2025-04-29T09:00:00+08:00" });

        Assert.Equal(("2025-05-07T00:00:00+08:00", "2025-05-17T00:00:00+08:00"), (verify["due"]!.GetValue<string>(), rectify["due"]!.GetValue<string>()));
        Assert.Equal(("GD-15a", "第十五条"), (verify["rule"]!["id"]!.GetValue<string>(), verify["rule"]!["clause"]!.GetValue<string>()));
        Assert.Equal(10, (await Get("ordinances/GDSZ"))["rating"]!["levels"]![0]!["score"]!.GetValue<int>());
        Assert.Null((await Get("ordinances/GDSZ"))["meta"]!["docNumber"]); // a document's number is its own

        var levels = Law.Pack("GD")["rating"]!["levels"]!.DeepClone();
        levels[0]!["score"] = 5;
        var refused = await Put("GDSZ", Child(p => p["rating"] = new JsonObject { ["levels"] = levels }), HttpStatusCode.UnprocessableEntity);
        Assert.Equal("/rating/levels", refused["errors"]![0]!["pointer"]!.GetValue<string>());
        refused = await Put("GDSZ", Child(p => p["meta"]!["parentPack"] = "NOPE"), HttpStatusCode.UnprocessableEntity);
        Assert.Equal("/meta/parentPack", refused["errors"]![0]!["pointer"]!.GetValue<string>());
        refused = await Put("GDSZ", Child(p => p["timers"]!["case.verify"]!["limit"] = new JsonObject { ["days"] = 2 }), HttpStatusCode.UnprocessableEntity);
        Assert.Equal("/timers/case.verify/limit/days", refused["errors"]![0]!["pointer"]!.GetValue<string>());
    }

    [Theory]
    [Trait("Clause", "TJ-5-1a"), Trait("Clause", "AK-5-1a"), Trait("Clause", "GD-5-2"), Trait("Clause", "X-WF-2")]
    [InlineData("ak-handler", "AK"), InlineData("ak-county", "AK"), InlineData("tj-bureau", "AK"), InlineData("auditor", "AK"), InlineData("ak-bureau", "TJ"), InlineData("gd-citybureau", "GD")]
    public async Task Only_the_publisher_of_the_place_writes_its_pack(string by, string code)
    {
        Assert.Equal("notAllowed", (await Put(code, Law.Pack(code), HttpStatusCode.Forbidden, by))["code"]!.GetValue<string>());
        Assert.Equal("notAllowed", (await Post($"{code}/publish", new { effectiveFrom = "2025-03-10" }, HttpStatusCode.Forbidden, by))["code"]!.GetValue<string>());
        Assert.NotEqual(0, await _world.Read(db => db.Set<AccessLogEntry>().CountAsync(e => e.UserName == by && e.Act == Acts.PackPublish)));
    }

    [Fact]
    [Trait("Clause", "GD-5-1"), Trait("Clause", "GD-5-2")]
    public async Task A_city_bureau_writes_and_publishes_what_refines_its_province_and_nothing_else()
    {
        await Put("GDSZ", Child(), by: "gd-citybureau");
        await Post("GDSZ/publish", new { effectiveFrom = "2025-03-10" }, by: "gd-citybureau");

        await Put("GDSZ", Child(p => p["meta"]!.AsObject().Remove("parentPack")), HttpStatusCode.UnprocessableEntity, "gd-citybureau");
        await Put("TJX", Child(p => (p["meta"]!["id"], p["meta"]!["parentPack"]) = ("TJX", "TJ")), HttpStatusCode.Forbidden, "gd-citybureau");
    }

    [Fact]
    [Trait("Clause", "X-PACK-2"), Trait("Clause", "GD-15a"), Trait("Clause", "GD-14-5")]
    public async Task What_the_ordinance_does_not_state_keeps_the_place_out_of_force_until_it_is_confirmed()
    {
        await Put("NEW", Changed("GD", p =>
        {
            (p["meta"]!["id"], p["meta"]!["version"]) = ("NEW", "1.0.0");
            p["timers"]!["case.verify"]!["limit"] = null;
        }));
        var published = await Post("NEW/publish", new { effectiveFrom = "2025-03-03" });
        var open = published["unconfirmed"]!.AsArray().Select(p => p!.GetValue<string>()).ToList();
        Assert.Contains("/timers/rating.additional", open);
        Assert.Equal("unconfirmed", (await Get("ordinances"))["items"]!.AsArray().Single(p => p!["code"]!.GetValue<string>() == "NEW")!["status"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.NotFound, (await (await _world.ByAsync("admin")).GetAsync("/api/v1/ordinances/NEW?at=2025-03-03")).StatusCode);

        Assert.Equal("/value", (await Post("NEW/confirmations", new { pointer = "/timers/case.verify", reason = "会议决定" }, HttpStatusCode.UnprocessableEntity))["errors"]![0]!["pointer"]!.GetValue<string>());
        Assert.Equal("/reason", (await Post("NEW/confirmations", new { pointer = "/timers/rating.additional", reason = " " }, HttpStatusCode.UnprocessableEntity))["errors"]![0]!["pointer"]!.GetValue<string>());
        Assert.Equal("nothingToConfirm", (await Post("NEW/confirmations", new { pointer = "/timers/reminder.sms", reason = "会议决定" }, HttpStatusCode.UnprocessableEntity))["code"]!.GetValue<string>());
        Assert.Equal("/value", (await Post("NEW/confirmations", new { pointer = "/timers/rating.additional", reason = "会议决定", value = 3 }, HttpStatusCode.UnprocessableEntity))["errors"]![0]!["pointer"]!.GetValue<string>());
        await Put("NEW", Changed("GD", p => (p["meta"]!["id"], p["meta"]!["version"]) = ("NEW", "1.0.0")));
        await Post("NEW/publish", new { effectiveFrom = "2025-03-03" });
        foreach (var pointer in open) await Post("NEW/confirmations", new { pointer, reason = "2025 年第 3 次局务会议决定" });

        Assert.Equal("inForce", (await Get("ordinances"))["items"]!.AsArray().Single(p => p!["code"]!.GetValue<string>() == "NEW")!["status"]!.GetValue<string>());
        Assert.NotNull(await Get("ordinances/NEW?at=2025-03-03"));
        var acts = (await Get("ordinances/NEW/versions"))["items"]![0]!["confirmations"]!.AsArray();
        Assert.Equal(open.Count, acts.Count);
        Assert.All(acts, a => Assert.Equal(("admin", "2025 年第 3 次局务会议决定"), (a!["confirmedBy"]!.GetValue<string>(), a["reason"]!.GetValue<string>())));
    }

    [Fact]
    [Trait("Clause", "SP-0"), Trait("Clause", "X-PACK-2")]
    public async Task A_mere_draft_of_a_standard_runs_only_by_an_express_act()
    {
        await Put("XSP", Changed("SP", p => p["meta"]!["id"] = "XSP"));

        var published = await Post("XSP/publish", new { effectiveFrom = "2025-03-03" });

        Assert.Contains("/meta/legalStatus", published["unconfirmed"]!.AsArray().Select(p => p!.GetValue<string>()));
        await Post("XSP/confirmations", new { pointer = "/meta/legalStatus", reason = "试运行" });
        Assert.DoesNotContain("/meta/legalStatus", (await Get("ordinances/XSP/versions"))["items"]![0]!["unconfirmed"]!.AsArray().Select(p => p!.GetValue<string>()));
    }

    [Fact]
    public async Task A_place_s_past_is_not_rewritten()
    {
        await Put("AK", Law.AkPack());

        var problem = await Post("AK/publish", new { effectiveFrom = "2025-03-02" }, HttpStatusCode.UnprocessableEntity);

        Assert.Equal(("effectiveInThePast", "/effectiveFrom"), (problem["code"]!.GetValue<string>(), problem["errors"]![0]!["pointer"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_draft_is_kept_until_it_is_published_or_thrown_away_and_two_writers_do_not_overwrite_each_other()
    {
        var first = await _world.Send(new SaveDraft("AK", Law.AkPack(), Revision: 0), by: "ak-bureau");
        var second = await _world.Send(new SaveDraft("AK", Law.AkPack(), Revision: 0), by: "admin");
        Assert.Equal((1, "draftChanged"), (first.Value!.Revision, second.Refusal?.Code));
        await _world.RestartAsync();

        var client = await _world.As("ak-bureau");
        Assert.Equal("ak-bureau", (await client.GetFromJsonAsync<JsonNode>("/api/v1/ordinances/AK/draft"))!["savedBy"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.OK, (await client.DeleteAsync("/api/v1/ordinances/AK/draft")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.DeleteAsync("/api/v1/ordinances/AK/draft")).StatusCode);
        Assert.Equal("noDraft", await (await client.PostAsJsonAsync("/api/v1/ordinances/AK/publish", new { effectiveFrom = "2025-03-10" })).Code());
    }

    [Fact]
    [Trait("Clause", "X-CAL-4"), Trait("Clause", "S-56"), Trait("Clause", "X-CAL-3")]
    public async Task A_year_that_is_imported_recomputes_what_was_provisional_by_one_event_per_case()
    {
        await DeadlineDeskTests.Case(_world, "AK20250303000001");
        await _world.Clock.MoveTo("2026-12-28T09:00");
        await DeadlineDeskTests.InCase(_world, "AK20250303000001", (desk, @case, _) => desk.StartCaseClockAsync(@case, "case.simple", _world.Clock.Now, CancellationToken.None));
        var client = await _world.ByAsync("admin");
        var file = JsonNode.Parse("""{"year":2027,"papers":["https://www.gov.cn/2027"],"days":[{"name":"元旦","date":"2026-12-31","isOffDay":true},{"name":"元旦","date":"2027-01-01","isOffDay":true},{"name":"元旦","date":"2027-01-02","isOffDay":false}]}""");

        var imported = await Answer(await client.PutAsJsonAsync("/api/v1/calendar/2027", file), HttpStatusCode.OK);
        await _world.WaitIdle();
        var again = await Answer(await client.PutAsJsonAsync("/api/v1/calendar/2027", file), HttpStatusCode.OK);
        await _world.WaitIdle();

        Assert.Equal((1, true, 2, 1, 1), (imported["revision"]!.GetValue<int>(), imported["new"]!.GetValue<bool>(), imported["off"]!.GetValue<int>(), imported["makeUp"]!.GetValue<int>(), imported["recomputing"]!.GetValue<int>()));
        Assert.False(again["new"]!.GetValue<bool>());
        var row = await _world.Read(db => db.Deadlines.AsNoTracking().SingleAsync());
        Assert.Equal((Law.Day("2027-01-05"), false), (row.LastDay, row.Provisional)); // 29, 30, Sat 2 Jan (make-up), 4, 5
        var told = await _world.Read(db => db.CaseEvents.Where(e => e.Type == "deadlineRecomputed").Select(e => e.Data).ToListAsync());
        Assert.Equal("calendarImported", JsonNode.Parse(Assert.Single(told))!["reason"]!.GetValue<string>());
        Assert.False((await Get("calendar?from=2026-12-31&to=2026-12-31"))["items"]![0]!["workday"]!.GetValue<bool>());
        Assert.Contains((await Get("calendar/files"))["items"]!.AsArray(), f => f!["year"]!.GetValue<int>() == 2027 && f["importedBy"]!.GetValue<string>() == "admin");
    }

    [Theory]
    [InlineData("""{"year":2028,"days":[{"name":"元旦","date":"2028-01-01","isOffDay":true}]}""", "/year")]
    [InlineData("""{"year":2027,"days":[]}""", "/days")]
    [InlineData("""{"year":2027}""", "/days")]
    [InlineData("""{"year":2027,"days":[{"name":"元旦","date":"2027-02-30","isOffDay":true}]}""", "/days/0/date")]
    [InlineData("""{"year":2027,"days":[{"name":"元旦","date":"2029-01-01","isOffDay":true}]}""", "/days/0/date")]
    [InlineData("""{"year":2027,"days":[{"name":"元旦","date":"2027-01-01"}]}""", "/days/0/isOffDay")]
    [InlineData("""{"year":2027,"days":[{"name":"元旦","date":"2027-01-01","isOffDay":true},{"name":"元旦","date":"2027-01-01","isOffDay":false}]}""", "/days/1/date")]
    public async Task A_wrong_year_file_is_refused_where_it_is_wrong(string file, string pointer)
    {
        var client = await _world.ByAsync("admin");

        var problem = await Answer(await client.PutAsJsonAsync("/api/v1/calendar/2027", JsonNode.Parse(file)), HttpStatusCode.UnprocessableEntity);

        Assert.Equal(pointer, problem["errors"]![0]!["pointer"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_calendar_is_imported_by_administrators_only()
    {
        var file = JsonNode.Parse("""{"year":2027,"days":[{"name":"元旦","date":"2027-01-01","isOffDay":true}]}""");

        Assert.Equal(HttpStatusCode.Forbidden, (await (await _world.ByAsync("ak-bureau")).PutAsJsonAsync("/api/v1/calendar/2027", file)).StatusCode);
    }

    [Fact]
    [Trait("Clause", "X-CAL-2")]
    public async Task A_place_s_own_day_stands_in_its_own_calendar_only()
    {
        await Put("AK", Changed("AK", p => p["calendar"]!["localOverrides"] = JsonNode.Parse("""[{"date":"2025-10-09","workday":false,"reason":"全市停电检修"}]""")));
        await Post("AK/publish", new { effectiveFrom = "2025-03-03" });

        var own = (await Get("calendar?from=2025-10-09&to=2025-10-09&ordinance=AK"))["items"]![0]!;
        Assert.Equal((false, "localRest", "本地安排休息：全市停电检修"), (own["workday"]!.GetValue<bool>(), own["kind"]!.GetValue<string>(), own["note"]!.GetValue<string>()));
        Assert.True((await Get("calendar?from=2025-10-09&to=2025-10-09"))["items"]![0]!["workday"]!.GetValue<bool>());
        Assert.Equal("2025-10-11T00:00:00+08:00", (await Post("AK/deadline", new { @event = "case.simple", start = "2025-09-30T10:00:00+08:00", settings = new Dictionary<string, int> { ["timers.case.simple.limit.amount"] = 1 } }))["due"]!.GetValue<string>());
    }

    [Fact]
    [Trait("Clause", "AK-15-5b")]
    public async Task A_replay_tells_which_closed_cases_would_have_been_late()
    {
        await Closed("AK20250303000001", "simple", "case.simple", "2025-03-03 10:00", "2025-03-10 15:00");
        await Closed("AK20250303000002", "general", "case.general", "2025-03-03 10:00", "2025-03-14 15:00");
        await Closed("AK20250303000003", "general", "case.general", "2025-03-03 10:00", "2025-03-19 15:00");
        await Closed("AK20250303000004", "simple", "case.simple", "2025-03-03 10:00", "2025-04-01 00:00");
        // Handled again after the visit: each of its two clocks has its own closing.
        await Closed("AK20250303000005", "simple", "case.simple", "2025-03-03 10:00", "2025-03-10 15:00");
        await Closed("AK20250303000005", "simple", "case.rehandle", "2025-03-20 10:00", "2025-03-27 15:00");
        await Put("AK", Changed("AK", p => p["timers"]!["case.general"]!["limit"]!["amount"] = 8));

        var replay = await Post("AK/simulate", new { from = "2025-03-01", to = "2025-03-31", draft = true }, by: "ak-bureau");

        Assert.Equal((4, 1, 2), (replay["cases"]!.GetValue<int>(), replay["late"]!["own"]!.GetValue<int>(), replay["late"]!["draft"]!.GetValue<int>()));
        Assert.Equal(["AK20250303000002 False True 2025-03-13", "AK20250303000003 True True 2025-03-13"],
            replay["items"]!.AsArray().Select(i => $"{i!["number"]} {i["own"]!["late"]!.GetValue<bool>()} {i["draft"]!["late"]!.GetValue<bool>()} {i["draft"]!["lastDay"]}"));
        Assert.Empty(replay["notComparable"]!.AsArray());
    }

    private async Task Closed(string number, string @class, string timer, string received, string closed)
    {
        if (timer != CaseClock.Rehandling) await DeadlineDeskTests.Case(_world, number);
        await DeadlineDeskTests.InCase(_world, number, async (desk, @case, services) =>
        {
            await desk.StartCaseClockAsync(@case, timer, Law.Instant(received), CancellationToken.None);
            (@case.Class, @case.Status, @case.ClosedAt, @case.UnitReceivedAt) = (@class, "closed", Law.Instant(closed), @case.UnitReceivedAt ?? Law.Instant(received));
            await desk.MeetCaseClockAsync(@case, CancellationToken.None);
            services.GetRequiredService<CaseDbContext>().Deadlines.Local.Single(d => d.CaseNumber == number && d.Timer == timer).StoppedAt = Law.Instant(closed);
        });
    }

    [Fact]
    public async Task A_new_place_has_its_region_its_roles_and_in_the_demonstration_its_people_as_soon_as_it_is_published()
    {
        await Put("NEW", Changed("YS", p => (p["meta"]!["id"], p["scope"]!["regions"]) = ("NEW", new JsonArray("新安县"))));
        await Post("NEW/publish", new { effectiveFrom = "2025-03-03" });

        var client = await _world.As("new-bureau");

        Assert.Equal("新安县", await _world.Read(db => db.Regions.Where(r => r.Code == "NEW").Select(r => r.Name).SingleAsync()));
        Assert.Contains("packPublish", (await client.GetFromJsonAsync<JsonNode>("/api/v1/me"))!["permissions"]!.AsArray().Select(p => p!.GetValue<string>()));
    }
}
