using Bunit;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.Designer.Blazor.Shared;
using Xunit;

namespace HaoChaPing.Designer.Blazor.Tests.Shared;

public sealed class DeadlineTests : BunitContext
{
    [Theory]
    [InlineData("running", 7, "还剩 7 个工作日", "")]
    [InlineData("running", 3, "还剩 3 个工作日", "soon")]
    [InlineData("today", 0, "今天 24:00 截止", "soon")]
    [InlineData("overdue", 1, "已逾期 1 个工作日", "late")]
    [InlineData("overdue", 0, "已逾期（今天休息）", "late")]
    [InlineData("suspended", 0, "期限中止", "hold")]
    public void A_row_leads_with_the_deadline_in_words(string state, int days, string words, string tone)
    {
        var badge = Badge(new DueCount(state, days, 3, 10, false, false));

        Assert.Equal(words, badge.Find("b").TextContent.Trim());
        Assert.Equal($"due {tone}".Trim(), badge.Find("div").ClassName!.Trim());
        Assert.NotNull(badge.Find("b svg")); // never colour alone
    }

    [Fact]
    public void The_date_stands_beneath_with_its_instant()
    {
        var time = Badge(Some.Running3Of10).Find("time");

        Assert.Equal("10月14日 周二 24:00", time.TextContent);
        Assert.Equal("2025-10-15T00:00:00+08:00", time.GetAttribute("datetime"));
    }

    [Fact]
    public void A_last_day_that_is_a_make_up_day_says_so()
    {
        var badge = Render<DeadlineBadge>(p => p.Add(b => b.Count, new DueCount("running", 1, 4, 5, false, true)).Add(b => b.Due, Some.At("2025-10-12T00:00:00")).Add(b => b.Today, Some.Today));

        Assert.Equal("10月11日 周六（调休上班）24:00", badge.Find("time").TextContent);
    }

    [Fact]
    public void A_date_of_another_year_names_the_year()
    {
        var badge = Render<DeadlineBadge>(p => p.Add(b => b.Count, new DueCount("running", 9, 1, 10, true, false)).Add(b => b.Due, Some.At("2026-01-06T00:00:00")).Add(b => b.Today, Some.Today));

        Assert.Equal("2026年1月5日 周一 24:00", badge.Find("time").TextContent);
        Assert.Contains("暂定", badge.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_running_clock_the_row_says_that_it_has_not_begun() =>
        Assert.Equal("期限未起算", Render<DeadlineBadge>(p => p.Add(b => b.Today, Some.Today)).Find("b").TextContent.Trim());

    [Fact]
    public void The_cells_are_read_as_one_sentence()
    {
        var cells = Render<DayCells>(p => p.Add(c => c.Count, Some.Running3Of10)).Find("[role=img]");

        Assert.Equal("共 10 个工作日，今天是第 7 个", cells.GetAttribute("aria-label"));
        Assert.Equal((6, 1, 3), (cells.QuerySelectorAll(".gone").Length, cells.QuerySelectorAll(".now").Length, cells.QuerySelectorAll("i:not([class])").Length));
    }

    [Fact]
    public void Overdue_adds_a_cell_behind_the_last()
    {
        var cells = Render<DayCells>(p => p.Add(c => c.Count, new DueCount("overdue", 1, 5, 5, false, false))).Find("[role=img]");

        Assert.Equal("共 5 个工作日，已逾期 1 个工作日", cells.GetAttribute("aria-label"));
        Assert.Equal(6, cells.Children.Length);
    }

    private IRenderedComponent<DeadlineBadge> Badge(DueCount count) =>
        Render<DeadlineBadge>(p => p.Add(b => b.Count, count).Add(b => b.Due, Some.At("2025-10-15T00:00:00")).Add(b => b.LastDay, new DateOnly(2025, 10, 14)).Add(b => b.Today, Some.Today));
}
