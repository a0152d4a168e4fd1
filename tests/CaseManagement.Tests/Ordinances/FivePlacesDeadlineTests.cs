using System.Net;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Tests.Organisation;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Ordinances;

/// <summary>Every timer of the five packs, and every deadline of the scenarios, asked for over HTTP.</summary>
public sealed class FivePlacesDeadlineTests(SharedWorld shared) : IClassFixture<SharedWorld>
{
    private async Task<JsonNode> Deadline(string code, object body, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var client = await shared.World.ByAsync("auditor");
        using var answer = await client.PostAsync($"/api/v1/ordinances/{code}/deadline", new StringContent(System.Text.Json.JsonSerializer.Serialize(body), System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal(expected, answer.StatusCode);
        return await answer.Json();
    }

    // As people write it: 24:00 of a day is 00:00 of the next.
    private static string Due(JsonNode answer) => Law.Local(DateTimeOffset.Parse(answer["due"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture));

    private static string Start(string local) => $"{local.Replace(' ', 'T')}:00+08:00";

    [Theory]
    [Trait("Clause", "SP-7.3"), Trait("Clause", "SP-6.1.3"), Trait("Clause", "SP-8.1b"), Trait("Clause", "SP-8.1c"), Trait("Clause", "SP-9.2b"), Trait("Clause", "SP-9.3a"), Trait("Clause", "A-01")]
    [InlineData("SP", "rating.window", "2024-01-29 10:20", "2024-02-05 24:00", "SP-7.3")] // S-01
    [InlineData("SP", "reminder.first", "2024-01-29 10:20", "2024-01-30 10:20", "SP-6.1.3")]
    [InlineData("SP", "rating.window", "2024-02-05 15:00", "2024-02-18 24:00", "SP-7.3")] // S-02
    [InlineData("SP", "case.verify", "2025-09-30 16:40", "2025-10-02 16:40", "SP-8.1b")] // S-03
    [InlineData("SP", "case.rectify", "2025-09-30 16:40", "2025-10-15 24:00", "SP-8.1c")]
    [InlineData("SP", "case.verify", "2024-09-30 17:00", "2024-10-02 17:00", "SP-8.1b")]
    [InlineData("SP", "case.rectify", "2025-03-03 10:00", "2025-03-18 24:00", "SP-8.1c")]
    [InlineData("SP", "rating.window", "2025-03-03 10:00", "2025-03-10 24:00", "SP-7.3")]
    [InlineData("SP", "appeal.apply", "2025-09-26 11:00", "2025-09-29 24:00", "SP-9.2b")] // S-05
    [InlineData("SP", "appeal.review", "2025-09-29 09:00", "2025-10-13 24:00", "SP-9.3a")]
    public Task Siping(string code, string timer, string start, string due, string rule) => Ends(code, timer, start, due, rule);

    [Theory]
    [Trait("Clause", "AK-15-1a"), Trait("Clause", "AK-15-1b"), Trait("Clause", "AK-15-1c"), Trait("Clause", "AK-15-1d"), Trait("Clause", "AK-15-3a"), Trait("Clause", "AK-15-3b")]
    [Trait("Clause", "AK-15-4"), Trait("Clause", "AK-15-5b"), Trait("Clause", "AK-11b"), Trait("Clause", "A-08"), Trait("Clause", "A-09")]
    [InlineData("AK", "case.simple", "2021-09-30 16:30", "2021-10-13 24:00", "AK-15-1a")] // S-11
    [InlineData("AK", "case.general", "2021-09-30 16:30", "2021-10-20 24:00", "AK-15-1b")] // S-12
    [InlineData("AK", "extension.request", "2025-09-24 10:00", "2025-09-30 24:00", "AK-15-1c")] // S-13
    [InlineData("AK", "extension.max", "2025-03-18 00:00", "2025-03-24 24:00", "AK-15-1d")]
    [InlineData("AK", "extension.max", "2021-10-21 00:00", "2021-10-27 24:00", "AK-15-1d")]
    [InlineData("AK", "appeal.apply", "2025-01-23 09:00", "2025-01-26 24:00", "AK-15-3a")] // S-16
    [InlineData("AK", "appeal.apply", "2025-03-06 10:00", "2025-03-10 24:00", "AK-15-3a")]
    [InlineData("AK", "appeal.review", "2025-03-03 10:00", "2025-03-10 24:00", "AK-15-3b")]
    [InlineData("AK", "coordination.reply", "2021-09-24 09:30", "2021-10-20 24:00", "AK-15-4")] // S-18
    [InlineData("AK", "case.rehandle", "2024-04-30 10:00", "2024-05-10 24:00", "AK-15-5b")] // S-19
    [InlineData("AK", "case.rehandle", "2025-04-30 10:00", "2025-05-12 24:00", "AK-15-5b")]
    [InlineData("AK", "rating.supplementary", "2025-09-29 11:00", "2025-10-15 24:00", "AK-11b")] // S-21
    [InlineData("AK", "case.simple", "2026-12-28 09:00", "2027-01-05 24:00", "AK-15-1a")] // S-56
    [InlineData("AK", "case.simple", "2021-10-02 12:00", "2021-10-13 24:00", "AK-15-1a")] // S-57
    [InlineData("AK", "case.simple", "2025-03-03 20:00", "2025-03-10 24:00", "AK-15-1a")]
    public Task Ankang(string code, string timer, string start, string due, string rule) => Ends(code, timer, start, due, rule);

    [Theory]
    [Trait("Clause", "GD-14-4"), Trait("Clause", "GD-14-5"), Trait("Clause", "GD-15a"), Trait("Clause", "GD-15b"), Trait("Clause", "A-12"), Trait("Clause", "A-13")]
    [InlineData("GD", "reminder.sms", "2021-10-01 09:15", "2021-10-02 09:15", "GD-14-4")] // S-27
    [InlineData("GD", "reminder.sms", "2025-03-03 10:30", "2025-03-04 10:30", "GD-14-4")]
    [InlineData("GD", "rating.additional", "2025-04-28 10:00", "2025-05-15 24:00", "GD-14-5")] // S-30
    [InlineData("GD", "case.verify", "2025-03-03 09:00", "2025-03-06 24:00", "GD-15a")]
    [InlineData("GD", "case.rectify", "2025-03-03 09:00", "2025-03-24 24:00", "GD-15b")]
    public Task Guangdong(string code, string timer, string start, string due, string rule) => Ends(code, timer, start, due, rule);

    [Theory]
    [Trait("Clause", "TJ-16a"), Trait("Clause", "TJ-16b"), Trait("Clause", "TJ-20-1"), Trait("Clause", "TJ-20-2a"), Trait("Clause", "TJ-20-2b"), Trait("Clause", "TJ-20-3a"), Trait("Clause", "TJ-21a"), Trait("Clause", "TJ-21c")]
    [Trait("Clause", "A-33")]
    [InlineData("TJ", "reminder.first", "2024-02-08 14:00", "2024-02-09 14:00", "TJ-16a")] // S-36
    [InlineData("TJ", "rating.window", "2024-02-08 14:00", "2024-02-21 24:00", "TJ-16b")]
    [InlineData("TJ", "case.simple.feedback", "2021-09-17 15:00", "2021-09-18 24:00", "TJ-20-1")] // S-37
    [InlineData("TJ", "case.general.callback", "2025-09-30 09:00", "2025-10-09 24:00", "TJ-20-2a")] // S-38
    [InlineData("TJ", "case.general.feedback", "2025-09-30 09:00", "2025-10-14 24:00", "TJ-20-2b")]
    [InlineData("TJ", "case.complex.feedback", "2025-09-22 10:00", "2025-10-17 24:00", "TJ-20-3a")] // S-39
    [InlineData("TJ", "appeal.apply", "2024-02-09 10:00", "2024-02-18 24:00", "TJ-21a")] // S-40
    [InlineData("TJ", "appeal.review", "2024-02-18 09:00", "2024-02-23 24:00", "TJ-21c")]
    [InlineData("TJ", "case.general.feedback", "2024-02-09 10:00", "2024-02-22 24:00", "TJ-20-2b")]
    public Task Tianjin(string code, string timer, string start, string due, string rule) => Ends(code, timer, start, due, rule);

    [Theory]
    [Trait("Clause", "YS-8b"), Trait("Clause", "YS-8c"), Trait("Clause", "YS-13b"), Trait("Clause", "YS-11d"), Trait("Clause", "A-04")]
    [InlineData("YS", "reminder.first", "2024-09-30 15:00", "2024-09-30 15:00", "YS-8b")] // S-48
    [InlineData("YS", "rating.window", "2024-09-30 15:00", "2024-10-12 24:00", "YS-8c")]
    [InlineData("YS", "case.rectify", "2021-09-17 10:00", "2021-10-08 24:00", "YS-13b")] // S-49
    [InlineData("YS", "case.rectify", "2021-09-22 10:00", "2021-10-11 24:00", "YS-13b")]
    [InlineData("YS", "appeal.review", "2025-03-03 10:00", "2025-03-10 24:00", "YS-11d")]
    public Task Yanshi(string code, string timer, string start, string due, string rule) => Ends(code, timer, start, due, rule);

    private async Task Ends(string code, string timer, string start, string due, string rule)
    {
        var answer = await Deadline(code, new { @event = timer, start = Start(start) });

        Assert.Equal((Law.Local(Law.Instant(due)), rule), (Due(answer), answer["rule"]!["id"]!.GetValue<string>()));
        Assert.NotEqual(rule, answer["rule"]!["clause"]!.GetValue<string>()); // its words are known, not only its number in our matrix
    }

    [Theory]
    [Trait("Clause", "X-CNT-1"), Trait("Clause", "X-CNT-2"), Trait("Clause", "X-CNT-3"), Trait("Clause", "X-CNT-4"), Trait("Clause", "X-CNT-5"), Trait("Clause", "X-CNT-6"), Trait("Clause", "X-CNT-7")]
    [Trait("Clause", "X-CAL-1"), Trait("Clause", "X-CAL-2"), Trait("Clause", "X-CLK-1"), Trait("Clause", "A-15"), Trait("Clause", "A-22")]
    [InlineData("SP", "rating.window", "2024-02-05 15:00", "counting.rollover", "\"none\"", "2024-02-12 24:00")] // S-02
    [InlineData("SP", "case.verify", "2025-09-30 16:40", "counting.hourMode", "\"workdaysOnly\"", "2025-10-10 16:40")] // S-04
    [InlineData("SP", "case.verify", "2021-09-30 17:00", "timers.case.verify.counting.hourMode", "\"workdaysOnly\"", "2021-10-09 17:00")]
    [InlineData("SP", "case.rectify", "2021-09-16 10:00", "counting.rollover", "\"none\"", "2021-10-01 24:00")]
    [InlineData("SP", "rating.window", "2025-03-03 10:00", "timers.rating.window.limit.unit", "\"businessDay\"", "2025-03-12 24:00")]
    [InlineData("SP", "rating.window", "2025-03-03 10:00", "timers.rating.window.limit", """{"amount":2,"unit":"hour"}""", "2025-03-03 12:00")]
    [InlineData("AK", "case.simple", "2025-03-03 10:00", "counting.startDayCounts", "true", "2025-03-07 24:00")]
    [InlineData("AK", "case.simple", "2021-10-02 12:00", "counting.startOnNonWorkday", "\"deemNextWorkday\"", "2021-10-14 24:00")] // S-57
    [InlineData("AK", "case.simple", "2025-03-03 20:00", "counting.afterHoursReceipt", "\"deemNextWorkday\"", "2025-03-11 24:00")]
    [InlineData("AK", "case.simple", "2025-03-03 20:00", "counting.dayEnd", "\"closeOfBusiness\"", "2025-03-10 17:00")]
    [InlineData("TJ", "case.simple.feedback", "2025-09-30 10:00", "calendar.localOverrides", """[{"date":"2025-10-09","workday":false,"reason":"停电"}]""", "2025-10-10 24:00")]
    [InlineData("TJ", "case.simple.feedback", "2025-09-30 10:00", "calendar.sources", "[]", "2025-10-01 24:00")]
    [InlineData("YS", "case.rectify", "2021-09-22 10:00", "timers.case.rectify.anchor", "\"verificationConfirmed\"", "2021-10-11 24:00")] // S-49
    [InlineData("GD", "rating.window", "2025-03-03 10:00", "timers.rating.window.limit", """{"amount":15,"unit":"calendarDay"}""", "2025-03-18 24:00")]
    public async Task Every_value_it_depends_on_can_be_laid_over(string code, string timer, string start, string path, string value, string due)
    {
        var answer = await Deadline(code, new { @event = timer, start = Start(start), settings = new Dictionary<string, JsonNode?> { [path] = JsonNode.Parse(value) } });

        Assert.Equal(Law.Local(Law.Instant(due)), Due(answer));
    }

    [Fact]
    [Trait("Clause", "X-CNT-3"), Trait("Clause", "X-CNT-4")]
    public async Task Of_several_business_hours_the_last_one_closes_the_day()
    {
        var settings = new Dictionary<string, JsonNode?>
        {
            ["calendar.businessHours"] = JsonNode.Parse("""{"periods":[{"open":"08:30","close":"12:00"},{"open":"13:30","close":"17:30"}]}"""),
            ["counting.dayEnd"] = "closeOfBusiness", ["counting.afterHoursReceipt"] = "deemNextWorkday",
        };

        Assert.Equal("2025-03-10 17:30", Due(await Deadline("AK", new { @event = "case.simple", start = "2025-03-03T12:30:00+08:00", settings })));
        Assert.Equal("2025-03-11 17:30", Due(await Deadline("AK", new { @event = "case.simple", start = "2025-03-03T17:31:00+08:00", settings })));
        settings["calendar.businessHours"] = JsonNode.Parse("""{"periods":[{"open":"08:30","close":"12:00"},{"open":"11:30","close":"17:30"}]}""");
        var problem = await Deadline("AK", new { @event = "case.simple", start = "2025-03-03T12:30:00+08:00", settings }, HttpStatusCode.UnprocessableEntity);
        Assert.Equal("/settings/calendar.businessHours/periods/1/open", problem["errors"]![0]!["pointer"]!.GetValue<string>());
    }

    [Theory]
    [Trait("Clause", "X-CLK-4"), Trait("Clause", "A-30")]
    [InlineData("SP", "case.rectify", "2024-04-08 09:00", "2024-04-09 10:00", "2024-04-12 15:00", "2024-04-26 24:00", "2024-04-23 24:00")] // S-07
    [InlineData("AK", "case.general", "2025-01-23 09:00", "2025-01-26 10:00", "2025-02-06 10:00", "2025-02-17 24:00", "2025-02-12 24:00")] // S-16
    [InlineData("TJ", "case.general.feedback", "2024-02-09 10:00", "2024-02-18 09:00", "2024-02-21 10:00", "2024-02-27 24:00", "2024-02-22 24:00")] // S-40
    [InlineData("AK", "case.general", "2025-03-03 10:00", "2025-03-05 09:00", "2025-03-10 16:00", "2025-03-20 24:00", "2025-03-17 24:00")]
    [InlineData("SP", "case.verify", "2025-03-03 10:00", "2025-03-03 12:00", "2025-03-04 15:30", "2025-03-06 13:30", "2025-03-05 10:00")] // hours stand still to the minute
    [InlineData("SP", "rating.window", "2025-03-03 10:00", "2025-03-04 12:00", "2025-03-06 15:30", "2025-03-10 24:00", "2025-03-10 24:00")] // a window stays
    [InlineData("TJ", "appeal.review", "2025-03-03 10:00", "2025-03-04 12:00", "2025-03-06 15:30", "2025-03-10 24:00", "2025-03-10 24:00")]
    public async Task An_appeal_stops_the_limits_of_handling_where_the_pack_says_so(string code, string timer, string start, string from, string to, string suspended, string running)
    {
        object Body(string clock) => new
        {
            @event = timer, start = Start(start), suspensions = new[] { new { reason = "appeal", from = Start(from), to = Start(to) } },
            settings = new Dictionary<string, string> { ["case.clock.appeal"] = clock },
        };

        Assert.Equal(Law.Local(Law.Instant(suspended)), Due(await Deadline(code, Body("suspend"))));
        Assert.Equal(Law.Local(Law.Instant(running)), Due(await Deadline(code, Body("run"))));
    }

    [Theory]
    [Trait("Clause", "X-CLK-3"), Trait("Clause", "X-CLK-5")]
    [InlineData("extensionReview"), InlineData("coordination")]
    public async Task Other_examinations_stop_the_clock_only_where_the_pack_says_so(string reason)
    {
        object Body(string clock) => new
        {
            @event = "case.general", start = "2025-03-03T10:00:00+08:00", suspensions = new[] { new { reason, from = "2025-03-05T09:00:00+08:00", to = "2025-03-07T09:00:00+08:00" } },
            settings = clock.Length == 0 ? [] : new Dictionary<string, string> { [$"case.clock.{reason}"] = clock },
        };

        Assert.Equal("2025-03-18 00:00", Due(await Deadline("AK", Body("")))); // as the five packs have it: it runs
        Assert.Equal("2025-03-20 00:00", Due(await Deadline("AK", Body("suspend"))));
    }

    [Theory]
    [Trait("Clause", "X-CLK-7"), Trait("Clause", "AK-15-1d")]
    [InlineData("originalDue", "2025-10-21 24:00")] // S-13
    [InlineData("approval", "2025-10-17 24:00")]
    public async Task An_extension_counts_from_the_old_due_or_from_its_approval(string countFrom, string due)
    {
        var answer = await Deadline("AK", new
        {
            @event = "case.general", start = "2025-09-24T10:00:00+08:00", extension = new { amount = 5, unit = "businessDay", grantedAt = "2025-10-11T09:00:00+08:00" },
            settings = new Dictionary<string, string> { ["case.extension.countFrom"] = countFrom },
        });

        Assert.Equal(Law.Local(Law.Instant(due)), Due(answer));
    }

    [Theory]
    [Trait("Clause", "GD-N2"), Trait("Clause", "YS-11d")]
    [InlineData("GD", "rating.window"), InlineData("YS", "appeal.apply")]
    public async Task A_timer_without_a_limit_has_no_due(string code, string timer)
    {
        var answer = await Deadline(code, new { @event = timer, start = "2025-03-03T10:00:00+08:00" });

        Assert.Null(answer["due"]);
        Assert.Empty(answer["explanation"]!.AsArray());
    }

    [Fact]
    public async Task Every_timer_of_every_pack_is_answered()
    {
        foreach (var code in new[] { "SP", "AK", "GD", "TJ", "YS" })
            foreach (var (timer, rule) in Law.Pack(code)["timers"]!.AsObject())
            {
                var answer = await Deadline(code, new { @event = timer, start = "2025-03-03T10:00:00+08:00" });

                Assert.Equal(rule!["ref"]!.GetValue<string>(), answer["rule"]!["id"]!.GetValue<string>());
                Assert.Equal(rule["limit"] is null, answer["due"] is null);
            }
    }

    [Theory]
    [InlineData("timers.case.rectify.limit", """{"amount":5}""", "/settings/timers.case.rectify.limit/unit")]
    [InlineData("timers.case.rectify.limit", "5", "/settings/timers.case.rectify.limit")]
    [InlineData("calendar.localOverrides", """[{"date":"2025-02-30","workday":false,"reason":"停电"}]""", "/settings/calendar.localOverrides/0/date")]
    [InlineData("counting.startDayCounts", "\"yes\"", "/settings/counting.startDayCounts")]
    [InlineData("case.clock.appeal", "\"pause\"", "/settings/case.clock.appeal")]
    [InlineData("calendar.sources", "[\"lunar\"]", "/settings/calendar.sources/0")]
    public async Task A_wrong_setting_is_refused_where_it_stands(string path, string value, string pointer)
    {
        var problem = await Deadline("SP", new { @event = "case.rectify", start = "2025-03-03T10:00:00+08:00", settings = new Dictionary<string, JsonNode?> { [path] = JsonNode.Parse(value) } },
            HttpStatusCode.UnprocessableEntity);

        Assert.Equal(("badSetting", pointer), (problem["code"]!.GetValue<string>(), problem["errors"]![0]!["pointer"]!.GetValue<string>()));
    }
}
