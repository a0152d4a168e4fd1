using Bunit;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Supervision;
using HaoChaPing.Designer.Blazor.Supervision;
using Xunit;

namespace HaoChaPing.Designer.Blazor.Tests.Supervision;

/// <summary>Samples of closed cases: drawn, shown with their seed, looked at one by one.</summary>
public sealed class SpotCheckPageTests
{
    private static readonly Me Bureau = new("ak-bureau", "安康审批局经办", "ak-bureau", "安康审批局", ["cityApprovalBureau"], [Acts.ReadCase, Acts.SpotCheck], []);
    private static readonly SpotCheckDetail Sample = new(Guid.NewGuid(), "AK", "ak-unit-1", new(2025, 9, 1), new(2025, 9, 30), "2025年三季度", 2, 9, "ak-bureau", Screen.Now,
        [new("AK20250901000001", null, null, null, null), new("AK20250902000001", "failed", "回复没有针对问题。", "ak-bureau", Screen.Now)]);

    private static Answers Answers() => new Answers()
        .To<ListSpotChecks, PageOf<SpotCheckRow>>(_ => Some.PageOf(new SpotCheckRow(Sample.Id, "AK", "ak-unit-1", Sample.From, Sample.To, Sample.Seed, 9, 2, 1, 1, "ak-bureau", Screen.Now)))
        .To<GetSpotCheck, SpotCheckDetail>(_ => Sample)
        .To<ListUnitsFor, IReadOnlyList<UnitChoice>>(_ => new List<UnitChoice> { new("ak-unit-1", "安康市第一承办单位") })
        .To<NameUnits, IReadOnlyDictionary<string, string>>(_ => new Dictionary<string, string> { ["ak-unit-1"] = "安康市第一承办单位" });

    [Fact]
    [Trait("Clause", "AK-5-1d")]
    [Trait("Clause", "GD-15d")]
    public void A_sample_is_drawn_from_a_seed_and_opens()
    {
        var answers = Answers().To<DrawSpotCheck, SpotCheckDetail>(_ => Sample);
        using var screen = new Screen(answers);
        var page = screen.Open<SpotCheckListPage>("/spot-checks", me: Bureau);
        Assert.Contains("2 / 9 件", page.Find("tbody").TextContent, StringComparison.Ordinal);

        page.Find("[data-act=drawSpotCheck]").Click();
        page.Find("input[value=ak-unit-1]").Change("ak-unit-1");
        page.Find("#field-from").Input("2025-09-01");
        page.Find("#field-to").Input("2025-09-30");
        page.Find("#field-size").Input("2");
        page.Find("#field-seed").Input("2025年三季度");
        page.Find("dialog [data-primary]").Click();

        Assert.Equal(new DrawSpotCheck("ak-unit-1", new(2025, 9, 1), new(2025, 9, 30), 2, "2025年三季度"), answers.Sent.OfType<DrawSpotCheck>().Single());
    }

    [Fact]
    [Trait("Clause", "AK-5-3c")]
    public void Each_drawn_case_is_looked_at_once()
    {
        var answers = Answers().To<RecordSpotCheck, SpotCheckCase>(_ => Sample.Cases[0] with { Result = "passed" });
        using var screen = new Screen(answers);
        var page = screen.Open<SpotCheckPage>($"/spot-checks/{Sample.Id}", p => p.Add(c => c.Id, Sample.Id), Bureau);
        Assert.Contains("种子 2025年三季度", page.Find(".page-head").TextContent, StringComparison.Ordinal);
        Assert.Contains("回复没有针对问题。", page.Find(".matters").TextContent, StringComparison.Ordinal);

        page.Find(".matters button").Click();
        page.Find("input[value=passed]").Change("passed");
        page.Find("dialog [data-primary]").Click();

        var sent = answers.Sent.OfType<RecordSpotCheck>().Single();
        Assert.Equal(("AK20250901000001", "passed"), (sent.Case, sent.Outcome));
        Assert.Single(page.FindAll(".matters button")); // as the answer has it: the first is still unchecked there, the second never again
    }

    [Fact]
    public void Who_may_only_read_draws_nothing()
    {
        using var screen = new Screen(Answers());

        var page = screen.Open<SpotCheckListPage>("/spot-checks", me: Bureau with { Permissions = [Acts.ReadCase] });

        Assert.Empty(page.FindAll("[data-act=drawSpotCheck]"));
    }
}
