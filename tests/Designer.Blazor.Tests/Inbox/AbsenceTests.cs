using Bunit;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.Designer.Blazor.Inbox;
using HaoChaPing.Designer.Blazor.Shell;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HaoChaPing.Designer.Blazor.Tests.Inbox;

public sealed class AbsenceTests
{
    private static readonly StandIn Days = new("ak-colleague", "经办二", new DateOnly(2025, 10, 9), new DateOnly(2025, 10, 17));

    [Fact]
    public async Task Above_the_inbox_stands_who_stands_in_for_whom_by_now_however_long_it_has_been_open()
    {
        var me = Screen.Handler with { Substitutions = ["ak-colleague"], StandsInFor = [Days] };
        using var screen = new Screen(Some.Answers().To<GetMe, Me>(_ => me).To<ListTasks, PageOf<TaskRow>>(_ => Some.PageOf(Some.Row(assignee: "ak-colleague") with { AssigneeName = "经办二" })));
        var page = screen.Open<InboxPage>("/inbox");

        Assert.Contains("您正在代办 经办二 的待办", page.Find(".stands-in").TextContent, StringComparison.Ordinal);
        Assert.Contains("由我代办", page.Find("tr[data-row]").TextContent, StringComparison.Ordinal);
        Assert.Equal("/inbox?view=acting", page.Find(".stands-in a").GetAttribute("href"));

        me = Screen.Handler with { StandIn = Days };
        await page.InvokeAsync(screen.Services.GetRequiredService<Pulse>().TakeAsync);

        page.WaitForAssertion(() => Assert.Contains("您的待办由 经办二 代办", page.Find(".stands-in").TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain("由我代办", page.Find("tr[data-row]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_still_writes_when_the_absence_ends_is_told_and_keeps_what_was_typed()
    {
        var over = false;
        using var screen = new Screen(Some.Answers().To<GetTask, TaskDetail>(_ => over ? Refusal.NotAllowed("notYourUnit", "这件工单不属于您的单位。") : Some.Task() with { ActingForName = "经办二" }));
        var page = screen.Open<TaskPage>($"/tasks/{Some.TaskId}", parameters => parameters.Add(p => p.Id, Some.TaskId));
        Assert.Contains("经办二 外出期间由您代办这一步", page.Find(".remark.hold").TextContent, StringComparison.Ordinal);
        page.Find("#field-measures").Input("我写的措施。");

        over = true;
        await page.InvokeAsync(screen.Services.GetRequiredService<Pulse>().TakeAsync);

        page.WaitForAssertion(() => Assert.Contains("代办已结束", page.Find("#task-problem").TextContent, StringComparison.Ordinal));
        Assert.Equal("我写的措施。", page.Find("#field-measures").GetAttribute("value"));
        Assert.True(page.Find("[data-primary]").HasAttribute("disabled"));
    }

    [Fact]
    public void An_absence_is_entered_with_days_and_a_colleague_and_ended_by_a_button()
    {
        var row = new AbsenceRow(Guid.NewGuid(), "ak-handler", "经办", "ak-colleague", "经办二", Days.From, Days.Until, "now", "ak-handler", Some.At("2025-10-08T09:00:00"), null);
        var answers = Some.Answers().To<ListAbsences, PageOf<AbsenceRow>>(_ => Some.PageOf(row)).To<ListSubstitutes, PageOf<SubstituteRow>>(_ => Some.PageOf(new SubstituteRow("ak-colleague", "经办二", "安康市第一承办单位")))
            .To<EnterAbsence, AbsenceRow>(_ => row).To<EndAbsence, AbsenceRow>(_ => row with { State = "ended" });
        using var screen = new Screen(answers);
        var page = screen.Open<AbsencePage>("/absence");
        Assert.Contains("您外出，由 经办二 代办", page.Find("[data-absence=now]").TextContent, StringComparison.Ordinal);

        page.Find("[data-act=enterAbsence]").Click();
        page.Find("dialog [name='field:from']").Input("2025-10-20");
        page.Find("dialog [name='field:until']").Input("2025-10-21");
        page.Find("dialog [value='ak-colleague']").Change(true);
        page.Find("dialog [data-primary]").Click();
        page.Find("[data-absence=now] button").Click();

        Assert.Equal(("ak-colleague", new DateOnly(2025, 10, 20), new DateOnly(2025, 10, 21)), answers.Sent.OfType<EnterAbsence>().Select(e => (e.Substitute, e.From!.Value, e.Until!.Value)).Single());
        Assert.Equal(row.Id, answers.Sent.OfType<EndAbsence>().Single().Id);
    }
}
