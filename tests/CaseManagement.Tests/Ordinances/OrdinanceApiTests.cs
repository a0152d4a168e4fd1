using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Tests.Organisation;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Ordinances;

public sealed class OrdinanceApiTests(SharedWorld shared) : IClassFixture<SharedWorld>
{
    private async Task<JsonNode> Deadline(string body, HttpStatusCode expected = HttpStatusCode.OK, string code = "AK")
    {
        var client = await shared.World.As("ak-handler");
        using var answer = await client.PostAsync($"/api/v1/ordinances/{code}/deadline", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal(expected, answer.StatusCode);
        return await answer.Json();
    }

    [Fact]
    [Trait("Clause", "AK-15-1b")]
    public async Task A_deadline_is_answered_with_its_clause_and_its_counting()
    {
        var answer = await Deadline("""{ "event": "case.general", "start": "2025-03-03T10:00:00+08:00" }""");

        Assert.Equal("2025-03-18T00:00:00+08:00", answer["due"]!.GetValue<string>());
        Assert.Equal("2025-03-17", answer["lastDay"]!.GetValue<string>());
        Assert.False(answer["provisional"]!.GetValue<bool>());
        Assert.Equal("""{"id":"AK-15-1b","document":"安康市政务服务“好差评”管理办法（试行）","clause":"第十五条（一）"}""", Plain(answer["rule"]!));
        Assert.Equal("""{"date":"2025-03-03","counts":false,"note":"收到当日不计"}""", Plain(answer["explanation"]![0]!));
        Assert.Equal("""{"date":"2025-03-04","counts":true,"n":1,"note":"第 1 个工作日"}""", Plain(answer["explanation"]![1]!));
        Assert.Equal(["2025-03-15T00:00:00+08:00"], answer["warnings"]!.AsArray().Select(w => w!.GetValue<string>()));
    }

    [Fact]
    [Trait("Clause", "X-CLK-4"), Trait("Clause", "AK-15-1d")]
    public async Task Settings_standstills_and_an_extension_are_taken_together()
    {
        var answer = await Deadline("""
            { "event": "case.general", "start": "2025-03-03T10:00:00+08:00", "settings": { "counting.dayEnd": "24:00" },
              "suspensions": [ { "reason": "appeal", "from": "2025-03-05T09:00:00+08:00", "to": "2025-03-10T16:00:00+08:00" } ],
              "extension": { "amount": 5, "unit": "businessDay" } }
            """);

        Assert.Equal(("2025-03-28T00:00:00+08:00", "2025-03-27"), (answer["due"]!.GetValue<string>(), answer["lastDay"]!.GetValue<string>()));
        Assert.Equal(15, answer["explanation"]!.AsArray().Count(l => l!["counts"]!.GetValue<bool>()));
    }

    [Theory]
    [InlineData("\"settngs\": {}", "/settngs")]
    [InlineData("\"extension\": { \"amount\": 5, \"unit\": \"businessDay\", \"granted\": \"2025-03-03T10:00:00+08:00\" }", "/extension/granted")]
    public async Task A_member_that_is_unknown_is_refused_where_it_stands(string member, string pointer)
    {
        var answer = await Deadline($$"""{ "event": "case.general", "start": "2025-03-03T10:00:00+08:00", {{member}} }""", HttpStatusCode.BadRequest);

        Assert.Equal(pointer, (string)answer["errors"]![0]!["pointer"]!);
    }

    [Theory]
    [InlineData("timers.case.general.limit", """{"amount":5,"unit":"businessDay"}""", "2025-03-11T00:00:00+08:00")]
    [InlineData("timers.case.general.limit.amount", "1", "2025-03-05T00:00:00+08:00")]
    [InlineData("timers.case.general.counting.startDayCounts", "true", "2025-03-15T00:00:00+08:00")]
    [InlineData("counting.dayEnd", "\"closeOfBusiness\"", "2025-03-17T17:00:00+08:00")]
    [InlineData("calendar.localOverrides", """[{"date":"2025-03-04","workday":false,"reason":"停电"}]""", "2025-03-19T00:00:00+08:00")]
    [InlineData("timers.case.general.limit", "null", null)]
    public async Task A_setting_holds_for_this_computation_only(string path, string value, string? due)
    {
        var changed = await Deadline($$"""{ "event": "case.general", "start": "2025-03-03T10:00:00+08:00", "settings": { "{{path}}": {{value}} } }""");
        var after = await Deadline("""{ "event": "case.general", "start": "2025-03-03T10:00:00+08:00" }""");

        Assert.Equal(due, changed["due"]?.GetValue<string>());
        Assert.Equal("2025-03-18T00:00:00+08:00", after["due"]!.GetValue<string>());
    }

    [Theory]
    [Trait("Clause", "X-PACK-1")]
    [InlineData(""" "event": "case.quick", "start": "2025-03-03T10:00:00+08:00" """, "unknownTimer", "/event")]
    [InlineData(""" "event": "case.general", "start": "2025-03-03T10:00:00+08:00", "settings": { "counting.dayBegin": "00:00" } """, "unknownSetting", "/settings/counting.dayBegin")]
    [InlineData(""" "event": "case.general", "start": "2025-03-03T10:00:00+08:00", "settings": { "timers.case.quick.limit": null } """, "unknownSetting", "/settings/timers.case.quick.limit")]
    [InlineData(""" "event": "case.general", "start": "2025-03-03T10:00:00+08:00", "settings": { "": 1 } """, "unknownSetting", "/settings/")]
    [InlineData(""" "event": "case.general", "start": "2025-03-03T10:00:00+08:00", "settings": { "counting.dayEnd": "midnight" } """, "badSetting", "/settings/counting.dayEnd")]
    [InlineData(""" "event": "case.general", "start": "2025-03-03T10:00:00+08:00", "settings": { "timers.case.general.limit": { "amount": 3, "unit": "week" } } """, "badSetting", "/settings/timers.case.general.limit/unit")]
    [InlineData(""" "event": "case.general", "start": "2025-03-03T10:00:00+08:00", "settings": { "calendar.businessHours.close": "5pm" } """, "badSetting", "/settings/calendar.businessHours.close")]
    [InlineData(""" "event": "case.general", "start": "2025-03-03T10:00:00+08:00", "settings": { "timers.case.general.limit.amount": 100000 } """, "badInput", "/settings/timers.case.general.limit.amount")]
    [InlineData(""" "event": "case.general", "start": "1980-03-03T10:00:00+08:00" """, "badInput", "/start")]
    [InlineData(""" "event": "case.general", "start": "9999-12-31T23:59:59Z" """, "badInput", "/start")]
    [InlineData(""" "event": "case.general", "start": "2025-03-03T10:00:00+08:00", "suspensions": [ null ] """, "badInput", "/suspensions/0")]
    [InlineData(""" "event": "case.general", "start": "2025-03-03T10:00:00+08:00", "settings": { "case.classes.0.timers.0": {} } """, "badSetting", "/settings/case.classes.0.timers.0")]
    [InlineData(""" "event": "case.general", "start": "2025-03-03T10:00:00+08:00", "settings": { "services.catalogue": { "mapping": [5] } } """, "badSetting", "/settings/services.catalogue/mapping")]
    [InlineData(""" "event": "case.general", "start": "2025-03-03T10:00:00+08:00", "settings": { "timers.case.general.limit.amount": 1000000000000000000 } """, "badSetting", "/settings/timers.case.general.limit.amount")]
    [InlineData(""" "event": "case.general", "start": "2025-03-03T10:00:00+08:00", "suspensions": [ { "reason": "holiday", "from": "2025-03-04T10:00:00+08:00", "to": "2025-03-05T10:00:00+08:00" } ] """, "badInput", "/suspensions/0/reason")]
    [InlineData(""" "event": "case.general", "start": "2025-03-03T10:00:00+08:00", "suspensions": [ { "reason": "appeal", "from": "2025-03-05T10:00:00+08:00", "to": "2025-03-04T10:00:00+08:00" } ] """, "badInput", "/suspensions/0/to")]
    [InlineData(""" "event": "case.general", "start": "2025-03-03T10:00:00+08:00", "extension": { "amount": -1, "unit": "businessDay" } """, "badInput", "/extension/amount")]
    [InlineData(""" "event": "case.general", "start": "2025-03-03T10:00:00+08:00", "extension": { "amount": 1, "unit": "week" } """, "badInput", "/extension/unit")]
    [InlineData(""" "event": "case.simple", "start": "2026-12-28T09:00:00+08:00", "settings": { "calendar.missingYearPolicy": "error" } """, "calendarMissing", null)]
    public async Task What_cannot_be_computed_is_refused_where_it_stands(string body, string code, string? pointer)
    {
        var problem = await Deadline($"{{{body}}}", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(code, problem["code"]!.GetValue<string>());
        Assert.Equal(pointer, problem["errors"]?[0]!["pointer"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("""{ "event": "case.general", "start": "2025-03-03T10:00:00" }""", "/start")]
    [InlineData("""{ "event": "case.general" }""", "/start")]
    [InlineData("""{ "event": "case.general", "start": "2025-03-03T10:00:00+08:00", "extension": { "amount": "5", "unit": "businessDay" } }""", "/extension/amount")]
    public async Task A_body_that_cannot_be_read_is_malformed(string body, string pointer) =>
        Assert.Equal(pointer, (await Deadline(body, HttpStatusCode.BadRequest))["errors"]![0]!["pointer"]!.GetValue<string>());

    [Fact]
    public async Task An_instant_without_an_offset_is_told_what_it_lacks() =>
        Assert.Contains("时区", (await Deadline("""{ "event": "case.general", "start": "2025-03-03T10:00:00" }""", HttpStatusCode.BadRequest))["errors"]![0]!["detail"]!.GetValue<string>(), StringComparison.Ordinal);

    [Fact]
    [Trait("Clause", "X-CAL-4")]
    public async Task A_due_beyond_the_known_notices_is_provisional()
    {
        var answer = await Deadline("""{ "event": "case.simple", "start": "2026-12-28T09:00:00+08:00" }""");

        Assert.Equal(("2027-01-06T00:00:00+08:00", true), (answer["due"]!.GetValue<string>(), answer["provisional"]!.GetValue<bool>()));
        Assert.Contains(answer["explanation"]!.AsArray(), l => l!["note"]!.GetValue<string>() == "元旦放假（法定，暂定）");
    }

    [Fact]
    public async Task An_unknown_place_is_not_found() =>
        Assert.Equal("unknownOrdinance", (await Deadline("""{ "event": "case.general", "start": "2025-03-03T10:00:00+08:00" }""", HttpStatusCode.NotFound, "XX"))["code"]!.GetValue<string>());

    [Fact]
    [Trait("Clause", "AK-25/26"), Trait("Clause", "X-PACK-2")]
    public async Task The_packs_are_listed_with_their_standing()
    {
        var client = await shared.World.As("auditor");

        var row = (await client.GetFromJsonAsync<JsonNode>("/api/v1/ordinances"))!["items"]!.AsArray().Single(p => p!["code"]!.GetValue<string>() == "AK")!;

        Assert.Equal(("1.0.0", "trial", "inForce"), (row["version"]!.GetValue<string>(), row["legalStatus"]!.GetValue<string>(), row["status"]!.GetValue<string>()));
        Assert.Equal("2019-01-01", row["effectiveFrom"]!.GetValue<string>()); // the text names no date: confirmed by the demonstration
        Assert.Empty(row["unconfirmed"]!.AsArray());
    }

    [Theory]
    [Trait("Clause", "SP-0"), Trait("Clause", "SP-1"), Trait("Clause", "AK-1"), Trait("Clause", "GD-1"), Trait("Clause", "GD-22/23"), Trait("Clause", "TJ-1"), Trait("Clause", "TJ-27/28"), Trait("Clause", "YS-1"), Trait("Clause", "YS-16/17")]
    [InlineData("SP", "draft", "DB 2203/T XXXX—2023", null, "四平市政务服务和数字化建设管理局")]
    [InlineData("AK", "trial", null, null, "安康市行政审批服务局")]
    [InlineData("GD", "inForce", "粤办函〔2020〕21号", null, "广东省政务服务数据管理局")]
    [InlineData("TJ", "inForce", "津职转办发〔2021〕9号", "2021-08-01", "市政务服务办")]
    [InlineData("YS", "inForce", "偃政数〔2021〕5号", "2021-09-10", "洛阳市偃师区政务服务和大数据管理局")]
    public async Task Each_pack_says_what_it_rests_on(string code, string standing, string? number, string? from, string interprets)
    {
        var meta = (await (await shared.World.As("auditor")).GetFromJsonAsync<JsonNode>($"/api/v1/ordinances/{code}"))!["meta"]!;

        Assert.Equal((standing, number, from, interprets),
            (meta["legalStatus"]!.GetValue<string>(), meta["docNumber"]?.GetValue<string>(), meta["effectiveFrom"]?.GetValue<string>(), meta["interpretationAuthority"]!.GetValue<string>()));
    }

    [Fact]
    [Trait("Clause", "TJ-27/28"), Trait("Clause", "S-47")]
    public async Task Before_its_first_day_a_document_is_not_in_force() =>
        Assert.Equal("notInForce", await (await (await shared.World.As("auditor")).GetAsync("/api/v1/ordinances/TJ?at=2021-07-31")).Code());

    [Fact]
    public async Task A_pack_is_given_out_as_it_was_published()
    {
        var client = await shared.World.As("ak-bureau");

        var pack = await client.GetFromJsonAsync<JsonNode>("/api/v1/ordinances/AK");

        Assert.True(JsonNode.DeepEquals(Law.AkPack(), pack));
        Assert.True(JsonNode.DeepEquals(Law.AkPack(), await client.GetFromJsonAsync<JsonNode>("/api/v1/ordinances/AK?at=2025-03-03")));
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/api/v1/ordinances/AK?at=2018-03-03")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync("/api/v1/ordinances/AK?at=soon")).StatusCode);
    }

    [Fact]
    [Trait("Clause", "X-CAL-1")]
    public async Task The_calendar_tells_day_by_day_what_is_a_working_day()
    {
        var client = await shared.World.As("ak-handler");

        var span = await client.GetFromJsonAsync<JsonNode>("/api/v1/calendar?from=2025-09-27&to=2025-10-12");

        Assert.Equal(16, span!["items"]!.AsArray().Count);
        Assert.Equal(6, span["workdays"]!.GetValue<int>()); // 09-28 (make-up), 29, 30, 10-09, 10, 11 (make-up)
        Assert.Equal("""{"date":"2025-09-28","workday":true,"kind":"makeUp","note":"周日，国庆节、中秋节调休上班","provisional":false,"notices":["https://www.gov.cn/zhengce/zhengceku/202411/content_6986383.htm"]}""", Plain(span["items"]![1]!));
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync("/api/v1/calendar?from=2025-10-12&to=2025-09-27")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync("/api/v1/calendar?from=2015-10-12&to=2025-09-27")).StatusCode);
    }

    [Theory]
    [InlineData("/api/v1/ordinances")]
    [InlineData("/api/v1/calendar?from=2025-03-03&to=2025-03-04")]
    public async Task Strangers_are_asked_to_sign_in(string path) => Assert.Equal(HttpStatusCode.Unauthorized, (await shared.World.Anonymous().GetAsync(path)).StatusCode);

    private static string Plain(JsonNode node) => node.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
