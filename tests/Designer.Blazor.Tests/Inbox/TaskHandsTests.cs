using Bunit;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.Designer.Blazor.Inbox;
using Xunit;

namespace HaoChaPing.Designer.Blazor.Tests.Inbox;

public sealed class TaskHandsTests
{
    private static readonly Colleague Self = new("ak-handler", "安康第一承办单位经办", "安康市第一承办单位", 3);
    private static readonly Colleague Second = new("ak-colleague", "安康第一承办单位经办二", "安康市第一承办单位", 1);

    private static IRenderedComponent<TaskPage> Open(Screen screen) => screen.Open<TaskPage>($"/tasks/{Some.TaskId}", page => page.Add(p => p.Id, Some.TaskId));

    [Fact]
    public void Delegating_offers_colleagues_with_their_load_and_not_oneself()
    {
        var answers = Some.Answers(Some.Task() with { MayDelegate = true, MayReassign = true })
            .To<ListColleagues, PageOf<Colleague>>(_ => Some.PageOf(Second, Self)).To<DelegateTask, TaskRow>(_ => Some.Row(assignee: "ak-colleague"));
        using var screen = new Screen(answers);
        var page = Open(screen);

        page.Find("[data-hands=delegate]").Click();

        Assert.Equal(["安康第一承办单位经办二（在办 1 件）"], page.FindAll("dialog .choice").Select(c => c.TextContent.Trim()));
        page.Find("dialog [value='ak-colleague']").Change(true);
        page.Find("dialog textarea").Input("外出核查");
        page.Find("dialog [data-primary]").Click();
        Assert.Equal(new DelegateTask(Some.TaskId, "ak-colleague", "外出核查"), answers.Sent.OfType<DelegateTask>().Single());
    }

    [Fact]
    public void Both_read_who_works_for_whom_and_only_the_delegator_may_take_it_back()
    {
        using var mine = new Screen(Some.Answers(Some.Task(Some.Row() with { DelegatedBy = "ak-colleague", DelegatedByName = "经办二" })));
        using var theirs = new Screen(Some.Answers(Some.Task(Some.Row(assignee: "ak-colleague") with { DelegatedBy = "ak-handler", DelegatedByName = "经办" }, mayComplete: false) with { MayTakeBack = true }).To<TakeBackTask, TaskRow>(_ => Some.Row()));

        var (working, waiting) = (Open(mine), Open(theirs));

        Assert.Contains("您受 经办二 委派办理这一步。", working.Find(".remark.hold").TextContent, StringComparison.Ordinal);
        Assert.Contains(working.FindAll(".page-head .button"), b => b.TextContent.Trim() == "交回");
        Assert.Empty(working.FindAll("[data-hands]"));
        Assert.Contains("您已委派", waiting.Find(".remark.hold").TextContent, StringComparison.Ordinal);
        Assert.Single(waiting.FindAll("[data-hands=take-back]"));
    }

    [Fact]
    public void Handing_over_says_of_each_task_whether_it_went()
    {
        var (went, stayed) = (Guid.NewGuid(), Guid.NewGuid());
        var answers = new Answers().To<ListStaff, PageOf<Colleague>>(_ => Some.PageOf(Self, Second))
            .To<ListWorkOf, PageOf<OpenWork>>(_ => Some.PageOf(new OpenWork(went, "AK20250924000017", "整改", null, false), new OpenWork(stayed, "AK20250924000018", "领导审签", null, false)))
            .To<HandOverTask, HandedOver>(asked => asked.Id == went ? new HandedOver(went, "AK20250924000017", "整改") : Refusal.Rule("personNotCandidate", "没有岗位权限。"));
        using var screen = new Screen(answers);
        var page = screen.Open<StaffPage>("/staff");

        page.Find("[data-person='ak-handler'] button").Click();
        page.Find("dialog [value='ak-colleague']").Change(true);
        page.Find("dialog textarea").Input("调离");
        page.Find("dialog [data-primary]").Click();

        Assert.Equal(["整改AK20250924000017已移交", "领导审签AK20250924000018没有岗位权限。没有移交"], page.FindAll("#handed li").Select(li => string.Concat(li.TextContent.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries))));
        Assert.Equal("移交 1 件，1 件没有移交", page.Find("#handed [role=status]").TextContent);
        Assert.All(answers.Sent.OfType<HandOverTask>(), sent => Assert.Equal(("ak-handler", "ak-colleague", "调离"), (sent.From, sent.To!, sent.Reason!)));
    }
}
