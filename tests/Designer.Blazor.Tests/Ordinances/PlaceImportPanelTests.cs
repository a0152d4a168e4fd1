using Bunit;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Places;
using HaoChaPing.Designer.Blazor.Ordinances;
using Microsoft.AspNetCore.Components.Forms;
using Xunit;

namespace HaoChaPing.Designer.Blazor.Tests.Ordinances;

public sealed class PlaceImportPanelTests
{
    private static readonly byte[] Zip = [0x50, 0x4B, 1, 2, 3];

    [Fact]
    public void A_place_s_set_is_looked_at_first_and_stored_only_when_somebody_says_so()
    {
        var answers = new Answers().To<ImportPlace, PlaceImport>(request => new PlaceImport("TJ", "天津市办法", request.DryRun,
        [
            new("form", "verify", "核实", "same", []), new("pack", "TJ", "天津市办法", "changed", ["与现行版本有 3 处不同。"]), new("workflow", "tj-loop", "天津办理闭环", "new", []),
        ]));
        using var screen = new Screen(answers);
        var panel = screen.Render<PlaceImportPanel>();

        Choose(panel, Zip);
        Assert.Equal("会存为草稿：规则包 1 个，流程 1 个；1 个相同，不动。", panel.Find("[role=status]").TextContent);
        Assert.Equal(["规则包", "流程", "表单"], panel.FindAll("tbody tr").Select(row => row.FirstElementChild!.TextContent)); // what is the same comes last
        Assert.Contains("与现行版本有 3 处不同。", panel.Find("tbody tr").TextContent, StringComparison.Ordinal);

        panel.Find("button.primary").Click();
        Assert.Equal([true, false], answers.Sent.OfType<ImportPlace>().Select(sent => sent.DryRun));
        Assert.All(answers.Sent.OfType<ImportPlace>(), sent => Assert.Equal(Zip, sent.Zip));
        Assert.StartsWith("已存为草稿：规则包 1 个，流程 1 个", panel.Find("[role=status]").TextContent, StringComparison.Ordinal);
        Assert.Equal(["/designer/forms", "/designer", "/ordinances/TJ"], panel.FindAll("[role=status] a").Select(link => link.GetAttribute("href")));
        Assert.Empty(panel.FindAll("button.primary"));
    }

    [Fact]
    public void A_set_that_is_here_already_offers_nothing_and_a_wrong_file_is_refused_file_by_file()
    {
        PlaceImport? same = new("TJ", "天津市办法", true, [new("pack", "TJ", "天津市办法", "same", [])]);
        var answers = new Answers().To<ImportPlace, PlaceImport>(_ => same is not null ? same : Refusal.Malformed("placeSetMalformed", "这一套有 1 处错误，没有导入。", new FieldError("/forms/verify.json/fields/0", "字段没有编号。")));
        using var screen = new Screen(answers);
        var panel = screen.Render<PlaceImportPanel>();

        Choose(panel, Zip);
        Assert.Equal("与本处完全相同，不必导入。", panel.Find("[role=status]").TextContent);
        Assert.Empty(panel.FindAll("button.primary"));

        same = null;
        Choose(panel, Zip);
        Assert.Contains("字段没有编号。 /forms/verify.json/fields/0", panel.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Empty(panel.FindAll("[role=status]"));

        var before = answers.Sent.Count;
        Choose(panel, new byte[32 * 1024 * 1024 + 1]);
        Assert.Contains("最多 32 MB", panel.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal(before, answers.Sent.Count);
    }

    private static void Choose(IRenderedComponent<PlaceImportPanel> panel, byte[] content) =>
        panel.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(content, "set.zip", contentType: "application/zip"));
}
