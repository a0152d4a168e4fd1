using Bunit;
using HaoChaPing.CaseManagement.Accountability;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.Designer.Blazor.Accountability;
using Xunit;

namespace HaoChaPing.Designer.Blazor.Tests.Accountability;

/// <summary>The list of accountability items, and the decision of the body the ordinance names.</summary>
public sealed class AccountabilityPageTests
{
    private static readonly AccountabilityRow Item = new(Guid.NewGuid(), Some.Number, "overdueUnjustified", "AK-16-1", "ak-unit-1", null, "proposed", null, "system", Screen.Now, null, null, null, "无正当理由逾期", null, "安康市第一承办单位");

    [Fact]
    [Trait("Clause", "AK-16-1")]
    public void Who_does_not_decide_reads_that_it_exists()
    {
        using var screen = new Screen(new Answers().To<ListAccountability, PageOf<AccountabilityRow>>(_ => Some.PageOf(Item)));

        var page = screen.Open<AccountabilityPage>("/accountability");

        Assert.Contains("无正当理由逾期", page.Find("tbody").TextContent, StringComparison.Ordinal);
        Assert.Contains("逾期办结，系统提出", page.Find("tbody").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("tbody button"));
    }

    [Fact]
    [Trait("Clause", "AK-16-0")]
    public void A_refused_decision_stays_in_the_dialog_with_what_was_typed()
    {
        FormField[] form =
        [
            new("outcome", "处理结果", "choice", Required: true, Options: [new("decided", "作出处理"), new("excused", "理由成立，不追究")]),
            new("measure", "处理措施", "choice", Options: [new("criticismBulletin", "通报批评")]), new("text", "处理依据", "text", Required: true, Multiline: true),
        ];
        var answers = new Answers().To<ListAccountability, PageOf<AccountabilityRow>>(_ => Some.PageOf(Item with { Decision = form }))
            .To<DecideAccountability, AccountabilityRow>(_ => Refusal.Rule("unknownMeasure", "请从规则包的处理措施中选择。", new FieldError("/measure", "请选择。")));
        using var screen = new Screen(answers);
        var page = screen.Open<AccountabilityPage>("/accountability");

        page.Find("tbody button").Click();
        page.Find("input[value=decided]").Change("decided");
        page.Find("#field-text").Input("两次催办未办。");
        page.Find("dialog [data-primary]").Click();

        Assert.Contains("请从规则包的处理措施中选择。", page.Find("dialog [role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("两次催办未办。", page.Find("#field-text").GetAttribute("value"));
        Assert.Null(answers.Sent.OfType<DecideAccountability>().Single().Measure);
    }
}
