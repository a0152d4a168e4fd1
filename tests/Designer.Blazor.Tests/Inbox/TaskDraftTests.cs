using System.Text.Json.Nodes;
using Bunit;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.Designer.Blazor.Inbox;
using Xunit;

namespace HaoChaPing.Designer.Blazor.Tests.Inbox;

/// <summary>What is typed into a task's form goes to the server, and comes together with what others typed.</summary>
public sealed class TaskDraftTests
{
    private static IRenderedComponent<TaskPage> Open(Screen screen) => screen.Open<TaskPage>($"/tasks/{Some.TaskId}", p => p.Add(t => t.Id, Some.TaskId));

    private static TaskDraftView Draft(string measures, int revision, string responsible = "", string by = "ak-handler", string author = "ak-handler", bool shared = false) => new(
        author, author == "ak-handler" ? "安康第一承办单位经办" : "经办二", new JsonObject { ["measures"] = measures, ["responsible"] = responsible }, revision,
        Some.At("2025-10-10T09:28:00"), by, by == "ak-handler" ? "安康第一承办单位经办" : "经办二", shared ? Some.At("2025-10-10T09:20:00") : null);

    private static void Kept(Screen screen, string json) => screen.JSInterop.Setup<string?>("haochapingDrafts.read", $"ak-handler:{Some.TaskId}").SetResult(json);

    [Fact]
    public void What_was_saved_elsewhere_comes_back_and_the_next_save_names_its_revision()
    {
        var answers = Some.Answers().To<GetTaskDrafts, TaskDraftList>(_ => new TaskDraftList(Draft("在另一台电脑写的。", 4), []));
        using var screen = new Screen(answers);
        var page = Open(screen);

        page.WaitForAssertion(() => Assert.Equal("在另一台电脑写的。", page.Find("#field-measures").GetAttribute("value")));
        Assert.Equal("已存 09:28，仅自己可见", page.Find("[data-draft-said]").TextContent);
        page.Find("#field-responsible").Input("窗口负责人");
        page.Find("[data-draft-save]").Click();

        var sent = answers.Sent.OfType<SaveTaskDraft>().Single();
        Assert.Equal((4, "在另一台电脑写的。", "窗口负责人"), (sent.Revision, (string)sent.Values!["measures"]!, (string)sent.Values!["responsible"]!));
        Assert.Equal("已存 09:30，仅自己可见", page.Find("[data-draft-said]").TextContent);
    }

    [Fact]
    public void What_this_browser_typed_while_the_line_was_cut_goes_on_and_an_old_copy_gives_way()
    {
        var answers = Some.Answers().To<GetTaskDrafts, TaskDraftList>(_ => new TaskDraftList(Draft("原来的", 2, "服务器上的"), []));
        using var cut = new Screen(answers);
        Kept(cut, """{"at":"2025-10-10T01:29:00Z","values":{"measures":"断线时写的","responsible":"服务器上的"},"seen":{"measures":"原来的","responsible":"服务器上的"}}""");
        using var old = new Screen(Some.Answers().To<GetTaskDrafts, TaskDraftList>(_ => new TaskDraftList(Draft("新的", 9, "服务器上的"), [])));
        Kept(old, """{"at":"2025-10-01T01:29:00Z","values":{"measures":"原来的"},"seen":{"measures":"原来的"}}""");

        var (after, other) = (Open(cut), Open(old));

        after.WaitForAssertion(() => Assert.Equal("断线时写的", after.Find("#field-measures").GetAttribute("value")));
        Assert.Contains("存在本机，已恢复", after.Find("[data-draft-said]").TextContent, StringComparison.Ordinal);
        other.WaitForAssertion(() => Assert.Equal("新的", other.Find("#field-measures").GetAttribute("value")));
        Assert.Empty(other.FindAll("[data-clash]"));
    }

    [Fact]
    public void Two_texts_of_a_field_stand_side_by_side_and_one_is_chosen_for_each()
    {
        var theirs = Draft("另一个窗口写的措施", 7, "对方填的人");
        var refused = true;
        var answers = Some.Answers()
            .To<GetTaskDrafts, TaskDraftList>(_ => new TaskDraftList(refused ? null : theirs, []))
            .To<SaveTaskDraft, DraftState>(save => save.Revision == 7 ? new DraftState(save.Id, "ak-handler", 8, Screen.Now, null) : Refusal.Conflict("draftChanged", "刚刚改过。"));
        using var screen = new Screen(answers);
        var page = Open(screen);
        page.Find("#field-measures").Input("我写的措施");
        refused = false;

        page.Find("[data-draft-save]").Click();

        Assert.Equal(["measures"], page.FindAll("[data-clash]").Select(f => f.GetAttribute("data-clash")));
        Assert.Equal(["我写的措施", "另一个窗口写的措施"], page.FindAll("[data-clash] .words").Select(w => w.TextContent));
        Assert.Equal("对方填的人", page.Find("#field-responsible").GetAttribute("value")); // only they had written there
        page.Find("[data-primary]").Click();
        Assert.Empty(answers.Sent.OfType<CompleteTask>());

        page.Find("[data-clash] [data-theirs]").Change("on");
        page.Find("[data-choose]").Click();

        Assert.Empty(page.FindAll("[data-clash]"));
        Assert.Equal("另一个窗口写的措施", page.Find("#field-measures").GetAttribute("value"));
        Assert.Equal(7, answers.Sent.OfType<SaveTaskDraft>().Last().Revision);
    }

    [Fact]
    public void A_shared_draft_is_read_and_gone_on_with_as_the_same_draft()
    {
        var answers = Some.Answers().To<GetTaskDrafts, TaskDraftList>(_ => new TaskDraftList(null, [Draft("同事写了一半", 3, by: "ak-colleague", author: "ak-colleague", shared: true)]));
        using var screen = new Screen(answers);
        var page = Open(screen);
        page.WaitForAssertion(() => Assert.Contains("经办二共享的草稿", page.Find("[data-shared-draft]").TextContent, StringComparison.Ordinal));

        page.Find("[data-draft-join]").Click();
        page.Find("#field-responsible").Input("窗口负责人");
        page.Find("[data-draft-save]").Click();

        var sent = answers.Sent.OfType<SaveTaskDraft>().Last();
        Assert.Equal(("ak-colleague", 3, "同事写了一半"), (sent.Author, sent.Revision, (string)sent.Values!["measures"]!));
        Assert.Empty(page.FindAll("[data-shared-draft]"));
    }
}
