using Bunit;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.Designer.Blazor.Inbox;
using HaoChaPing.Designer.Blazor.Shell;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HaoChaPing.Designer.Blazor.Tests.Inbox;

public sealed class InboxPageTests
{
    private static readonly TaskRow Late = Some.Row(Guid.NewGuid(), "食品经营许可（新办）", new DueCount("overdue", 1, 5, 5, false, false), lastDay: "2025-10-09");
    private static readonly TaskRow Soon = Some.Row(Guid.NewGuid(), "企业设立登记");
    private static readonly TaskRow Free = Some.Row(Guid.NewGuid(), "营业执照遗失补领", new DueCount("running", 6, 1, 7, false, false), assignee: null, lastDay: "2025-10-17");

    private static Answers Inbox(params TaskRow[] rows) => Some.Answers().To<ListTasks, PageOf<TaskRow>>(_ => Some.PageOf(rows)).To<CountTasks, TaskCounts>(_ => new TaskCounts(2, 3, 1, 1, 1, 0, 1, 0));

    [Fact]
    public void Rows_stand_in_groups_by_how_near_their_end_is()
    {
        using var screen = new Screen(Inbox(Late, Soon, Free));

        var page = screen.Open<InboxPage>("/inbox");

        Assert.Equal(["已逾期 1 件", "3 个工作日内截止 1 件", "更晚 1 件"], page.FindAll("tr.group").Select(g => g.TextContent.Trim()));
        Assert.Equal(["食品经营许可（新办）", "企业设立登记", "营业执照遗失补领"], page.FindAll("[data-row-link]").Select(a => a.TextContent));
        Assert.Equal($"/tasks/{Soon.Id}", page.FindAll("[data-row-link]")[1].GetAttribute("href"));
    }

    [Fact]
    public void A_deadline_that_does_not_run_yet_has_a_group_of_its_own()
    {
        using var screen = new Screen(Inbox(Free, Some.Row(Guid.NewGuid()) with { Remaining = null, Due = null, LastDay = null }));

        Assert.Equal(["更晚 1 件", "期限未起算 1 件"], screen.Open<InboxPage>("/inbox").FindAll("tr.group").Select(g => g.TextContent.Trim()));
    }

    [Fact]
    public async Task The_tiles_say_whose_work_they_count_and_nothing_is_no_alarm()
    {
        using var screen = new Screen(Inbox(Soon));
        await screen.Services.GetRequiredService<Pulse>().TakeAsync();

        var tiles = screen.Open<InboxPage>("/inbox?view=unit").Find(".tiles");

        Assert.StartsWith("我的待办", tiles.TextContent.Trim(), StringComparison.Ordinal);
        Assert.Equal([("已逾期", "late"), ("今天截止", null), ("3 个工作日内", "soon"), ("更晚或未起算", null)], tiles.QuerySelectorAll("a").Select(a => (a.QuerySelector("span")!.TextContent, a.GetAttribute("class"))));
    }

    [Fact]
    public void Two_rows_of_one_item_differ_by_the_end_of_their_numbers()
    {
        using var screen = new Screen(Inbox(Soon, Some.Row(Guid.NewGuid(), number: "AK20250924000018")));

        Assert.Equal(["不满意 · 工单 …0924000017 · 安康市第一承办单位", "不满意 · 工单 …0924000018 · 安康市第一承办单位"], screen.Open<InboxPage>("/inbox").FindAll(".which").Select(w => w.TextContent));
    }

    [Fact]
    public void Filters_in_the_address_go_into_the_question()
    {
        var answers = Inbox(Soon);
        using var screen = new Screen(answers);

        screen.Open<InboxPage>("/inbox?view=unit&q=登记&kind=rectify&class=general&sort=-due&after=1_2_A_3");

        var asked = answers.Sent.OfType<ListTasks>().Single();
        Assert.Equal(("unit", "登记", "rectify", "general", "-due", "1_2_A_3"), (asked.View, asked.Query, asked.Kind, asked.Class, asked.Sort, asked.After));
    }

    [Fact]
    public void A_filter_the_page_does_not_offer_is_none()
    {
        var answers = Inbox(Soon);
        using var screen = new Screen(answers);

        screen.Open<InboxPage>("/inbox?kind=zzz&class=zzz&due=zzz&sort=zzz");

        var asked = answers.Sent.OfType<ListTasks>().Single();
        Assert.Equal((null, null, null, null), (asked.Kind, asked.Class, asked.DueGroup, asked.Sort));
    }

    [Fact]
    public void The_next_and_the_previous_page_begin_where_this_one_ends()
    {
        using var screen = new Screen(Some.Answers().To<ListTasks, PageOf<TaskRow>>(_ => Some.PageOf(Soon, Free) with { Total = 10_000, TotalIsExact = false, Previous = "1_2_A_3", Next = "4_5_B_6" }));

        var page = screen.Open<InboxPage>("/inbox?view=unit&kind=rectify&after=0_0_A_0");

        Assert.StartsWith("共 10000 件以上", page.Find(".pager").TextContent.Trim(), StringComparison.Ordinal);
        Assert.Equal(
            ["/inbox?view=unit&kind=rectify", "/inbox?view=unit&kind=rectify&before=1_2_A_3", "/inbox?view=unit&kind=rectify&after=4_5_B_6"],
            page.FindAll(".pages a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public void Claiming_from_the_row_makes_it_mine_and_the_row_stays_where_it_is()
    {
        var answers = Inbox(Late, Soon, Free).To<ClaimTask, TaskRow>(claim => Free with { Assignee = "ak-handler", AssigneeName = "安康第一承办单位经办" });
        using var screen = new Screen(answers);
        var page = screen.Open<InboxPage>("/inbox");

        page.Find("[data-claim]").Click();

        Assert.Equal(Free.Id, answers.Sent.OfType<ClaimTask>().Single().Id);
        Assert.StartsWith("我", page.FindAll("tr[data-row]")[2].QuerySelector(".c-who")!.TextContent.Trim(), StringComparison.Ordinal);
        Assert.Contains(screen.Services.GetRequiredService<Toaster>().Current, t => t.Words.Contains("已认领", StringComparison.Ordinal));
    }

    [Fact]
    public void A_refused_claim_says_why_in_its_row()
    {
        using var screen = new Screen(Inbox(Free).To<ClaimTask, TaskRow>(_ => Refusal.Conflict("alreadyClaimed", "经办二 已经认领。")));
        var page = screen.Open<InboxPage>("/inbox");

        page.Find("[data-claim]").Click();

        Assert.Equal("经办二 已经认领。", page.Find("tr[data-row] [role=alert]").TextContent);
    }

    [Fact]
    public async Task New_tasks_are_offered_and_rows_do_not_jump()
    {
        var rows = new[] { Soon };
        using var screen = new Screen(Some.Answers().To<ListTasks, PageOf<TaskRow>>(_ => Some.PageOf(rows)));
        var page = screen.Open<InboxPage>("/inbox");

        rows = [Late, Soon];
        await page.InvokeAsync(screen.Services.GetRequiredService<Pulse>().TakeAsync);

        Assert.Equal("1 件新任务 显示", page.Find(".fresh").TextContent.Trim());
        Assert.Single(page.FindAll("tr[data-row]"));

        page.Find("[data-show-new]").Click();

        Assert.Equal(2, page.FindAll("tr[data-row]").Count);
        Assert.Equal("", page.Find(".fresh").TextContent.Trim());
    }

    [Fact]
    public async Task An_empty_inbox_leads_to_what_can_be_claimed()
    {
        using var screen = new Screen(Inbox().To<CountTasks, TaskCounts>(_ => new TaskCounts(0, 5, 5, 0, 0, 0, 0, 0)));
        await screen.Services.GetRequiredService<Pulse>().TakeAsync();

        var page = screen.Open<InboxPage>("/inbox");

        Assert.Contains("没有待办。本单位还有 5 件待认领。", page.Markup, StringComparison.Ordinal);
        Assert.Equal("/inbox?view=unclaimed", page.Find(".nothing a").GetAttribute("href"));
    }

    [Fact]
    public void Filters_without_hits_can_be_cleared()
    {
        using var screen = new Screen(Inbox());

        var page = screen.Open<InboxPage>("/inbox?q=没有这样的");

        Assert.Contains("没有符合条件的工单。", page.Markup, StringComparison.Ordinal);
        Assert.Equal("/inbox", page.Find(".nothing a").GetAttribute("href"));
    }
}
