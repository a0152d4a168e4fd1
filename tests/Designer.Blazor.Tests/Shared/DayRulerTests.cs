using AngleSharp.Dom;
using Bunit;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.Designer.Blazor.Shared;
using Xunit;

namespace HaoChaPing.Designer.Blazor.Tests.Shared;

public sealed class DayRulerTests : BunitContext
{
    [Theory]
    [InlineData("9/24", "收到", "不计", "9月24日 周三，收到当日不计")]
    [InlineData("9/25", "1", "周四", "9月25日 周四，第 1 个工作日")]
    [InlineData("9/27", "休", "周六", "9月27日 周六，休息日，不计")]
    [InlineData("9/28", "3", "调休班", "9月28日 周日，调休上班，第 3 个工作日")]
    [InlineData("10/1", "休", "国庆", "10月1日 周三，国庆节、中秋节放假，不计")]
    [InlineData("10/10", "7", "今天", "10月10日 周五，第 7 个工作日，今天")]
    [InlineData("10/14", "10", "24:00", "10月14日 周二，第 10 个工作日，24:00 截止")]
    public void Every_day_says_whether_it_counts_and_why(string date, string number, string foot, string spoken)
    {
        var cell = Ruler().FindAll("li").Single(li => li.QuerySelector(".date")?.TextContent == date);

        Assert.Equal((number, foot), (cell.QuerySelector(".number")!.TextContent, cell.QuerySelector(".foot")!.TextContent));
        Assert.Equal(spoken, cell.QuerySelector(".unseen")!.TextContent);
    }

    [Fact]
    public void Days_stand_under_their_weekday()
    {
        var cells = Ruler().FindAll("li").ToList();

        // 24 September 2025 is a Wednesday: two empty cells before it.
        Assert.Equal(2, cells.FindIndex(cell => !cell.ClassList.Contains("blank")));
    }

    [Fact]
    public void Neighbouring_days_of_one_kind_stand_in_one_line()
    {
        var lines = Render<DayByDay>(p => p.Add(d => d.Days, Some.Days()).Add(d => d.Due, Some.At("2025-10-15T00:00:00")).Add(d => d.LastDay, new DateOnly(2025, 10, 14)).Add(d => d.Today, Some.Today))
            .FindAll("li").Select(li => string.Join(" | ", li.Children.Select(c => c.TextContent))).ToList();

        Assert.Equal(
        [
            "9月24日 周三 | 收到当日不计", "9月25–26日 | 第 1–2 个工作日", "9月27日 周六 | 休息日，不计", "9月28日 周日 | 调休上班，第 3 个工作日", "9月29–30日 | 第 4–5 个工作日",
            "10月1–8日 | 国庆节、中秋节放假，不计", "10月9日 周四 | 第 6 个工作日", "10月10日 周五 | 今天，第 7 个工作日", "10月11日 周六 | 调休上班，第 8 个工作日", "10月12日 周日 | 休息日，不计",
            "10月13日 周一 | 第 9 个工作日", "10月14日 周二 | 第 10 个工作日，24:00 截止",
        ], lines);
    }

    [Fact]
    public void The_clause_underlines_the_number_and_names_its_source()
    {
        var quote = Render<ClauseQuote>(p => p.Add(c => c.Rule, Some.Clock().Rule).Add(c => c.Limit, 10).Add(c => c.Pack, "AK").Add(c => c.PackVersion, "3"));

        Assert.Equal("10个工作日", quote.Find("mark").TextContent);
        Assert.Equal("自收到差评之日起10个工作日内办结", quote.Find("blockquote").TextContent);
        Assert.Equal("《安康市政务服务“好差评”管理办法（试行）》第十五条（一） · 规则包 AK 第 3 版", quote.Find("p").TextContent);
    }

    [Theory]
    [InlineData(5, "简易类自收到差评", "5个工作日")]
    [InlineData(10, "一般类自收到差评之日起", "10个工作日")]
    [InlineData(15, "复杂的不超过", "十五个工作日")]
    [InlineData(7, "", "")]
    public void Of_several_numbers_in_a_clause_only_the_one_that_applies_is_underlined(int limit, string before, string underlined)
    {
        RuleView rule = new("AK-15-1a", "办法", "第十五条", "简易类自收到差评5个工作日内办结；一般类自收到差评之日起10个工作日内办结；复杂的不超过十五个工作日；延期不得超过5个工作日。");

        var quote = Render<ClauseQuote>(p => p.Add(c => c.Rule, rule).Add(c => c.Limit, limit)).Find("blockquote");

        Assert.Equal(underlined, string.Join('|', quote.QuerySelectorAll("mark").Select(m => m.TextContent)));
        Assert.Equal(rule.Text, quote.TextContent);
        if (underlined.Length > 0) Assert.EndsWith(before, quote.QuerySelector("mark")!.PreviousSibling!.TextContent, StringComparison.Ordinal);
    }

    private IRenderedComponent<DayRuler> Ruler() =>
        Render<DayRuler>(p => p.Add(r => r.Days, Some.Days()).Add(r => r.Due, Some.At("2025-10-15T00:00:00")).Add(r => r.LastDay, new DateOnly(2025, 10, 14)).Add(r => r.Today, Some.Today));
}
