using Bunit;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.Designer.Blazor.Inbox;
using HaoChaPing.Designer.Blazor.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HaoChaPing.Designer.Blazor.Tests.Inbox;

public sealed class TaskPageTests
{
    private static IRenderedComponent<TaskPage> Open(Screen screen) => screen.Open<TaskPage>($"/tasks/{Some.TaskId}", p => p.Add(t => t.Id, Some.TaskId));

    [Fact]
    public void The_form_is_drawn_from_data_and_required_is_a_word()
    {
        using var screen = new Screen(Some.Answers());

        var page = Open(screen);

        Assert.Equal(["告知不到位", "系统故障"], page.FindAll("fieldset input[type=radio] + span").Select(s => s.TextContent));
        Assert.Equal("整改措施必填", page.Find("label[for=field-measures]").TextContent);
        Assert.Equal("完成日期", page.Find("label[for=field-finishedOn]").TextContent);
        Assert.Equal("填年、月、日，例如 2025年10月10日", page.Find("#field-finishedOn-date").TextContent);
        Assert.Equal("field-measures-hint", page.Find("#field-measures").GetAttribute("aria-describedby"));
        Assert.Equal(("date", "datetime-local"), (page.Find("#field-finishedOn").GetAttribute("type"), page.Find("#field-metAt").GetAttribute("type")));
        Assert.Empty(page.FindAll("#field-reason")); // belongs to the other outcome
    }

    [Fact]
    public void The_first_outcome_is_the_main_button_and_the_others_ask_first()
    {
        using var screen = new Screen(Some.Answers());

        var page = Open(screen);

        Assert.StartsWith("整改完成", page.Find("[data-primary]").TextContent.Trim(), StringComparison.Ordinal);
        Assert.Equal("退回核实…", page.FindAll(".submit-bar button")[1].TextContent);
    }

    [Fact]
    public void What_was_filled_in_is_handed_over_by_field_type()
    {
        var answers = Some.Answers().To<CompleteTask, CompletedTask>(done => new CompletedTask(done.Id, Some.Number, done.Outcome, Screen.Now));
        using var screen = new Screen(answers);
        var page = Open(screen);

        page.Find("input[type=radio][value=system]").Change("system");
        page.Find("#field-measures").Input("窗口改为先收件。");
        page.Find("#field-finishedOn").Input("2025-10-10");
        Assert.Equal("即 2025年10月10日 周五", page.Find("#field-finishedOn-date").TextContent); // whatever order the browser shows it in
        page.Find("#field-responsible").Input("窗口负责人");
        page.Find("input[data-many][value=b]").Change(true);
        page.Find("#field-contacted").Change(true);
        page.Find("#field-metAt").Input("2025-10-09T15:00");
        page.Find("#field-visits").Input("3");
        page.Find("[data-primary]").Click();

        var sent = answers.Sent.OfType<CompleteTask>().Single();
        Assert.Equal("rectified", sent.Outcome);
        Assert.Equal(
            """{"cause":"system","measures":"窗口改为先收件。","finishedOn":"2025-10-10","responsible":"窗口负责人","tags":["b"],"contacted":true,"metAt":"2025-10-09T15:00:00+08:00","visits":3}""",
            sent.Fields.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    [Fact]
    public void Errors_stand_under_their_fields()
    {
        using var screen = new Screen(Some.Answers().To<CompleteTask, CompletedTask>(_ =>
            Refusal.Rule("fieldsInvalid", "有 1 项没有填好，请改正后再提交。", new FieldError("/fields/responsible", "请填写“整改责任人”。"))));
        var page = Open(screen);

        page.Find("[data-primary]").Click();

        Assert.Equal("请填写“整改责任人”。", page.Find("#field-responsible-error").TextContent);
        Assert.Equal(("true", "field-responsible-error"), (page.Find("#field-responsible").GetAttribute("aria-invalid"), page.Find("#field-responsible").GetAttribute("aria-describedby")));
    }

    [Fact]
    public void An_error_goes_when_its_field_is_mended()
    {
        using var screen = new Screen(Some.Answers().To<CompleteTask, CompletedTask>(_ =>
            Refusal.Rule("fieldsInvalid", "有 2 项需要改正。", new FieldError("/fields/responsible", "请填写“整改责任人”。"), new FieldError("/fields/measures", "请填写“整改措施”。"))));
        var page = Open(screen);
        page.Find("[data-primary]").Click();

        page.Find("#field-responsible").Input("窗口负责人");

        Assert.Empty(page.FindAll("#field-responsible-error"));
        Assert.NotEmpty(page.FindAll("#field-measures-error"));
        Assert.Equal("还有 1 项需要改正。", page.Find(".problems b").TextContent);

        page.Find("#field-measures").Input("窗口改为先收件。");

        Assert.Empty(page.FindAll(".problems"));
    }

    [Fact]
    public void A_tab_closed_right_after_handing_in_is_no_fault()
    {
        var answers = Some.Answers().To<CompleteTask, CompletedTask>(done => new CompletedTask(done.Id, Some.Number, done.Outcome, Screen.Now));
        using var screen = new Screen(answers);
        screen.JSInterop.SetupVoid("haochapingDrafts.drop", _ => true).SetException(new Microsoft.JSInterop.JSDisconnectedException("gone"));
        var page = Open(screen);
        var before = screen.Services.GetRequiredService<NavigationManager>().Uri;

        page.Find("[data-primary]").Click();

        Assert.Single(answers.Sent.OfType<CompleteTask>());
        Assert.Equal(before, screen.Services.GetRequiredService<NavigationManager>().Uri);
    }

    [Fact]
    public void Another_outcome_asks_for_its_own_fields_in_a_dialog()
    {
        var answers = Some.Answers().To<CompleteTask, CompletedTask>(done => new CompletedTask(done.Id, Some.Number, done.Outcome, Screen.Now));
        using var screen = new Screen(answers);
        var page = Open(screen);

        page.FindAll(".submit-bar button")[1].Click();
        page.Find("dialog #field-reason").Input("还缺窗口记录。");
        page.Find("dialog [data-primary]").Click();

        var sent = answers.Sent.OfType<CompleteTask>().Single();
        Assert.Equal(("return", """{"reason":"还缺窗口记录。"}"""), (sent.Outcome, sent.Fields.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })));
    }

    [Fact]
    public void Somebody_elses_completion_is_told_and_the_text_stays()
    {
        using var screen = new Screen(Some.Answers().To<CompleteTask, CompletedTask>(_ => Refusal.Conflict("alreadyCompleted", "经办二 刚刚办完了这一步。")));
        var page = Open(screen);
        page.Find("#field-measures").Input("写了很久的整改措施。");

        page.Find("[data-primary]").Click();

        Assert.Contains("经办二 刚刚办完了这一步。", page.Find(".problems").TextContent, StringComparison.Ordinal);
        Assert.Contains("没有丢", page.Find(".problems").TextContent, StringComparison.Ordinal);
        Assert.Equal("写了很久的整改措施。", page.Find("#field-measures").GetAttribute("value"));
    }

    [Fact]
    public void After_somebody_else_was_faster_sending_is_over_and_both_texts_can_be_read()
    {
        var done = Some.Task(Some.Row(assignee: "ak-handler9") with { Status = "completed" }, mayComplete: false) with
        {
            Fields = new() { ["measures"] = "对方写的措施。" }, CompletedByName = "经办二", CompletedAt = Some.At("2025-10-10T09:29:00"), Outcome = "rectified",
        };
        var faster = false;
        using var screen = new Screen(Some.Answers()
            .To<GetTask, TaskDetail>(_ => faster ? done : Some.Task())
            .To<CompleteTask, CompletedTask>(_ => { faster = true; return Refusal.Conflict("taskAlreadyDone", "经办二已于10月10日 09:29办完这一步，不能再次提交。"); }));
        var page = Open(screen);
        page.Find("#field-measures").Input("我写的措施。");

        page.Find("[data-primary]").Click();

        Assert.Contains("经办二已于10月10日 09:29办完这一步", page.Find("#task-problem").TextContent, StringComparison.Ordinal);
        Assert.Contains("对方写的措施。", page.Find("#task-problem").TextContent, StringComparison.Ordinal);
        Assert.Equal("我写的措施。", page.Find("#field-measures").GetAttribute("value"));
        Assert.Empty(page.FindAll("#why, .number")); // what is over has no clock
        Assert.Equal(["已办完", "经办二"], page.FindAll("aside .first .hero, aside .first .hero + .strong").Select(p => p.TextContent.Trim()));
        Assert.Equal("您写的内容（没有提交）", page.Find("#form-title").TextContent);
        Assert.All(page.FindAll(".submit-bar button"), button => Assert.Equal((true, "task-problem"), (button.HasAttribute("disabled"), button.GetAttribute("aria-describedby"))));
    }

    [Fact]
    public async Task Somebody_who_is_still_writing_is_told_at_once_that_another_was_faster()
    {
        var faster = false;
        using var screen = new Screen(Some.Answers().To<GetTask, TaskDetail>(_ => faster ? Some.Task(Some.Row(assignee: "ak-handler9") with { AssigneeName = "经办二" }, mayComplete: false) : Some.Task()));
        var page = Open(screen);

        faster = true;
        await page.InvokeAsync(screen.Services.GetRequiredService<Pulse>().TakeAsync);

        page.WaitForAssertion(() => Assert.Contains("经办二刚刚认领了这一步", page.Find("#task-problem").TextContent, StringComparison.Ordinal));
        Assert.True(page.Find("[data-primary]").HasAttribute("disabled"));
    }

    [Fact]
    public void What_could_no_longer_be_handed_in_is_there_to_copy_after_a_reload()
    {
        using var screen = new Screen(Some.Answers(Some.Task(Some.Row(assignee: "ak-handler9") with { Status = "completed" }, mayComplete: false)));
        screen.JSInterop.Setup<string?>("haochapingDrafts.read", $"ak-handler:{Some.TaskId}")
            .SetResult("""{"at":"2025-10-10T01:28:00Z","values":{"measures":"我写的措施。","cause":"system","finishedOn":""}}""");

        var page = Open(screen);

        page.WaitForAssertion(() => Assert.Contains("您写的内容（没有提交）", page.Markup, StringComparison.Ordinal));
        Assert.Equal("问题根源：系统故障\n\n整改措施：我写的措施。", page.Find("[aria-labelledby=kept-title] [data-copy]").GetAttribute("data-copy"));
        Assert.Empty(page.FindAll("form[data-draft]"));

        page.Find("[aria-labelledby=kept-title] [data-sends]").Click();

        Assert.DoesNotContain("您写的内容", page.Markup, StringComparison.Ordinal);
        screen.JSInterop.VerifyInvoke("haochapingDrafts.drop");
    }

    [Fact]
    public void Before_the_class_is_known_the_deadline_says_that_it_is_presumed()
    {
        using var known = new Screen(Some.Answers());
        using var unknown = new Screen(Some.Answers(detail: Some.Case() with { Class = null, ClassName = null }));

        Assert.DoesNotContain("暂按", Open(known).Markup, StringComparison.Ordinal);
        Assert.Equal("暂按一般类计算，分类后重新计算。", Open(unknown).Find("#why .remark").TextContent.Trim());
    }

    [Fact]
    public void Every_button_that_sends_can_be_held_while_the_line_is_cut()
    {
        using var screen = new Screen(Some.Answers());

        Assert.All(Open(screen).FindAll(".submit-bar button"), button => Assert.True(button.HasAttribute("data-sends")));
    }

    [Fact]
    public void A_draft_of_this_browser_comes_back()
    {
        using var screen = new Screen(Some.Answers());
        screen.JSInterop.Setup<string?>("haochapingDrafts.read", $"ak-handler:{Some.TaskId}")
            .SetResult("""{"at":"2025-10-10T01:28:00Z","values":{"measures":"昨天写的。","tags":["a"],"evidence":[{"id":"00000000-0000-0000-0000-000000000009","fileName":"告知单.pdf","size":2048}]}}""");

        var page = Open(screen);

        page.WaitForAssertion(() => Assert.Equal("昨天写的。", page.Find("#field-measures").GetAttribute("value")));
        Assert.Matches("^草稿 .*10月10日 09:28 存在本机，已恢复$", page.Find("[data-draft-said]").TextContent);
        Assert.True(page.Find("input[data-many][value=a]").HasAttribute("checked"));
        Assert.Equal("告知单.pdf", page.Find(".files a").TextContent);
    }

    [Fact]
    public void A_file_beyond_the_limit_is_refused_with_its_size_before_it_is_sent()
    {
        var answers = Some.Answers();
        using var screen = new Screen(answers);
        var page = Open(screen);

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(new byte[24 * 1024 * 1024], "录像.pdf"));

        page.WaitForAssertion(() => Assert.Contains("录像.pdf：文件 24 MB，超过 20 MB，请压缩或分开上传。", page.Markup, StringComparison.Ordinal));
        Assert.Empty(answers.Sent.OfType<StoreAttachment>());
    }

    [Fact]
    public void A_stored_file_goes_along_by_its_id()
    {
        var id = Guid.NewGuid();
        var answers = Some.Answers()
            .To<StoreAttachment, AttachmentView>(file => new AttachmentView(id, file.FileName, 3, "application/pdf", new string('a', 64), "我", Screen.Now, null))
            .To<CompleteTask, CompletedTask>(done => new CompletedTask(done.Id, Some.Number, done.Outcome, Screen.Now));
        using var screen = new Screen(answers);
        var page = Open(screen);

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("pdf", "告知单.pdf"));
        page.WaitForAssertion(() => Assert.Equal("告知单.pdf", page.Find(".files a").TextContent));
        page.Find("[data-primary]").Click();

        Assert.Equal(id.ToString(), answers.Sent.OfType<CompleteTask>().Single().Fields["evidence"]![0]!.GetValue<string>());
    }

    [Fact]
    public void After_handing_in_the_next_task_opens() => Assert.EndsWith($"/tasks/{Some.TaskId}", AfterHandingIn(Some.TaskId), StringComparison.Ordinal);

    [Fact]
    public void After_the_last_task_the_case_opens() => Assert.EndsWith($"/cases/{Some.Number}", AfterHandingIn(null), StringComparison.Ordinal);

    [Fact]
    public void The_task_one_is_led_to_by_handing_in_says_that_it_has_not_been_read()
    {
        var other = Guid.NewGuid();
        var answers = Some.Answers()
            .To<GetTask, TaskDetail>(asked => Some.Task(Some.Row(asked.Id)))
            .To<CompleteTask, CompletedTask>(work => new CompletedTask(work.Id, Some.Number, work.Outcome, Screen.Now))
            .To<FindNextTask, NextTask>(_ => new NextTask(other));
        using var screen = new Screen(answers);
        var page = Open(screen);
        Assert.Empty(page.FindAll("form[data-led], .led"));

        page.Find("[data-primary]").Click();
        page.Render(p => p.Add(t => t.Id, other));

        Assert.True(page.Find("form").HasAttribute("data-led")); // keys.js hands nothing in from here until the person has done something
        Assert.Equal("上一件已提交。这是下一件任务，请先看过再提交。", page.Find(".led").TextContent);
        Assert.Equal(("status", "polite", ""), (page.Find("[data-led-say]").GetAttribute("role"), page.Find("[data-led-say]").GetAttribute("aria-live"), page.Find("[data-led-say]").TextContent));
        page.Find("[data-primary]").Click();
        Assert.Equal([Some.TaskId, other], answers.Sent.OfType<CompleteTask>().Select(c => c.Id));
    }

    [Fact]
    public async Task What_was_pressed_on_the_task_before_is_not_done_to_the_next_one()
    {
        var answers = Some.Answers().To<GetTask, TaskDetail>(asked => Some.Task(Some.Row(asked.Id)));
        using var screen = new Screen(answers);
        var page = Open(screen);
        var pressed = page.Find("[data-primary]");

        // The press left the browser before the next task reached it.
#pragma warning disable BL0005 // the router has set it, the page is not drawn yet
        await page.InvokeAsync(() => { page.Instance.Id = Guid.NewGuid(); return pressed.ClickAsync(); });
#pragma warning restore BL0005

        Assert.Empty(answers.Sent.OfType<CompleteTask>());
    }

    [Fact]
    public void Before_the_page_lives_nothing_that_sends_can_be_pressed_and_no_draft_is_promised()
    {
        using var screen = new Screen(Some.Answers()) { Lives = false };

        var page = Open(screen);

        Assert.All(page.FindAll("[data-sends]"), sends => Assert.True(sends.HasAttribute("disabled")));
        Assert.Contains("not-yet", page.Find("form .panel-head .aside").ClassList);
        Assert.False(page.Find("#field-measures").HasAttribute("disabled")); // what is typed meanwhile goes on in the living page
    }

    private static string AfterHandingIn(Guid? next)
    {
        var answers = Some.Answers()
            .To<CompleteTask, CompletedTask>(work => new CompletedTask(work.Id, Some.Number, work.Outcome, Screen.Now))
            .To<FindNextTask, NextTask>(_ => new NextTask(next));
        using var screen = new Screen(answers);
        Open(screen).Find("[data-primary]").Click();
        Assert.Equal(new FindNextTask(Some.Number, Some.TaskId), answers.Sent.OfType<FindNextTask>().Single());
        return screen.Services.GetRequiredService<NavigationManager>().Uri;
    }

    [Fact]
    public void Whoever_may_only_read_sees_who_has_it_and_no_form()
    {
        using var screen = new Screen(Some.Answers(Some.Task(Some.Row(assignee: "ak-handler9"), mayComplete: false)));

        var page = Open(screen);

        Assert.Empty(page.FindAll("form[data-draft]"));
        Assert.Contains("这一步由 安康第一承办单位经办 办理中。", page.Markup, StringComparison.Ordinal);
    }
}
