using Bunit;
using HaoChaPing.CaseManagement.Studio;
using HaoChaPing.Designer.Blazor.Designer;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HaoChaPing.Designer.Blazor.Tests.Designer;

public sealed class ComparePageTests
{
    private static readonly Box Here = new(0, 0, 200, 64), There = new(280, 0, 200, 64);

    [Fact]
    public void What_changed_is_told_by_word_and_sign_in_tables_and_in_both_drawings()
    {
        var comparison = new DefinitionComparison(
            "flow", "办理闭环", 1, 3, [new(3, false, Screen.Now, "admin"), new(2, false, Screen.Now, "admin"), new(1, true, Screen.Now, "definitions")],
            [
                new("a", "核实", "人工任务", null, Change.Changed, Here, Here, ["办理角色由“甲”改为“乙”。"]),
                new("b", "记一笔", "输出文本", null, Change.Added, null, There, []), new("c", "计时", "开始计时", null, Change.Removed, There, null, []),
            ],
            [new("a", "核实", "核实属实", "b", "记一笔", Change.Added), new("a", "核实", "核实属实", "c", "计时", Change.Removed)], ["增加变量“Hop”。"]);
        var answers = new Answers().To<CompareDefinitions, DefinitionComparison>(_ => comparison);
        using var screen = new Screen(answers);

        var page = screen.Open<ComparePage>("/designer/compare/flow?from=1&to=abc", p => p.Add(x => x.DefinitionId, "flow"));

        Assert.Equal(new CompareDefinitions("flow", 1, null), Assert.Single(answers.Sent));
        Assert.Contains("步骤：增加 1，删除 1，改变 1；连线：增加 1，删除 1；其他 1 处。", page.Find("[role=status]").TextContent, StringComparison.Ordinal);
        var (earlier, later) = (page.FindAll("svg[role=img]")[0].GetAttribute("aria-label")!, page.FindAll("svg[role=img]")[1].GetAttribute("aria-label")!);
        Assert.Equal(("第 1 版的流程图。删除：计时。改变：核实。", "第 3 版的流程图。增加：记一笔。改变：核实。"), (earlier, later));
        Assert.Contains(page.FindAll("tbody tr"), row => row.TextContent.Contains("改变", StringComparison.Ordinal) && row.TextContent.Contains("由“甲”改为“乙”", StringComparison.Ordinal));
        Assert.Contains("增加变量“Hop”。", page.Markup, StringComparison.Ordinal);

        page.Find("#compare-to").Change("2");
        Assert.EndsWith("/designer/compare/flow?from=1&to=2", screen.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }
}
