using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Ordinances;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Ordinances;

public class DeadlineCalculatorTests
{
    [Theory]
    [Trait("Clause", "AK-15-1a"), Trait("Clause", "AK-15-1b"), Trait("Clause", "AK-15-1c"), Trait("Clause", "AK-15-3a"), Trait("Clause", "AK-15-4")]
    [Trait("Clause", "AK-15-5b"), Trait("Clause", "AK-11b"), Trait("Clause", "X-CNT-8")]
    [InlineData("case.simple", "2021-09-30 16:30", "2021-10-13 24:00")] // S-11
    [InlineData("case.general", "2021-09-30 16:30", "2021-10-20 24:00")] // S-12
    [InlineData("extension.request", "2025-09-24 10:00", "2025-09-30 24:00")] // S-13
    [InlineData("case.general", "2025-09-24 10:00", "2025-10-14 24:00")]
    [InlineData("appeal.apply", "2025-01-23 09:00", "2025-01-26 24:00")] // S-16
    [InlineData("case.general", "2025-01-23 09:00", "2025-02-12 24:00")]
    [InlineData("coordination.reply", "2021-09-24 09:30", "2021-10-20 24:00")] // S-18
    [InlineData("case.rehandle", "2024-04-30 10:00", "2024-05-10 24:00")] // S-19
    [InlineData("rating.supplementary", "2025-09-29 11:00", "2025-10-15 24:00")] // S-21
    [InlineData("rating.supplementary", "2025-09-30 11:00", "2025-10-16 24:00")]
    [InlineData("case.simple", "2021-10-02 12:00", "2021-10-13 24:00")] // S-57
    [InlineData("case.simple", "2025-03-03 20:00", "2025-03-10 24:00")]
    [InlineData("appeal.apply", "2025-03-06 10:00", "2025-03-10 24:00")]
    [InlineData("case.rehandle", "2025-04-30 10:00", "2025-05-12 24:00")]
    [InlineData("case.simple", "2026-12-28 09:00", "2027-01-05 24:00")] // S-56
    public void The_limits_of_AK_end_on_these_days(string timer, string start, string due) =>
        Assert.Equal(Law.Instant(due), Law.Compute(Law.Ak(), timer, start).Due);

    [Theory]
    [Trait("Clause", "SP-7.3"), Trait("Clause", "SP-8.1b"), Trait("Clause", "SP-8.1c"), Trait("Clause", "GD-14-5"), Trait("Clause", "TJ-16b"), Trait("Clause", "TJ-20-3a")]
    [Trait("Clause", "YS-8c"), Trait("Clause", "YS-13b")]
    [InlineData("sp.rating.window", "2024-01-29 10:20", "2024-02-05 24:00")] // S-01
    [InlineData("sp.reminder", "2024-01-29 10:20", "2024-01-30 10:20")]
    [InlineData("sp.rating.window", "2024-02-05 15:00", "2024-02-18 24:00")] // S-02
    [InlineData("sp.verify", "2025-09-30 16:40", "2025-10-02 16:40")] // S-03
    [InlineData("sp.rectify", "2025-09-30 16:40", "2025-10-15 24:00")]
    [InlineData("sp.appeal", "2025-09-26 11:00", "2025-09-29 24:00")] // S-05
    [InlineData("tj.general", "2025-09-29 09:00", "2025-10-13 24:00")]
    [InlineData("sp.reminder", "2021-10-01 09:15", "2021-10-02 09:15")] // S-27
    [InlineData("gd.additional", "2025-04-28 10:00", "2025-05-15 24:00")] // S-30
    [InlineData("gd.2bd", "2025-04-29 09:00", "2025-05-06 24:00")] // S-33
    [InlineData("case.general", "2025-04-29 09:00", "2025-05-16 24:00")]
    [InlineData("tj.window", "2024-02-08 14:00", "2024-02-21 24:00")] // S-36
    [InlineData("sp.reminder", "2024-02-08 14:00", "2024-02-09 14:00")]
    [InlineData("tj.simple", "2021-09-17 15:00", "2021-09-18 24:00")] // S-37
    [InlineData("tj.simple", "2025-09-30 09:00", "2025-10-09 24:00")] // S-38
    [InlineData("tj.general", "2025-09-30 09:00", "2025-10-14 24:00")]
    [InlineData("tj.complex", "2025-09-22 10:00", "2025-10-17 24:00")] // S-39
    [InlineData("tj.appeal", "2024-02-09 10:00", "2024-02-18 24:00")] // S-40
    [InlineData("tj.general", "2024-02-09 10:00", "2024-02-22 24:00")]
    [InlineData("ys.window", "2024-09-30 15:00", "2024-10-12 24:00")] // S-48
    [InlineData("ys.reminder", "2024-09-30 15:00", "2024-09-30 15:00")]
    [InlineData("ys.rectify", "2021-09-17 10:00", "2021-10-08 24:00")] // S-49
    [InlineData("ys.rectify", "2021-09-22 10:00", "2021-10-11 24:00")]
    public void The_limits_of_the_other_places_end_on_these_days(string timer, string start, string due) =>
        Assert.Equal(Law.Instant(due), Law.Compute(Law.Ak(), timer, start).Due);

    [Theory]
    [Trait("Clause", "X-CNT-1"), Trait("Clause", "X-CNT-2"), Trait("Clause", "X-CNT-3"), Trait("Clause", "X-CNT-4"), Trait("Clause", "X-CNT-5"), Trait("Clause", "X-CNT-6"), Trait("Clause", "X-CAL-2")]
    [InlineData("case.simple", "2025-03-03 10:00", "counting.startDayCounts", "false", "2025-03-10 24:00")]
    [InlineData("case.simple", "2025-03-03 10:00", "counting.startDayCounts", "true", "2025-03-07 24:00")]
    [InlineData("case.simple", "2025-03-08 10:00", "counting.startDayCounts", "true", "2025-03-14 24:00")] // day 0 is a Saturday and cannot count
    [InlineData("sp.rectify", "2025-03-03 10:00", "counting.startDayCounts", "true", "2025-03-17 24:00")]
    [InlineData("tj.simple", "2021-10-02 10:00", "counting.startOnNonWorkday", "\"actualDay\"", "2021-10-08 24:00")]
    [InlineData("tj.simple", "2021-10-02 10:00", "counting.startOnNonWorkday", "\"deemNextWorkday\"", "2021-10-09 24:00")]
    [InlineData("tj.simple", "2025-03-03 20:00", "counting.afterHoursReceipt", "\"sameDay\"", "2025-03-04 24:00")]
    [InlineData("tj.simple", "2025-03-03 20:00", "counting.afterHoursReceipt", "\"deemNextWorkday\"", "2025-03-05 24:00")]
    [InlineData("tj.simple", "2025-03-03 17:00", "counting.afterHoursReceipt", "\"deemNextWorkday\"", "2025-03-04 24:00")] // at the close is still in hours
    [InlineData("tj.simple", "2025-03-08 20:00", "counting.afterHoursReceipt", "\"deemNextWorkday\"", "2025-03-10 24:00")] // a rest day has no hours
    [InlineData("case.simple", "2021-10-02 12:00", "counting.startOnNonWorkday", "\"deemNextWorkday\"", "2021-10-14 24:00")] // S-57
    [InlineData("case.simple", "2025-03-03 20:00", "counting.afterHoursReceipt", "\"deemNextWorkday\"", "2025-03-11 24:00")]
    [InlineData("case.simple", "2025-03-03 10:00", "counting.dayEnd", "\"closeOfBusiness\"", "2025-03-10 17:00")]
    [InlineData("sp.rectify", "2021-09-16 10:00", "counting.rollover", "\"nextWorkday\"", "2021-10-08 24:00")]
    [InlineData("sp.rectify", "2021-09-16 10:00", "counting.rollover", "\"none\"", "2021-10-01 24:00")]
    [InlineData("sp.rating.window", "2024-02-05 15:00", "counting.rollover", "\"none\"", "2024-02-12 24:00")] // S-02
    [InlineData("sp.verify", "2021-09-30 17:00", "counting.hourMode", "\"elapsed\"", "2021-10-02 17:00")]
    [InlineData("sp.verify", "2021-09-30 17:00", "counting.hourMode", "\"workdaysOnly\"", "2021-10-09 17:00")]
    [InlineData("sp.verify", "2025-09-30 16:40", "counting.hourMode", "\"workdaysOnly\"", "2025-10-10 16:40")] // S-04
    [InlineData("sp.verify", "2025-10-01 08:00", "counting.hourMode", "\"workdaysOnly\"", "2025-10-10 24:00")] // begins on the first working day
    [InlineData("tj.simple", "2025-09-30 09:00", "calendar.localOverrides", "[{\"date\":\"2025-10-09\",\"workday\":false,\"reason\":\"停电\"}]", "2025-10-10 24:00")]
    [InlineData("case.general", "2021-09-30 16:30", "timers.case.general.limit", "{\"amount\":5,\"unit\":\"businessDay\"}", "2021-10-13 24:00")]
    [InlineData("case.general", "2025-03-03 10:00", "timers.case.general.counting.startDayCounts", "true", "2025-03-14 24:00")]
    public void Every_counting_rule_can_be_switched(string timer, string start, string setting, string value, string due) =>
        Assert.Equal(Law.Instant(due), Law.Compute(Law.Ak((setting, value)), timer, start).Due);

    [Fact]
    [Trait("Clause", "X-CNT-4")]
    public void The_close_of_business_is_the_places_own()
    {
        var pack = Law.Ak(("counting.dayEnd", "\"closeOfBusiness\""), ("calendar.businessHours.close", "\"17:30\""));

        var result = Law.Compute(pack, "case.simple", "2025-03-03 10:00");

        Assert.Equal((Law.Instant("2025-03-10 17:30"), Law.Day("2025-03-10")), (result.Due, result.LastDay));
    }

    [Theory]
    [Trait("Clause", "X-CLK-4"), Trait("Clause", "AK-15-3b")]
    [InlineData("case.general", "2025-03-03 09:00", "2025-03-05 09:00", "2025-03-10 16:00", "2025-03-20 24:00")]
    [InlineData("case.general", "2025-01-23 09:00", "2025-01-26 09:00", "2025-02-06 15:00", "2025-02-17 24:00")] // S-16
    [InlineData("sp.rectify", "2024-04-08 09:00", "2024-04-09 10:00", "2024-04-12 15:00", "2024-04-26 24:00")] // S-07
    [InlineData("tj.general", "2024-02-09 10:00", "2024-02-18 09:00", "2024-02-21 15:00", "2024-02-27 24:00")] // S-40
    [InlineData("sp.verify", "2025-03-03 10:00", "2025-03-04 10:00", "2025-03-04 16:30", "2025-03-05 16:30")]
    [InlineData("case.simple", "2025-03-03 09:00", "2025-03-04 09:00", "2025-03-04 17:00", "2025-03-10 24:00")] // decided the same day: nothing was lost
    [InlineData("case.simple", "2025-03-03 09:00", "2025-03-10 10:00", "2025-03-13 10:00", "2025-03-13 24:00")] // filed on the last day
    [InlineData("case.simple", "2025-03-03 09:00", "2025-03-11 10:00", "2025-03-13 10:00", "2025-03-10 24:00")] // filed after it: the limit had run out
    [InlineData("sp.rectify", "2024-04-08 09:00", "2024-04-23 10:00", "2024-04-25 10:00", "2024-04-25 24:00")]
    public void An_appeal_under_review_stops_the_clock(string timer, string start, string filed, string decided, string due) =>
        Assert.Equal(Law.Instant(due), Law.Compute(Law.Ak(), timer, start, [(filed, decided)]).Due);

    [Theory]
    [Trait("Clause", "X-CLK-4"), Trait("Clause", "X-CLK-5")]
    [InlineData("case.general", "appeal", "case.clock.appeal", "\"run\"", "2025-03-17 24:00")]
    [InlineData("case.general", "coordination", "case.clock.coordination", "\"run\"", "2025-03-17 24:00")]
    [InlineData("case.general", "coordination", "case.clock.coordination", "\"suspend\"", "2025-03-20 24:00")]
    [InlineData("extension.request", "appeal", "case.clock.appeal", "\"suspend\"", "2025-03-10 24:00")] // a filing window stays where it was
    [InlineData("appeal.review", "appeal", "case.clock.appeal", "\"suspend\"", "2025-03-10 24:00")] // the review is not stopped by itself
    public void What_stops_the_clock_is_the_packs_decision(string timer, string reason, string setting, string value, string due) =>
        Assert.Equal(Law.Instant(due), Law.Compute(Law.Ak((setting, value)), timer, "2025-03-03 09:00", [("2025-03-05 09:00", "2025-03-10 16:00")], reason: reason).Due);

    // ordinance-pack §1 rule 5 to the letter: working days d with date(S) < d ≤ date(R); calendar days date(R) − date(S), before the rollover.
    [Theory]
    [Trait("Clause", "X-CLK-4"), Trait("Clause", "X-CNT-2"), Trait("Clause", "X-CNT-5")]
    [InlineData("""{"amount":10,"unit":"businessDay"}""", "2025-03-01 10:00", "2025-03-01 10:00", "2025-03-03 10:00", "2025-03-18 24:00")] // the deemed day of receipt is such a day
    [InlineData("""{"amount":10,"unit":"calendarDay"}""", "2025-03-01 10:00", "2025-03-01 10:00", "2025-03-03 10:00", "2025-03-17 24:00")] // 03-13 and two days: a Saturday
    [InlineData("""{"amount":3,"unit":"calendarDay"}""", "2024-08-22 20:30", "2024-08-26 23:18", "2024-08-27 10:18", "2024-08-26 24:00")] // it came while the end had rolled
    public void A_standstill_outside_the_counted_days_lengthens_the_limit_all_the_same(string limit, string start, string from, string to, string due)
    {
        var result = Law.Compute(Law.Ak(("timers.case.general.limit", limit), ("counting.startOnNonWorkday", "\"deemNextWorkday\"")), "case.general", start, [(from, to)]);

        Assert.Equal(Law.Instant(due), result.Due);
        Assert.Equal((result.LastDay, (int)JsonNode.Parse(limit)!["amount"]!), (result.Explanation[^1].Date, result.Explanation.Count(l => l.Counts)));
    }

    [Fact]
    [Trait("Clause", "X-CLK-4")]
    public void Standstills_that_overlap_count_once()
    {
        var once = Law.Compute(Law.Ak(), "case.general", "2025-03-03 09:00", [("2025-03-05 09:00", "2025-03-10 16:00")]);

        var overlapping = Law.Compute(Law.Ak(), "case.general", "2025-03-03 09:00", [("2025-03-05 09:00", "2025-03-07 16:00"), ("2025-03-06 09:00", "2025-03-10 16:00")]);

        Assert.Equal(once.Due, overlapping.Due);
    }

    [Theory]
    [Trait("Clause", "AK-15-1d"), Trait("Clause", "X-CLK-7")]
    [InlineData("2025-09-24 10:00", "2025-10-21 24:00")] // S-13
    [InlineData("2021-09-30 16:30", "2021-10-27 24:00")]
    [InlineData("2025-03-03 10:00", "2025-03-24 24:00")]
    public void An_extension_counts_from_the_original_last_day(string start, string due)
    {
        var extended = Law.Compute(Law.Ak(), "case.general", start, extension: new Duration(5, Duration.BusinessDay));

        Assert.Equal(Law.Instant(due), extended.Due);
        Assert.Equal(extended.Due, Law.Compute(Law.Ak(), "extension.max", Law.Local(Law.Compute(Law.Ak(), "case.general", start).Due!.Value)).Due);
    }

    [Fact]
    [Trait("Clause", "X-CLK-7")]
    public void An_extension_may_count_from_its_approval_and_never_shortens()
    {
        var pack = Law.Ak(("case.extension.countFrom", "\"approval\""));
        DateTimeOffset? Granted(string at) => DeadlineCalculator.Compute(
            new DeadlineInput("case.general", Law.Instant("2025-03-03 10:00"), [], new Duration(5, Duration.BusinessDay), Law.Instant(at)), pack, Law.Calendar()).Due;

        Assert.Equal(Law.Instant("2025-03-21 24:00"), Granted("2025-03-14 10:00"));
        Assert.Equal(Law.Instant("2025-03-17 24:00"), Granted("2025-03-04 10:00"));
        Assert.Equal(Law.Instant("2025-03-26 24:00"), Granted("2025-03-19 10:00"));
    }

    [Fact]
    [Trait("Clause", "X-CLK-4"), Trait("Clause", "X-CLK-7")]
    public void A_standstill_within_the_extension_moves_it_on()
    {
        var result = Law.Compute(Law.Ak(), "case.general", "2025-03-03 10:00", [("2025-03-18 09:00", "2025-03-20 15:00")], new Duration(5, Duration.BusinessDay));

        Assert.Equal(Law.Instant("2025-03-26 24:00"), result.Due);
    }

    [Fact]
    [Trait("Clause", "X-CAL-4")]
    public void A_due_in_a_year_without_a_notice_is_provisional_until_the_notice_comes()
    {
        var before = DeadlineCalculator.Compute(new DeadlineInput("appeal.apply", Law.Instant("2025-12-30 09:00"), [], null), Law.Ak(), new WorkingCalendar(Law.NoticesUpTo(2025), new()));
        var after = Law.Compute(Law.Ak(), "appeal.apply", "2025-12-30 09:00");

        Assert.Equal((Law.Instant("2026-01-02 24:00"), true), (before.Due, before.Provisional));
        Assert.Equal((Law.Instant("2026-01-04 24:00"), false), (after.Due, after.Provisional)); // Friday the 2nd is off, Sunday the 4th is made up
        Assert.False(Law.Compute(Law.Ak(), "case.simple", "2025-03-03 10:00").Provisional);
        Assert.Throws<MissingCalendarYearException>(() => Law.Compute(Law.Ak(("calendar.missingYearPolicy", "\"error\"")), "case.simple", "2026-12-28 09:00"));
    }

    [Theory]
    [Trait("Clause", "X-CLK-9")]
    [InlineData("case.general", "[{\"amount\":1,\"unit\":\"businessDay\"}]", "2025-09-24 10:00", "2025-10-13 24:00")]
    [InlineData("case.general", "[{\"amount\":3,\"unit\":\"businessDay\"}]", "2025-09-24 10:00", "2025-10-10 24:00")] // over the weekend of 10-12, with the make-up Saturday
    [InlineData("sp.verify", "[{\"amount\":12,\"unit\":\"hour\"}]", "2025-09-30 16:40", "2025-10-02 04:40")]
    [InlineData("gd.verify", "[{\"amount\":4,\"unit\":\"hour\"}]", "2025-03-03 10:00", "2025-03-06 20:00")]
    public void Warnings_are_counted_backwards_on_the_same_calendar(string timer, string lead, string start, string warning) =>
        Assert.Equal([Law.Instant(warning)], Law.Compute(Law.Ak(($"timers.{timer}.warnBefore", lead)), timer, start).Warnings);

    [Fact]
    public void A_lead_time_longer_than_the_limit_warns_of_nothing() =>
        Assert.Empty(Law.Compute(Law.Ak(("timers.tj.simple.warnBefore", "[{\"amount\":9,\"unit\":\"businessDay\"}]")), "tj.simple", "2025-03-03 10:00").Warnings);

    [Fact]
    public void A_timer_without_a_limit_has_no_due()
    {
        var result = Law.Compute(Law.Ak(("timers.case.general.limit", "null")), "case.general", "2025-03-03 10:00");

        Assert.Equal((null, null, 0), (result.Due, result.LastDay, result.Explanation.Count));
    }

    [Fact]
    [Trait("Clause", "X-CNT-10")]
    public void The_local_date_is_Chinas_whatever_the_offset_of_the_instant()
    {
        var utc = DateTimeOffset.Parse("2025-03-02T17:00:00Z", System.Globalization.CultureInfo.InvariantCulture); // Monday 3 March, one in the morning

        var result = DeadlineCalculator.Compute(new DeadlineInput("case.simple", utc, [], null), Law.Ak(), Law.Calendar());

        Assert.Equal((Law.Instant("2025-03-10 24:00"), Law.Day("2025-03-10")), (result.Due, result.LastDay));
    }
}
