using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HaoChaPing.CaseManagement.Ordinances;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Ordinances;

public class ClausesTests
{
    public static TheoryData<string> Places => ["SP", "AK", "GD", "TJ", "YS"];

    private static string File(string code, string name) => System.IO.File.ReadAllText(Path.Combine(Law.Definitions, "ordinances", code.ToLowerInvariant(), name));

    private static Clauses Of(string code, string title = "某地") => Clauses.Of(title, File(code, "clauses.json"));

    [Theory, MemberData(nameof(Places))]
    public void The_clauses_are_the_document_word_for_word(string code)
    {
        var entries = string.Concat(JsonNode.Parse(File(code, "clauses.json"))!["clauses"]!.AsArray().Select(e => e!["heading"]?.GetValue<string>() ?? $"{e["label"]}{e["text"]}"));

        Assert.Equal(Words(File(code, "source.txt")), Words(entries));
    }

    // Line breaks of a printed page and the marks of the text's format are no words.
    private static string Words(string text) => Regex.Replace(Regex.Replace(text, @"^(#+ |- (?=\d)|---$)|\*\*", "", RegexOptions.Multiline), @"\s", "");

    [Theory, MemberData(nameof(Places))]
    public void Every_requirement_of_the_ordinance_has_its_clause(string code)
    {
        var requirements = Regex.Matches(System.IO.File.ReadAllText(Path.Combine(Law.Definitions, "..", "requirements.md")), $@"^\| ({code}-\d\S*) ", RegexOptions.Multiline)
            .SelectMany(m => Each(m.Groups[1].Value)).ToList();

        Assert.NotEmpty(requirements);
        Assert.All(requirements, id => Assert.NotNull(Of(code).Find(id)));
    }

    // GD-22/23 stands for two, TJ-2-3/4/5 for three.
    private static IEnumerable<string> Each(string id)
    {
        var parts = id.Split('/');
        return parts.Select((part, i) => i == 0 ? part : Regex.Replace(parts[0], @"\d+$", part));
    }

    [Theory]
    [InlineData("AK-15-1b", "第十五条（一）", "对于限时整改（一般）类差评件，自收到差评之日起10个工作日内办结")]
    [InlineData("AK-11b", "第十一条", "未当场评价的，可在7个工作日内进行补充评价。")]
    [InlineData("AK-15-4", "第十五条（四）", "并在15个工作日内回复评价人")]
    [InlineData("AK-7-2", "第七条第二款", "需要到窗口办理的事项，评价人可对服务事项和服务人员进行评价。")]
    [InlineData("SP-8.1b", "8.1", "组建专门队伍在48h内开展差评回访核实")]
    [InlineData("SP-7.3", "7.3", "评价主体在办件后的7d内未做出评价的，应视为“基本满意”等级。")]
    [InlineData("GD-14-4", "第十四条第四款", "评价人24小时内未作出评价的")]
    [InlineData("GD-9", "第九条", "对应的分值分别为10分、8分、6分、3分、0分")]
    [InlineData("TJ-20-2b", "第二十条（二）", "在 5 个工作日内反馈整改结果")]
    [InlineData("TJ-16b", "第十六条", "系统标记为“未评”")]
    [InlineData("TJ-23-4", "第二十三条第四款", "“差评”整改率指已完成整改的服务事项差评数占有效差评总数的比例。")]
    [InlineData("YS-13b", "第十三条", "原则上 10 个工作日内整改到位")]
    [InlineData("GD-N2", "文件未作规定", "")]
    public void A_requirement_leads_to_the_words_of_the_law(string requirement, string number, string words)
    {
        var clause = Of(requirement[..2]).For(requirement);

        Assert.Equal(number, clause.Number);
        Assert.Contains(words, clause.Text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Places))]
    public void Every_timer_of_the_pack_rests_on_a_clause(string code) =>
        Assert.All(Ordinance.Parse(Law.Pack(code)).Timers.Values, timer => Assert.NotNull(Of(code).Find(timer.Ref!)));

    [Theory, MemberData(nameof(Places))]
    [Trait("Clause", "X-PACK-1")]
    public void Every_pack_is_without_fault(string code) =>
        Assert.Empty(new PackCheck(Law.Schema, _ => null, set => set == "tianjin-indicators").Check(Law.Pack(code)).Errors);

    [Fact]
    public void Without_the_text_the_requirement_stands_for_the_clause() => Assert.Equal(new Clause("某市", "XX-1", ""), Clauses.Of("某市", null).For("XX-1"));

    [Fact]
    public void What_a_place_does_not_say_itself_is_read_in_the_ordinance_it_refines() =>
        Assert.Equal("第十四条第四款", Clauses.Of("某市实施细则", null, Of("GD")).For("GD-14-4").Number);
}
