using Bunit;
using HaoChaPing.CaseManagement.Analysis;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.Designer.Blazor.Analysis;
using Xunit;

namespace HaoChaPing.Designer.Blazor.Tests.Analysis;

/// <summary>What several cases have in common, listed and crossed off.</summary>
public sealed class CommonIssuePageTests
{
    private static readonly Me Centre = new("ys-bureau", "偃师行政服务中心经办", "ys-bureau", "偃师行政服务中心", ["administrativeServiceCenter"], [Acts.ReadCase, Acts.Urge], []);
    private static readonly CommonIssueRow Issue = new(Guid.NewGuid(), "YS", "ys-unit-1", "材料清单不一致", new(2025, 10, 31), false, "open", ["YS20250901000001"], "ys-bureau", Screen.Now, null, null, null, null);

    private static Answers Answers() => new Answers()
        .To<ListCommonIssues, PageOf<CommonIssueRow>>(_ => Some.PageOf(Issue)).To<GetDoubleZero, DoubleZero>(_ => new DoubleZero(3, 1, false))
        .To<ListUnitsFor, IReadOnlyList<UnitChoice>>(_ => new List<UnitChoice> { new("ys-unit-1", "偃师第一承办单位") })
        .To<NameUnits, IReadOnlyDictionary<string, string>>(_ => new Dictionary<string, string> { ["ys-unit-1"] = "偃师第一承办单位" });

    [Fact]
    [Trait("Clause", "YS-12a")]
    [Trait("Clause", "YS-12b")]
    public void The_two_zeros_stand_above_and_cases_are_named_in_any_way()
    {
        var answers = Answers().To<OpenCommonIssue, CommonIssueRow>(_ => Issue);
        using var screen = new Screen(answers);
        var page = screen.Open<CommonIssuePage>("/common-issues", me: Centre);
        Assert.Contains("未办结差评 3 件，未销号共性问题 1 项", page.Find(".page-head").TextContent, StringComparison.Ordinal);

        page.Find("[data-act=openCommonIssue]").Click();
        page.Find("#field-title").Input("材料清单不一致");
        page.Find("input[value=ys-unit-1]").Change("ys-unit-1");
        page.Find("#field-dueOn").Input("2025-10-31");
        page.Find("#field-cases").Input("YS20250901000001，YS20250902000001\nYS20250903000001");
        page.Find("dialog [data-primary]").Click();

        Assert.Equal(["YS20250901000001", "YS20250902000001", "YS20250903000001"], answers.Sent.OfType<OpenCommonIssue>().Single().Cases);
    }

    [Fact]
    [Trait("Clause", "YS-12c")]
    public void An_issue_is_crossed_off_with_its_solution()
    {
        var answers = Answers().To<CloseCommonIssue, CommonIssueRow>(_ => Issue with { Status = "closed" });
        using var screen = new Screen(answers);
        var page = screen.Open<CommonIssuePage>("/common-issues", me: Centre);

        page.Find(".matters button").Click();
        page.Find("#field-solution").Input("统一了材料清单。");
        page.Find("dialog [data-primary]").Click();

        Assert.Equal((Issue.Id, "统一了材料清单。"), answers.Sent.OfType<CloseCommonIssue>().Select(c => (c.Id, c.Solution)).Single());
    }
}
