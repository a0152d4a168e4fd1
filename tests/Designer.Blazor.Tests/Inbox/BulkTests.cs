using Bunit;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.Designer.Blazor.Inbox;
using Xunit;

namespace HaoChaPing.Designer.Blazor.Tests.Inbox;

public sealed class BulkTests
{
    private static readonly TaskRow First = Some.Row(Guid.NewGuid(), "企业设立登记", assignee: null, number: "AK20250924000001");
    private static readonly TaskRow Second = Some.Row(Guid.NewGuid(), "食品经营许可", assignee: null, number: "AK20250924000002");

    [Fact]
    public void Chosen_rows_are_claimed_one_by_one_and_a_refused_one_says_why()
    {
        var answers = Some.Answers().To<ListTasks, PageOf<TaskRow>>(_ => Some.PageOf(First, Second))
            .To<ClaimTask, TaskRow>(claim => claim.Id == First.Id ? First with { Assignee = "ak-handler" } : Refusal.Conflict("alreadyClaimed", "经办二已认领。"));
        using var screen = new Screen(answers);
        var page = screen.Open<InboxPage>("/inbox?view=unclaimed");
        Assert.Empty(page.FindAll(".bulk"));

        page.Find("th [type=checkbox]").Change(true);
        Assert.Equal("已选 2 件", page.Find(".bulk [role=status]").TextContent);
        page.Find("[data-bulk=claim]").Click();

        Assert.Equal([First.Id, Second.Id], answers.Sent.OfType<ClaimTask>().Select(c => c.Id));
        Assert.Contains("食品经营许可 AK20250924000002：经办二已认领。", page.Find("[data-bulk-refused]").TextContent, StringComparison.Ordinal);
        Assert.Equal("已选 1 件", page.Find(".bulk [role=status]").TextContent);
        page.Find("[data-bulk=none]").Click();
        Assert.Empty(page.FindAll(".bulk"));
    }

    [Fact]
    public void The_export_takes_what_the_list_is_filtered_by_or_the_chosen_rows()
    {
        using var screen = new Screen(Some.Answers().To<ListTasks, PageOf<TaskRow>>(_ => Some.PageOf(First, Second)));
        var page = screen.Open<InboxPage>("/inbox?view=unit&q=登记&due=soon");

        Assert.Equal("/api/v1/tasks/export?q=%E7%99%BB%E8%AE%B0&view=unit&dueGroup=soon", page.Find("[data-export]").GetAttribute("href"));
        page.FindAll("[data-pick]")[1].Change(true);
        Assert.Equal($"/api/v1/tasks/export?view=unit&ids={Second.Id}", page.Find("[data-bulk=export]").GetAttribute("href"));
    }
}
