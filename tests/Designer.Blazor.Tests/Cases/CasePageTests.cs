using System.Text.Json.Nodes;
using Bunit;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.Designer.Blazor.Cases;
using Xunit;

namespace HaoChaPing.Designer.Blazor.Tests.Cases;

public sealed class CasePageTests
{
    private static IRenderedComponent<CasePage> Open(Screen screen) => screen.Open<CasePage>($"/cases/{Some.Number}", p => p.Add(c => c.Number, Some.Number));

    [Fact]
    public void The_receipt_of_the_upper_platform_stands_on_the_case()
    {
        UploadView upload = new(Guid.Empty, "provincial", "accepted", 1, Some.At("2025-10-10T09:00:00"), null, "SX-2025-0001", Some.At("2025-10-10T09:01:00"), null);
        using var screen = new Screen(Some.Answers(detail: Some.Case(upload)));

        var page = Open(screen);

        Assert.Contains("上级平台已收下", page.Find("#uploads").TextContent, StringComparison.Ordinal);
        Assert.Contains("SX-2025-0001", page.Find("#uploads").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_waiting_upload_says_when_it_is_tried_again()
    {
        UploadView upload = new(Guid.Empty, "provincial", "queued", 2, Some.At("2025-10-10T09:00:00"), Some.At("2025-10-10T09:45:00"), null, null, "没有连上");
        using var screen = new Screen(Some.Answers(detail: Some.Case(upload)));

        Assert.Contains("没有连上上级平台，已排队，第 3 次重试在 09:45。", Open(screen).Find("#uploads").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_foreign_case_is_refused_in_words()
    {
        using var screen = new Screen(Some.Answers().To<GetCase, CaseDetail>(_ => Refusal.NotAllowed("notAllowed", "这件工单不归您的单位办理。")));

        var page = Open(screen);

        Assert.Equal("您没有这项权限", page.Find("h1").TextContent);
        Assert.Contains("这件工单不归您的单位办理。", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("企业设立登记", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Contact_data_is_masked_until_a_purpose_is_given()
    {
        var answers = Some.Answers().To<Unmask, RaterIdentity>(_ => new RaterIdentity("评价人0001", "610100200001011234", "13812345678"));
        using var screen = new Screen(answers);
        var page = Open(screen);
        Assert.Contains("138****5678", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("13812345678", page.Markup, StringComparison.Ordinal);

        page.Find("#rating .link-button").Click();
        page.Find("dialog [data-primary]").Click();

        Assert.Equal("请写明用途。", page.Find("#purpose-problem").TextContent);
        Assert.Empty(answers.Sent.OfType<Unmask>());

        page.Find("#purpose").Input("核实联系");
        page.Find("dialog [data-primary]").Click();

        Assert.Equal("核实联系", answers.Sent.OfType<Unmask>().Single().Purpose);
        Assert.Contains("13812345678", page.Find("dialog").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_may_not_see_contact_data_is_not_offered_them()
    {
        using var screen = new Screen(Some.Answers(detail: Some.Case() with { MayUnmask = false }));

        Assert.Empty(Open(screen).FindAll("[data-unmask]"));
    }

    [Fact]
    public void The_time_line_is_newest_first_and_filters_by_kind()
    {
        using var screen = new Screen(Some.Answers(events:
        [
            Some.Event(1, "caseOpened", new() { ["level"] = "dissatisfied", ["cause"] = "service" }, "系统"),
            Some.Event(2, "taskClaimed", new() { ["kind"] = "dispatch" }),
            Some.Event(3, "piiViewed", new() { ["purpose"] = "核实联系" }),
        ]));
        var page = Open(screen);

        Assert.Equal(["查看评价人信息", "认领：转办", "评价“不满意”，系统生成工单"], page.FindAll("#history .what b").Select(b => b.TextContent));

        page.Find("#history select").Change(EventWords.Looks);

        Assert.Equal(["查看评价人信息"], page.FindAll("#history .what b").Select(b => b.TextContent));
    }

    [Fact]
    public void One_act_is_told_once_and_nobody_is_said_to_have_begun_what_begins_by_itself()
    {
        const string Clerk = "安康区县审批部门经办";
        CaseEventRow[] events =
        [
            Some.Event(1, "taskCompleted", new() { ["kind"] = "dispatch", ["outcome"] = "dispatched", ["fields"] = new JsonObject { ["note"] = "请核实。" } }, Clerk),
            Some.Event(2, "stepDone", new() { ["step"] = "dispatch" }, Clerk),
            Some.Event(3, "dispatched", new() { ["to"] = "ak-unit-1", ["unitReceivedAt"] = "2025-09-29T16:40:00+08:00" }, Clerk),
            Some.Event(4, "deadlineStarted", new() { ["due"] = "2025-10-15T00:00:00+08:00", ["lastDay"] = "2025-10-14" }, "系统"),
            Some.Event(5, "taskOpened", new() { ["kind"] = "verify", ["unit"] = "ak-unit-1" }, Clerk),
            Some.Event(6, "classified", new() { ["to"] = "general" }),
            Some.Event(7, "taskCompleted", new() { ["kind"] = "verify", ["outcome"] = "confirmed" }),
            Some.Event(8, "taskOpened", new() { ["kind"] = "rectify", ["unit"] = "ak-unit-1" }) with { At = Some.At("2025-09-29T16:45:00") },
        ];
        using var screen = new Screen(Some.Answers(events: events));
        var page = Open(screen);

        Assert.Equal(["整改开始", "核实完成：属实", "转办：安康市第一承办单位"], page.FindAll("#history .what b").Select(b => b.TextContent)); // what came minutes later stands by itself
        Assert.Equal(["同时：定为一般类", "同时：期限起算（10月14日 周二 24:00 截止）、核实开始（安康市第一承办单位）"], page.FindAll("#history summary").Select(s => s.TextContent));
        Assert.Contains(Clerk, page.FindAll("#history > .panel-body > ol > li")[2].QuerySelector(".soft")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("核实开始（安康市第一承办单位） · 系统 · 9月29日 16:40", page.FindAll("#history details li")[^1].TextContent.Trim());
        Assert.StartsWith("系统 · ", page.Find("#history .fine.soft").TextContent, StringComparison.Ordinal);

        page.Find("#history select").Change(EventWords.Deadlines);

        Assert.Equal(["期限起算"], page.FindAll("#history .what b").Select(b => b.TextContent));

        page.Find("#history select").Change("each");

        Assert.Equal(events.Length, page.FindAll("#history .what b").Count);
    }

    [Fact]
    public void A_closed_case_counts_no_longer()
    {
        var running = Some.Clock();
        var closed = Some.Case() with { Status = "closed", ClosedAt = Some.At("2025-09-24T16:00:00"), Deadlines = [running with { Status = "met", Remaining = null }], Tasks = [] };
        using var same = new Screen(Some.Answers(detail: closed));
        using var later = new Screen(Some.Answers(detail: closed with { ClosedAt = Some.At("2025-09-26T16:00:00") }));

        Assert.Equal("不足 1 个工作日", Open(same).FindAll(".clock-cell")[1].QuerySelector(".hero")!.TextContent);
        Assert.Contains("共 2 个工作日", Open(later).FindAll(".clock-cell")[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("9月26日 16:00 办结", Open(later).FindAll(".clock-cell")[1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_citizen_said_is_read_before_the_history()
    {
        using var screen = new Screen(Some.Answers());

        Assert.Equal(["rating", "history"], Open(screen).FindAll(".of-case #rating, .of-case #history").Select(part => part.Id));
    }

    [Fact]
    public void The_case_is_told_in_words_and_never_in_codes_or_stored_dates()
    {
        var detail = Some.Case() with { Workflow = new("closed-loop", 1, "01a1fc97aa9e7a31a688c8c2a3ae7deb", "差评办理闭环") };
        using var screen = new Screen(Some.Answers(detail: detail, events:
        [
            Some.Event(1, "taskCompleted", new() { ["kind"] = "rectify", ["outcome"] = "rectified", ["fields"] = new JsonObject { ["measures"] = "改了。", ["finishedOn"] = "2025-09-29" } }),
            Some.Event(2, "taskOpened", new() { ["kind"] = "somethingNew", ["unit"] = "zz-unit" }),
            Some.Event(3, "somethingNew", new()),
        ]));

        var text = Open(screen).Find(".two-columns").TextContent;

        Assert.Contains("差评办理闭环，第 1 版", text, StringComparison.Ordinal);
        Assert.Contains("完成日期：9月29日", text, StringComparison.Ordinal);
        foreach (var code in new[] { "closed-loop", "01a1fc97", "2025-09-29", "somethingNew", "zz-unit" }) Assert.DoesNotContain(code, text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_event_the_product_writes_has_a_sentence()
    {
        var words = new EventWords(new Dictionary<string, string>(), Some.Today);

        var written = SourceFiles.EventTypes();

        Assert.Contains("caseOpened", written);
        Assert.All(written, type => Assert.DoesNotContain("其他记录", words.Of(Some.Event(1, type, new JsonObject())).Title, StringComparison.Ordinal));
    }
}
