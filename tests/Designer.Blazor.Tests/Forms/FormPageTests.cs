using Bunit;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Forms;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.Designer.Blazor.Forms;
using Xunit;

namespace HaoChaPing.Designer.Blazor.Tests.Forms;

public sealed class FormPageTests
{
    private static readonly FormDefinition Form = new(
        "reply", "回复", [new("replied", "已回复"), new("partly", "部分回复")],
        [new("text", "回复内容", "text", Required: true, Multiline: true), new("restBy", "其余回复日期", "date", RequiredFor: ["partly"], ShownFor: ["partly"]), new("evidence", "凭据", "attachment")],
        [new("rectified", "已整改", "text", "您好！已整改。")]);

    private static FormView View(FormDraftView? draft = null, bool mayEdit = true) => new(
        "reply", 1, Form, draft, [new(1, Screen.Now, null, [])], [], [new("closed-loop", "差评办理闭环", "reply", "回复评价人")], [], 3, mayEdit, mayEdit);

    [Fact]
    public void What_is_drawn_is_seen_at_once_by_the_inbox_s_own_renderer()
    {
        using var screen = new Screen(new Answers().To<GetForm, FormView>(_ => View()));
        var page = screen.Open<FormPage>("/designer/forms/reply", p => p.Add(x => x.Name, "reply"));

        Assert.DoesNotContain("其余回复日期", page.Find(".form-preview").TextContent, StringComparison.Ordinal);
        page.FindAll(".form-preview input[type=radio]").Single(radio => radio.GetAttribute("value") == "partly").Change("partly");
        Assert.Contains("其余回复日期", page.Find(".form-preview").TextContent, StringComparison.Ordinal);

        page.Find(".form-preview button:last-of-type").Click();
        Assert.Contains("还有 2 项要填", page.Find(".form-preview [role=status]").TextContent, StringComparison.Ordinal);
        page.Find(".form-preview select").Change("rectified");
        Assert.Equal("您好！已整改。", page.Find(".form-preview textarea").GetAttribute("value"));

        page.FindAll("article .link-button").Single(button => button.TextContent == "回复内容").Click();
        page.Find("#f0-label").Input("答复");
        Assert.Contains("答复必填", page.Find(".form-preview").TextContent.Replace(" ", "", StringComparison.Ordinal).ReplaceLineEndings(""), StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_is_told_where_it_is_and_what_is_right_is_saved_with_the_revision_that_was_seen()
    {
        var answers = new Answers().To<GetForm, FormView>(_ => View()).To<SaveFormDraft, FormDraftView>(r => new FormDraftView(1, Screen.Now, "admin", Form, []));
        using var screen = new Screen(answers);
        var page = screen.Open<FormPage>("/designer/forms/reply", p => p.Add(x => x.Name, "reply"));

        page.FindAll("button").Single(button => button.TextContent.Trim() == "添加字段").Click();
        Assert.Contains("请填写字段的名称。", page.FindAll("article")[^1].TextContent, StringComparison.Ordinal);
        page.Find("#f3-label").Input("备注");
        Assert.DoesNotContain(page.FindAll(".wrong"), wrong => wrong.TextContent.Contains("请填写", StringComparison.Ordinal));
        page.FindAll("button").Single(button => button.TextContent.Trim() == "保存草稿").Click();

        var sent = Assert.Single(answers.Sent.OfType<SaveFormDraft>());
        Assert.Equal((0, "备注"), (sent.Revision, (string?)sent.Form["fields"]![3]!["label"]));
        Assert.Contains("已保存", page.Find("[role=status].remark").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_publication_names_the_workflow_and_a_reader_changes_nothing()
    {
        var draft = new FormDraftView(2, Screen.Now, "admin", Form, ["增加结果“部分回复”（partly）。"]);
        var answers = new Answers().To<GetForm, FormView>(_ => View(draft))
            .To<PublishForm, PublishedForm>(_ => Refusal.Rule("formOutcomesUnconnected", "有已发布的流程还没有接好这个表单的结果。", new FieldError("/outcomes/1", "流程“差评办理闭环”的“回复评价人”没有接结果“部分回复”（partly）。")));
        using var screen = new Screen(answers);
        var page = screen.Open<FormPage>("/designer/forms/reply", p => p.Add(x => x.Name, "reply"));
        page.FindAll("button").Single(button => button.TextContent.Trim() == "发布").Click();
        Assert.Contains("“差评办理闭环”的“回复评价人”没有接", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);

        using var other = new Screen(new Answers().To<GetForm, FormView>(_ => View(mayEdit: false)));
        var readOnly = other.Open<FormPage>("/designer/forms/reply", p => p.Add(x => x.Name, "reply"));
        Assert.Contains("只能查看", readOnly.Find(".pack-tags").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(readOnly.FindAll("button"), button => button.TextContent.Trim() is "保存草稿" or "发布" or "添加字段");
    }
}
