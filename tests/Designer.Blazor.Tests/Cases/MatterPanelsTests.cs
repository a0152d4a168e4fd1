using System.Text.Json.Nodes;
using Bunit;
using HaoChaPing.CaseManagement.Accountability;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Coordination;
using HaoChaPing.CaseManagement.Extensions;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.Designer.Blazor.Cases;
using Xunit;

namespace HaoChaPing.Designer.Blazor.Tests.Cases;

/// <summary>What acts leave on a case, and who reads what of it.</summary>
public sealed class MatterPanelsTests
{
    private static IRenderedComponent<CasePage> Open(Screen screen) => screen.Open<CasePage>($"/cases/{Some.Number}", p => p.Add(c => c.Number, Some.Number));

    private static Answers With(CaseDetail? detail, string[] permissions, params CaseEventRow[] events) =>
        Some.Answers(detail: detail, events: events).To<ListCaseActs, CaseActList>(_ => new CaseActList(permissions, []));

    [Fact]
    [Trait("Clause", "AK-15-1c")]
    public void An_extension_stands_on_the_case_with_its_state_reason_and_people()
    {
        var asked = new ExtensionRow(Guid.NewGuid(), Some.Number, 5, "businessDay", null, "需现场核对。", null, "pending", "ak-handler", Some.At("2025-09-29T16:40:00"), null, null, null);
        using var screen = new Screen(With(null, [], Some.Event(1, "extensionRequested", new())).To<ListExtensions, PageOf<ExtensionRow>>(_ => Some.PageOf(asked)));

        var text = Open(screen).Find("#extensions").TextContent;

        foreach (var part in new[] { "申请 5 个工作日", "待领导审签", "理由：需现场核对。", "安康第一承办单位经办 申请 · 9月29日 16:40" }) Assert.Contains(part, text, StringComparison.Ordinal);
        Assert.DoesNotContain("ak-handler", text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Clause", "AK-15-4")]
    [Trait("Clause", "TJ-20-3b")]
    public void Every_department_of_a_joint_handling_shows_its_own_clock()
    {
        var (waiting, answered, id) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var joint = new JointHandlingDetail(id, Some.Number, "open", "ak-bureau", "安康市审批局经办", Some.At("2025-10-09T09:00:00"), null, null,
        [
            new("ak-county-1", "演示县审批部门", waiting, "waiting", null, null), new("ak-unit-2", "演示县承办单位", answered, "answered", "三日内补齐材料。", Some.At("2025-10-09T15:00:00")),
        ]);
        var detail = Some.Case() with { Deadlines = [Some.Clock(), Some.Clock() with { Timer = "coordination.opinion", TaskId = waiting }] };
        using var screen = new Screen(With(detail, [], Some.Event(1, "coordinationStarted", new() { ["coordination"] = id.ToString(), ["reason"] = "涉及两级部门。" })).To<ListJointHandlings, PageOf<JointHandlingDetail>>(_ => Some.PageOf(joint)));

        var parts = Open(screen).FindAll("#coordination .matter-parts li").Select(li => li.TextContent).ToList();

        Assert.Contains("待答复，还剩 3 个工作日", parts[0], StringComparison.Ordinal);
        Assert.Contains("10月14日 周二 24:00 截止", parts[0], StringComparison.Ordinal);
        Assert.Contains("意见：三日内补齐材料。", parts[1], StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Clause", "X-CLK-4")]
    public void A_standstill_says_why_and_since_when()
    {
        using var screen = new Screen(With(null, [],
            Some.Event(1, "deadlineSuspended", new() { ["deadline"] = "d-1", ["reason"] = "appeal" }), Some.Event(2, "deadlineRecomputed", new() { ["deadline"] = "d-1", ["reason"] = "resumed" })));

        var text = Open(screen).Find("#standstills").TextContent;

        Assert.Contains("申诉复核期间", text, StringComparison.Ordinal);
        Assert.Contains("已恢复计时", text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Clause", "GD-20")]
    public void Who_has_no_part_in_referrals_does_not_even_ask_for_them()
    {
        var answers = With(null, [Acts.ReadCase], Some.Event(1, "referred", new()));
        using var screen = new Screen(answers);

        Assert.Empty(Open(screen).FindAll("#referrals"));
        Assert.Empty(answers.Sent.OfType<ListReferrals>());
    }

    [Fact]
    [Trait("Clause", "AK-16-0")]
    public void Whoever_decides_on_an_item_does_so_from_the_case_and_others_read_only_that_it_exists()
    {
        var item = new AccountabilityRow(Guid.NewGuid(), Some.Number, "shirking", "AK-16-2", "ak-unit-1", "ak-handler", "open", null, "ak-bureau", Some.At("2025-10-09T09:00:00"), null, null, null, "推诿敷衍", null);
        CaseEventRow opened = Some.Event(1, "accountabilityOpened", new());
        using (var screen = new Screen(With(null, [], opened).To<ListAccountability, PageOf<AccountabilityRow>>(_ => Some.PageOf(item))))
        {
            var page = Open(screen);
            Assert.Contains("只有提出和处理的人能看。", page.Find("#accountability").TextContent, StringComparison.Ordinal);
            Assert.DoesNotContain("经办", page.Find("#accountability .said").TextContent, StringComparison.Ordinal);
            Assert.Empty(page.FindAll("#accountability button"));
        }

        FormField[] form = [new("outcome", "处理结果", "choice", Required: true, Options: [new("decided", "作出处理"), new("excused", "理由成立，不追究")]), new("text", "处理依据", "text", Required: true, Multiline: true)];
        var answers = With(null, [], opened).To<ListAccountability, PageOf<AccountabilityRow>>(_ => Some.PageOf(item with { Text = "三次催办不理。", Decision = form }))
            .To<DecideAccountability, AccountabilityRow>(_ => item with { Status = "excused" });
        using var decides = new Screen(answers);
        var open = Open(decides);
        open.Find("#accountability button").Click();
        open.Find("input[value=excused]").Change("excused");
        open.Find("#field-text").Input("系统故障所致。");
        open.Find("dialog [data-primary]").Click();

        var sent = answers.Sent.OfType<DecideAccountability>().Single();
        Assert.Equal((item.Id, "excused", "系统故障所致。"), (sent.Id, sent.Outcome, sent.Text));
    }
}
