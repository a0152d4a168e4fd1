using Bunit;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Studio;
using HaoChaPing.Designer.Blazor.Designer;
using HaoChaPing.Workflows.Execution;
using HaoChaPing.Workflows.Runtime;
using Xunit;

namespace HaoChaPing.Designer.Blazor.Tests.Designer;

public sealed class MigrationPageTests
{
    private static readonly NamedStep Triage = new("triage", "W:triage", "分流", "HaoChaPing.HumanTask"), Wait = new("wait", "W:wait", "等三天", "Elsa.Delay"), Verify = new("verify", "W:verify", "核实", "HaoChaPing.HumanTask");

    [Fact]
    public void A_dry_run_is_shown_choices_are_tried_again_and_what_was_confirmed_is_followed_to_its_end()
    {
        var answers = new Answers()
            .To<ListMigratableVersions, MigratableVersions>(_ => new MigratableVersions("flow", "办理闭环", [new(2, true, 0, [new("verify", "核实"), new("wait", "等三天")]), new(1, false, 3, [])]))
            .To<PreviewMigration, MigrationReport>(request => Report(fits: request.Order.Steps is { Count: > 0 } ? 3 : 1))
            .To<SubmitMigration, SubmittedMigration>(_ => new SubmittedMigration("p1", 3))
            .To<GetMigration, MigrationProgress>(_ => new MigrationProgress("p1", "flow", 1, 2, "并入核实", "admin", Screen.Now, 0, 2, 1, [new("i3", "AK20250303000003", "流程已经结束，不能再迁移。")]));
        using var screen = new Screen(answers);

        var page = screen.Open<MigrationPage>("/designer/migrate/flow", p => p.Add(x => x.DefinitionId, "flow"));
        Assert.Contains("可以迁移 1 个，不能迁移 2 个", page.Find("[role=status]").TextContent, StringComparison.Ordinal);
        Assert.Contains("正停在步骤“分流”", page.Markup, StringComparison.Ordinal);

        page.Find("select[aria-label='分流对应的步骤']").Change("verify");
        page.Find("select[aria-label='分流的等待']").Change("anew");
        page.Find("select[aria-label='等三天的等待']").Change("anew");
        page.Find("input[type=checkbox]").Change(true);
        page.Find("#migrate-reason").Change("并入核实");
        page.Find("button.primary").Click();

        var order = answers.Sent.OfType<SubmitMigration>().Single();
        Assert.Equal(("并入核实", 1, 2), (order.Reason, order.Order.From, order.Order.To));
        Assert.Equal([new StepMapping("triage", "verify", Anew: true), new StepMapping("wait", Anew: true)], order.Order.Steps!);
        Assert.Equal(["case.general"], order.Order.Clocks!);
        Assert.Equal(["i1", "i2", "i3"], order.Order.Instances!);
        Assert.Contains("已迁移 2 个，没有迁移 1 个", page.Find("[role=status]").TextContent, StringComparison.Ordinal);
        Assert.Contains("流程已经结束", page.Find("tbody tr").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void The_heat_map_says_in_words_what_it_colours_and_leads_to_the_cases_of_a_step()
    {
        var answers = new Answers()
            .To<GetHeatMap, HeatMap>(_ => new HeatMap("flow", "办理闭环", 1, [new(1, true, 5)], 5, 2,
                [
                    new("W:verify", "verify", "核实", null, new(0, 0, 180, 54), 4, 2, 200_000, false), new("W:rectify", "rectify", "整改", null, new(260, 0, 180, 54), 0, 0, null, false),
                    new("W:upheld", "upheld", "等申诉结论", null, new(0, 200, 180, 54), 5, 2, 100, true),
                ], [new("verify", "rectify", "confirmed")], [new("AK", "安康市")]))
            .To<ListStepCases, PageOf<StepCase>>(_ => new PageOf<StepCase>([new("AK20250303000001", "食品经营许可", "市直一单位", Screen.Now, Screen.Now, true)], 1, 20, 1));
        using var screen = new Screen(answers);

        var page = screen.Open<HeatMapPage>("/designer/heat-map/flow?version=1&region=AK&step=W:verify", p => p.Add(x => x.DefinitionId, "flow"));

        Assert.Equal(new GetHeatMap("flow", 1, "AK"), answers.Sent.OfType<GetHeatMap>().Single());
        Assert.Contains("现有 5 件工单，其中超期 2 件（40%）", page.Find("[role=status]").TextContent, StringComparison.Ordinal);
        Assert.Equal("核实：4 件，停留时间中位数 2 天，超期 2 件", page.FindAll("svg a")[0].GetAttribute("aria-label"));
        Assert.Contains("█ 4 件 2 天 !2", page.Find(".flow-box.high").TextContent, StringComparison.Ordinal);
        Assert.Contains("只在等事件", page.FindAll("table.flow-steps tbody tr")[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("step=W%3Averify", page.FindAll("table.flow-steps a")[0].GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal("/cases/AK20250303000001", page.Find("#cases tbody a").GetAttribute("href"));

        // Days are said in words, days the wrong way round by name, and what is no day is none.
        var turned = screen.Open<HeatMapPage>("/designer/heat-map/flow?from=2025-03-05&to=2025-03-01", p => p.Add(x => x.DefinitionId, "flow"));
        Assert.StartsWith("2025年3月5日 周三至2025年3月1日 周六开件的：", turned.Find("[role=status]").TextContent, StringComparison.Ordinal);
        Assert.Contains("起日在止日之后", turned.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        var none = screen.Open<HeatMapPage>("/designer/heat-map/flow?from=abc", p => p.Add(x => x.DefinitionId, "flow"));
        Assert.Null(none.Find("input[type=date]").GetAttribute("value"));
    }

    private static MigrationReport Report(int fits) => new(
        fits, 3 - fits, new VersionComparison([new(Triage, null), new(Wait, Wait)], [Verify], ["Gone"], []), [Wait], [new("case.general", "限时整改（一般）", 2)],
        [new(["分流"], [], "activityMissing", "正停在步骤“分流”，新版本中没有这个步骤，请指定对应的步骤。", 2, "AK20250303000001")],
        [new("i1", "AK20250303000001", ["triage"], [], "activityMissing", ""), new("i2", "AK20250303000002", ["triage"], [], "activityMissing", ""), new("i3", "AK20250303000003", ["wait"], ["wait"], null, null)]);
}
