using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Tests.Organisation;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Ordinances;

public sealed class IndicatorTests(SharedWorld shared) : IClassFixture<SharedWorld>
{
    private IndicatorSet Set => shared.World.Services.GetRequiredService<OrdinanceCatalog>().Indicators("tianjin-indicators")!;

    [Theory]
    [Trait("Clause", "TJ-6"), Trait("Clause", "TJ-A")]
    [InlineData("item", "verySatisfied", 7, "一窗受理一次办结", "无需材料直接办理")]
    [InlineData("item", "satisfied", 7, "填写一张表单就可以完成申报", "可以使用自助机办理")]
    [InlineData("item", "basicallySatisfied", 7, "一次性告知需要补正的材料", "跑动次数与承诺的一致")]
    [InlineData("item", "dissatisfied", 7, "没有提供材料样本", "其他")]
    [InlineData("item", "veryDissatisfied", 8, "在办事指南之外增加新的审批条件", "其他")]
    [InlineData("staff", "verySatisfied", 2, "微笑服务，热情周到", "业务精通，办事效率高")]
    [InlineData("staff", "satisfied", 2, "主动服务，礼貌用语", "业务熟悉，办事效率较高")]
    [InlineData("staff", "basicallySatisfied", 2, "业务较熟悉，能够完成申办业务", "服务态度一般")]
    [InlineData("staff", "dissatisfied", 3, "态度生硬，不主动不热情，询问不能及时回答", "其他")]
    [InlineData("staff", "veryDissatisfied", 4, "态度恶劣，故意刁难", "其他")]
    public void The_appendix_of_Tianjin_is_offered_word_for_word_and_in_its_order(string target, string level, int count, string first, string last)
    {
        var offered = Set.For(target, level);

        Assert.Equal((count, first, last), (offered.Count, offered[0].Text, offered[^1].Text));
        Assert.All(offered, i => Assert.Equal(i.Text == "其他", i.FreeTextRequired));
        Assert.Contains(offered[0].Text, File.ReadAllText(Path.Combine(Law.Definitions, "ordinances", "tj", "source.txt")), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Clause", "TJ-A"), Trait("Clause", "TJ-4-3"), Trait("Clause", "GD-4c")]
    public void The_set_has_a_version_and_a_fingerprint() => Assert.Equal((1, 64), (Set.Version, Set.ContentHash.Length));
}
