using Bunit;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.Designer.Blazor.Inbox;
using Xunit;

namespace HaoChaPing.Designer.Blazor.Tests.Inbox;

public sealed class SavedFiltersTests
{
    private static readonly SavedFilterRow Mine = new(Guid.NewGuid(), "本周整改", new FilterTerms("unit", Kind: "rectify"), Mine: true, Shared: false, "我", 12, true, 3);
    private static readonly SavedFilterRow Theirs = new(Guid.NewGuid(), "全部逾期", new FilterTerms("unit", DueGroup: "overdue"), Mine: false, Shared: true, "单位领导", 999, false, 1);

    [Fact]
    public void Saved_filters_stand_with_their_counts_and_only_ones_own_can_be_changed()
    {
        using var screen = new Screen(Some.Answers().To<ListFilters, PageOf<SavedFilterRow>>(_ => Some.PageOf(Mine, Theirs)));

        var page = screen.Open<InboxPage>("/inbox?view=unit&kind=rectify");

        var links = page.FindAll("[data-saved-filter]");
        Assert.Equal(["本周整改12 件", "全部逾期单位领导共享999+ 件"], links.Select(l => l.TextContent));
        Assert.Equal(["/inbox?view=unit&kind=rectify", "/inbox?view=unit&due=overdue"], links.Select(l => l.GetAttribute("href")));
        Assert.Equal("page", links[0].GetAttribute("aria-current"));
        Assert.Equal("修改筛选“本周整改”", Assert.Single(page.FindAll(".saved-filters button")).GetAttribute("aria-label"));
    }

    [Fact]
    public void What_is_shown_is_saved_under_a_name_and_a_refusal_stays_in_the_dialog()
    {
        var answers = Some.Answers().To<SaveFilter, SavedFilterRow>(save => save.Name == "重名" ? Refusal.Rule("filterNameTaken", "已有名为“重名”的筛选，请换一个名称。") : Mine with { Name = save.Name });
        using var screen = new Screen(answers);
        var page = screen.Open<InboxPage>("/inbox?view=unit&q=登记&kind=rectify");

        page.Find("[data-save-filter]").Click();
        Assert.Contains("本单位 · 整改 · 含“登记”", page.Find("dialog").TextContent, StringComparison.Ordinal);
        page.Find("#filter-name").Input("重名");
        page.Find("dialog [data-primary]").Click();
        Assert.Contains("已有名为“重名”的筛选", page.Find("dialog [role=alert]").TextContent, StringComparison.Ordinal);
        page.Find("#filter-name").Input("整改登记");
        page.Find("dialog [data-primary]").Click();

        Assert.Equal(new SaveFilter(null, "整改登记", new FilterTerms("unit", Kind: "rectify", Words: "登记"), false), answers.Sent.OfType<SaveFilter>().Last());
        Assert.Empty(page.FindAll("dialog"));
    }
}
