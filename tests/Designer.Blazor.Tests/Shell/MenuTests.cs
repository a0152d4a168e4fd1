using Bunit;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.Designer.Blazor.Inbox;
using HaoChaPing.Designer.Blazor.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HaoChaPing.Designer.Blazor.Tests.Shell;

public sealed class MenuTests
{
    private static readonly Me Auditor = new("auditor", "审计员", "", null, ["auditor"], [Acts.Audit, Acts.ReadCase, Acts.ReadOrdinance], []);
    private static readonly Me Leader = new("ak-leader", "单位领导", "ak-unit-1", "安康市第一承办单位", ["unitLeader"], [Acts.ExtensionSignOff, Acts.ReadCase], []);
    private static readonly Me Administrator = new("admin", "平台一", "", null, ["administrator", "packEditor"], [Acts.Administer, Acts.WorkflowEdit], []);

    [Fact]
    public void The_navigation_shows_only_what_a_person_can_use()
    {
        Assert.Equal(["待办", "单位工单", "统计分析", "通报"], Words(Screen.Handler));
        Assert.Equal(["待办", "单位工单", "统计分析", "通报", "人员与移交"], Words(Leader)); // signing off is a task
        Assert.Equal(["工单档案", "统计分析", "通报", "规则包", "工作日历", "回访", "追责事项", "抽查", "共性问题", "恶意评价人员"], Words(Auditor));
        Assert.Equal(["首页", "人员与移交"], Words(Administrator));
        Assert.Equal(["规则包", "工作日历", "人员与移交"], Words(Administrator with { Permissions = [Acts.Administer, Acts.ReadOrdinance] }));
    }

    [Fact]
    public void The_day_begins_where_there_is_something_to_do_or_to_see()
    {
        Assert.EndsWith("/inbox", LedFrom<HomePage>("/", Screen.Handler), StringComparison.Ordinal);
        Assert.EndsWith("/cases", LedFrom<HomePage>("/", Auditor), StringComparison.Ordinal);
        Assert.EndsWith("/cases", LedFrom<InboxPage>("/inbox", Auditor), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_works_on_no_page_reads_what_the_account_is_for_in_Chinese()
    {
        using var screen = new Screen(Some.Answers());

        var page = screen.Open<HomePage>("/", me: Administrator);

        Assert.Equal("平台一，您好", page.Find("h1").TextContent);
        Assert.Contains("系统管理员、规则包编辑员", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("administrator", page.Markup, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Words(Me me) => Menu.Of(me).SelectMany(g => g.Entries).Select(e => e.Title);

    private static string LedFrom<TPage>(string address, Me me) where TPage : IComponent
    {
        using var screen = new Screen(Some.Answers());
        screen.Open<TPage>(address, me: me);
        return screen.Services.GetRequiredService<NavigationManager>().Uri;
    }
}
