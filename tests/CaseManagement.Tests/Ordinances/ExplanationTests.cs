using HaoChaPing.CaseManagement.Ordinances;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Ordinances;

public class ExplanationTests
{
    [Fact]
    [Trait("Clause", "AK-15-1a"), Trait("Clause", "X-CNT-1")]
    public void The_explanation_tells_every_day_and_why()
    {
        var lines = Law.Compute(Law.Ak(), "case.simple", "2021-09-30 16:30").Explanation;

        Assert.Equal(
        [
            "2021-09-30 - 收到当日不计",
            "2021-10-01 - 国庆节放假", "2021-10-02 - 国庆节放假", "2021-10-03 - 国庆节放假", "2021-10-04 - 国庆节放假", "2021-10-05 - 国庆节放假",
            "2021-10-06 - 国庆节放假", "2021-10-07 - 国庆节放假",
            "2021-10-08 1 第 1 个工作日", "2021-10-09 2 第 2 个工作日（周六，国庆节调休上班）", "2021-10-10 - 周日",
            "2021-10-11 3 第 3 个工作日", "2021-10-12 4 第 4 个工作日", "2021-10-13 5 第 5 个工作日",
        ], lines.Select(Told));
    }

    [Fact]
    [Trait("Clause", "X-CLK-4"), Trait("Clause", "X-CLK-7")]
    public void It_tells_standstill_and_extension()
    {
        var lines = Law.Compute(Law.Ak(), "case.simple", "2025-03-03 10:00", [("2025-03-05 09:00", "2025-03-06 16:00")], new Duration(2, Duration.BusinessDay)).Explanation;

        Assert.Equal(
        [
            "2025-03-03 - 收到当日不计", "2025-03-04 1 第 1 个工作日", "2025-03-05 2 第 2 个工作日", "2025-03-06 - 申诉复核中，期限中止", "2025-03-07 3 第 3 个工作日",
            "2025-03-08 - 周六", "2025-03-09 - 周日", "2025-03-10 4 第 4 个工作日", "2025-03-11 5 第 5 个工作日",
            "2025-03-12 6 延期第 1 个工作日", "2025-03-13 7 延期第 2 个工作日",
        ], lines.Select(Told));
    }

    [Fact]
    [Trait("Clause", "X-CNT-5")]
    public void It_tells_how_a_rest_day_moves_the_end()
    {
        var lines = Law.Compute(Law.Ak(("timers.sp.rectify.limit", "{\"amount\":2,\"unit\":\"calendarDay\"}")), "sp.rectify", "2025-03-06 10:00").Explanation;

        Assert.Equal(
            ["2025-03-06 - 收到当日不计", "2025-03-07 1 第 1 日", "2025-03-08 2 第 2 日，周六，届满日顺延", "2025-03-09 - 周日，顺延", "2025-03-10 - 顺延至下一个工作日"],
            lines.Select(Told));
    }

    [Fact]
    [Trait("Clause", "X-CNT-2"), Trait("Clause", "X-CNT-3")]
    public void It_tells_when_arrival_is_deemed_to_be_the_next_working_day()
    {
        var weekend = Law.Compute(Law.Ak(("counting.startOnNonWorkday", "\"deemNextWorkday\"")), "tj.simple", "2025-03-08 10:00").Explanation;
        var evening = Law.Compute(Law.Ak(("counting.afterHoursReceipt", "\"deemNextWorkday\"")), "tj.simple", "2025-03-07 20:00").Explanation;

        Assert.Equal(["2025-03-08 - 周六，视为下一工作日", "2025-03-09 - 周日", "2025-03-10 - 视为收到当日，不计", "2025-03-11 1 第 1 个工作日"], weekend.Select(Told));
        Assert.Equal("2025-03-07 - 下班以后，视为下一工作日", Told(evening[0]));
        Assert.Equal("2025-03-11 1 第 1 个工作日", Told(evening[^1]));
    }

    [Fact]
    [Trait("Clause", "X-CNT-6")]
    public void It_adds_up_hours()
    {
        var lines = Law.Compute(Law.Ak(("counting.hourMode", "\"workdaysOnly\"")), "sp.verify", "2025-03-07 16:40").Explanation;

        Assert.Equal(
        [
            "2025-03-07 + 当日计 7 小时 20 分，累计 7 小时 20 分", "2025-03-08 - 周六", "2025-03-09 - 周日",
            "2025-03-10 + 当日计 24 小时，累计 31 小时 20 分", "2025-03-11 + 当日计 16 小时 40 分，累计 48 小时",
        ], lines.Select(Told));
    }

    /// <summary>Whatever the limit: no day is missing or twice, the days that count are numbered without a gap, and the last line is the last day.</summary>
    [Theory]
    [InlineData("{}", "case.simple", 5)]
    [InlineData("{}", "coordination.reply", 15)]
    [InlineData("startDayCounts", "case.general", 10)]
    [InlineData("deem", "case.general", 10)]
    [InlineData("{}", "sp.rectify", 15)]
    [InlineData("startDayCounts", "sp.rectify", 15)]
    public void It_adds_up_to_the_result(string rules, string timer, int limit)
    {
        var pack = rules switch
        {
            "startDayCounts" => Law.Ak(("counting.startDayCounts", "true")),
            "deem" => Law.Ak(("counting.startOnNonWorkday", "\"deemNextWorkday\""), ("counting.afterHoursReceipt", "\"deemNextWorkday\"")),
            _ => Law.Ak(),
        };
        for (var start = Law.Instant("2025-01-01 18:30"); start.Year == 2025; start = start.AddDays(1))
        {
            var from = Law.Local(start);
            var (filed, decided) = (Law.Local(start.AddDays(3)), Law.Local(start.AddDays(8)));
            var result = Law.Compute(pack, timer, from, [(filed, decided)], new Duration(5, Duration.BusinessDay));

            Assert.Equal(Enumerable.Range(0, result.Explanation.Count).Select(start.LocalDate().AddDays), result.Explanation.Select(l => l.Date));
            Assert.Equal(Enumerable.Range(1, limit + 5).Cast<int?>(), result.Explanation.Where(l => l.Counts).Select(l => l.N));
            Assert.Equal(result.LastDay, result.Explanation[^1].Date);
            Assert.Equal(ChinaTime.StartOf(result.LastDay!.Value.AddDays(1)), result.Due);
        }
    }

    private static string Told(DeadlineDay line) => $"{line.Date:yyyy-MM-dd} {(line.Counts ? line.N is { } n ? $"{n}" : "+" : "-")} {line.Note}";
}
