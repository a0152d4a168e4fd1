using Bunit;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Extensions;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.Designer.Blazor.Cases;
using Xunit;

namespace HaoChaPing.Designer.Blazor.Tests.Cases;

/// <summary>Acts on a case: only what the use cases say is possible, with their forms, and refusals that lose nothing.</summary>
public sealed class ActBarTests
{
    private static readonly CaseActRow Extension = new("extension", "申请延期", null,
    [
        new("extension", "延期多久", "choice", Required: true, Options: [new("3 businessDay", "3 个工作日"), new("5 businessDay", "5 个工作日")]),
        new("reason", "延期理由", "text", Required: true, Multiline: true, MaxLength: 1000),
        new("stampedFile", "加盖公章的书面申请", "attachment"),
        new("attachments", "其他材料", "attachment"),
    ]);

    private static IRenderedComponent<CasePage> Open(Screen screen) => screen.Open<CasePage>($"/cases/{Some.Number}", p => p.Add(c => c.Number, Some.Number));

    private static Answers With(params CaseActRow[] acts) => Some.Answers().To<ListCaseActs, CaseActList>(_ => new CaseActList([], acts));

    [Fact]
    public void Who_may_do_nothing_beside_the_tasks_sees_no_act_bar()
    {
        using var screen = new Screen(With());

        Assert.Empty(Open(screen).FindAll("#acts"));
    }

    [Fact]
    public void What_has_to_wait_is_not_offered_but_says_why()
    {
        using var screen = new Screen(With(new CaseActRow("extension", "申请延期", new ActBlock("requestWindowClosed", "延期申请的时限到 9月30日 24:00，现已截止，不能再申请。"), [])));

        var page = Open(screen);

        Assert.Empty(page.FindAll("#acts button"));
        Assert.Contains("申请延期：延期申请的时限到 9月30日 24:00", page.Find("#acts").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_answer_is_named_before_anything_is_sent()
    {
        var answers = With(Extension);
        using var screen = new Screen(answers);
        var page = Open(screen);

        page.Find("[data-act=extension]").Click();
        page.Find("#field-reason").Input("涉及多个科室。");
        page.Find("dialog [data-primary]").Click();

        Assert.Contains("请选择“延期多久”。", page.Find("dialog").TextContent, StringComparison.Ordinal);
        Assert.Empty(answers.Sent.OfType<RequestExtension>());
    }

    [Fact]
    [Trait("Clause", "AK-15-1c")]
    public void A_refusal_stays_in_the_dialog_under_its_field_and_loses_nothing()
    {
        var answers = With(Extension).To<RequestExtension, ExtensionRow>(_ => Refusal.Rule("sealRequired", "请上传加盖公章的书面延期申请。", new FieldError("/stampedFile", "请上传盖章件。")));
        using var screen = new Screen(answers);
        var page = Open(screen);

        page.Find("[data-act=extension]").Click();
        page.Find("input[value='5 businessDay']").Change("5 businessDay");
        page.Find("#field-reason").Input("涉及多个科室。");
        page.Find("dialog [data-primary]").Click();

        Assert.Equal("请上传加盖公章的书面延期申请。", page.Find("dialog [role=alert]").TextContent.Trim());
        Assert.Contains("请上传盖章件。", page.Find("#field-stampedFile-error").TextContent, StringComparison.Ordinal);
        Assert.Equal("涉及多个科室。", page.Find("#field-reason").GetAttribute("value"));
        var sent = answers.Sent.OfType<RequestExtension>().Single();
        Assert.Equal((Some.Number, "涉及多个科室。", new Duration(5, "businessDay")), (sent.Number, sent.Reason, sent.Extension));
    }

    [Fact]
    public void After_an_act_the_case_is_read_anew()
    {
        var answers = With(Extension).To<RequestExtension, ExtensionRow>(_ =>
            new ExtensionRow(Guid.Empty, Some.Number, 5, "businessDay", null, null, null, "pending", "ak-handler", Screen.Now, null, null, null));
        using var screen = new Screen(answers);
        var page = Open(screen);
        page.Find("[data-act=extension]").Click();
        page.Find("input[value='5 businessDay']").Change("5 businessDay");
        page.Find("#field-reason").Input("涉及多个科室。");
        var before = answers.Sent.OfType<GetCase>().Count();

        page.Find("dialog [data-primary]").Click();

        Assert.Empty(page.FindAll("dialog"));
        Assert.True(answers.Sent.OfType<GetCase>().Count() > before);
    }
}
