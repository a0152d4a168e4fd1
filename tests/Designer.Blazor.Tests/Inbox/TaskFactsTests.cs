using Bunit;
using HaoChaPing.CaseManagement.Inbox;
using HaoChaPing.Designer.Blazor.Inbox;
using Xunit;

namespace HaoChaPing.Designer.Blazor.Tests.Inbox;

public sealed class TaskFactsTests
{
    [Fact]
    [Trait("Clause", "AK-15-1c")]
    public void Whoever_decides_reads_what_was_asked_for_and_opens_its_files()
    {
        var file = Guid.NewGuid();
        var task = Some.Task() with { Facts = [new TaskFact("申请延期", "5 个工作日"), new TaskFact("延期理由", "涉及多个科室。", [new FactFile(file, "延期申请（盖章）.pdf", 2048)])] };
        using var screen = new Screen(Some.Answers(task));

        var page = screen.Open<TaskPage>($"/tasks/{Some.TaskId}", p => p.Add(t => t.Id, Some.TaskId));

        Assert.Equal(["申请延期", "延期理由"], page.FindAll(".facts dt").Select(dt => dt.TextContent));
        Assert.Equal($"/api/v1/attachments/{file}", page.Find(".facts a").GetAttribute("href"));
    }

    [Fact]
    [Trait("Clause", "X-WF-2")]
    public void A_department_asked_from_another_area_works_without_touching_the_case()
    {
        var answers = Some.Answers(Some.Task() with { Facts = [new TaskFact("会商理由", "涉及两级部门。")], ReadsCase = false });
        using var screen = new Screen(answers);

        var page = screen.Open<TaskPage>($"/tasks/{Some.TaskId}", p => p.Add(t => t.Id, Some.TaskId));

        Assert.Contains("涉及两级部门。", page.Find(".facts").TextContent, StringComparison.Ordinal);
        Assert.Empty(answers.Sent.OfType<CaseManagement.Cases.GetCase>());
        Assert.Empty(page.FindAll($"a[href='/cases/{Some.Number}']"));
        Assert.NotEmpty(page.FindAll("[data-primary]"));
    }
}
