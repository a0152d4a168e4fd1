using HaoChaPing.CaseManagement.Ordinances;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Ordinances;

public class WorkingCalendarTests
{
    [Theory]
    [Trait("Clause", "X-CAL-1")]
    [InlineData("2021-10-09", true, "makeUp", "周六，国庆节调休上班")]
    [InlineData("2021-10-07", false, "holiday", "国庆节放假")]
    [InlineData("2024-02-09", true, "workday", "周五")]
    [InlineData("2025-02-08", true, "makeUp", "周六，春节调休上班")]
    [InlineData("2025-03-08", false, "weekend", "周六")]
    [InlineData("2020-02-03", true, "workday", "周一，春节后上班")]
    public void A_day_is_what_the_notice_says_it_is(string date, bool workday, string kind, string note)
    {
        var day = Law.Calendar().Day(Law.Day(date));

        Assert.Equal((workday, kind, note, false), (day.Workday, day.Kind, day.Note, day.Provisional));
    }

    [Fact]
    [Trait("Clause", "X-CAL-1")]
    public void A_holiday_names_the_notice_it_comes_from()
    {
        Assert.Equal(["https://www.gov.cn/zhengce/zhengceku/202411/content_6986383.htm"], Law.Calendar().Day(Law.Day("2025-10-01")).Notices);
        Assert.Empty(Law.Calendar().Day(Law.Day("2025-03-08")).Notices);
    }

    [Fact]
    [Trait("Clause", "X-CAL-2")]
    public void A_local_decision_beats_the_national_notice()
    {
        var calendar = Law.Calendar(new LocalDay(Law.Day("2025-10-09"), false, "办公楼停电"), new LocalDay(Law.Day("2025-10-07"), true, "汛情值守"));

        Assert.Equal(("localRest", "本地安排休息：办公楼停电"), (calendar.Day(Law.Day("2025-10-09")).Kind, calendar.Day(Law.Day("2025-10-09")).Note));
        Assert.Equal((true, "localWork"), (calendar.Day(Law.Day("2025-10-07")).Workday, calendar.Day(Law.Day("2025-10-07")).Kind));
    }

    [Fact]
    [Trait("Clause", "X-CAL-3")]
    public void The_notice_of_next_year_changes_December()
    {
        Assert.True(Law.Calendar().Day(Law.Day("2018-12-29")).Workday);
        Assert.False(Law.Calendar().Day(Law.Day("2018-12-29")).Provisional);
        Assert.False(Law.Calendar().Day(Law.Day("2018-12-31")).Workday);
    }

    [Theory]
    [Trait("Clause", "X-CAL-4")]
    [InlineData("2027-01-01", false)]
    [InlineData("2027-05-02", false)]
    [InlineData("2027-05-03", true)]
    [InlineData("2027-10-01", false)]
    [InlineData("2027-10-04", true)]
    [InlineData("2027-02-06", false)]
    public void A_year_without_a_notice_is_guessed_and_says_so(string date, bool workday)
    {
        var day = Law.Calendar().Day(Law.Day(date));

        Assert.Equal((workday, true), (day.Workday, day.Provisional));
    }

    [Fact]
    [Trait("Clause", "X-CAL-4")]
    public void A_pack_may_refuse_to_guess()
    {
        var calendar = new WorkingCalendar(Law.Notices, new CalendarSettings(MissingYearPolicy: "error"));

        Assert.Equal(2027, Assert.Throws<MissingCalendarYearException>(() => calendar.Day(Law.Day("2027-03-01"))).Year);
        Assert.True(calendar.Day(Law.Day("2026-03-02")).Workday);
    }

    [Fact]
    public void Counting_by_lookup_equals_counting_by_walking()
    {
        var calendar = Law.Calendar(new LocalDay(Law.Day("2025-10-09"), false, "停电"));
        var start = Law.Day("2019-11-20");
        var walked = 0;

        for (var day = start.AddDays(1); day <= Law.Day("2027-06-30"); day = day.AddDays(1))
        {
            if (calendar.Day(day).Workday) walked++;
            Assert.Equal(walked, calendar.Workdays(start, day));
        }
        Assert.Equal(0, calendar.Workdays(start, start));
        Assert.Equal(0, calendar.Workdays(start, start.AddDays(-400)));
    }

    [Theory]
    [InlineData(2019, 250)]
    [InlineData(2021, 250)]
    [InlineData(2024, 251)]
    [InlineData(2025, 248)]
    [InlineData(2026, 248)]
    public void A_year_has_the_working_days_the_State_Council_gave_it(int year, int workdays) =>
        Assert.Equal(workdays, Law.Calendar().Workdays(new DateOnly(year - 1, 12, 31), new DateOnly(year, 12, 31)));
}
