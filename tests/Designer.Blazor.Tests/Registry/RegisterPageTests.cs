using Bunit;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Registry;
using HaoChaPing.Designer.Blazor.Registry;
using Xunit;

namespace HaoChaPing.Designer.Blazor.Tests.Registry;

public sealed class RegisterPageTests
{
    private static readonly MaliciousRaterRow Row = new(
        Guid.NewGuid(), "SP", "评****1", "SP20250303000001", Guid.NewGuid(), "录像显示评价人当日未到场。", Screen.Now, "sp-bureau", null, InForce: true, null, null, Quarantined: 2, MayRemove: true);

    [Fact, Trait("Clause", "SP-8.1d")]
    public void The_register_shows_who_is_listed_why_and_what_was_set_aside()
    {
        using var screen = new Screen(ListOf(Row, Row with { Id = Guid.NewGuid(), InForce = false, RemovedAt = Screen.Now, RemovalReason = "误列", MayRemove = false }));

        var page = screen.Open<RegisterPage>("/malicious-register");

        var rows = page.FindAll("tbody tr");
        Assert.Equal(2, rows.Count);
        Assert.Contains("长期有效", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("2 条评价", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Equal("/cases/SP20250303000001", rows[0].QuerySelector("a")!.GetAttribute("href"));
        Assert.Contains("已移出：误列", rows[1].TextContent, StringComparison.Ordinal);
        Assert.Null(rows[1].QuerySelector("button"));
    }

    [Fact, Trait("Clause", "SP-8.1d")]
    public void Taking_somebody_off_needs_a_reason()
    {
        var answers = ListOf(Row).To<RemoveMaliciousRater, MaliciousEntry>(r => new MaliciousEntry(r.Id, "SP", null, Row.CaseNumber, Screen.Now, null));
        using var screen = new Screen(answers);
        var page = screen.Open<RegisterPage>("/malicious-register");
        page.Find("tbody button").Click();

        page.Find("[data-primary]").Click();
        Assert.Contains("请写明理由", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        page.Find("textarea").Input("复查后认定有误。");
        page.Find("[data-primary]").Click();

        Assert.Equal("复查后认定有误。", Assert.Single(answers.Sent.OfType<RemoveMaliciousRater>()).Reason);
        Assert.Empty(page.FindAll("dialog"));
    }

    private static Answers ListOf(params MaliciousRaterRow[] rows) =>
        new Answers().To<ListMaliciousRaters, PageOf<MaliciousRaterRow>>(_ => new PageOf<MaliciousRaterRow>(rows, 1, 50, rows.Length));
}
