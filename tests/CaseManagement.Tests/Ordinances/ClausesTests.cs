using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HaoChaPing.CaseManagement.Ordinances;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Ordinances;

public class ClausesTests
{
    private static readonly string Ak = Path.Combine(Law.Definitions, "ordinances", "ak");
    private static readonly string Json = File.ReadAllText(Path.Combine(Ak, "clauses.json"));

    [Fact]
    public void The_clauses_are_the_document_word_for_word()
    {
        var entries = JsonNode.Parse(Json)!["clauses"]!.AsArray().Select(e => e!["heading"]?.GetValue<string>() ?? $"{e["label"]}{e["text"]}");
        var source = File.ReadAllText(Path.Combine(Ak, "source.txt")).Split('\n').Where(line => line.Trim().Length > 0);

        Assert.Equal(source, entries);
    }

    [Fact]
    public void Every_requirement_of_the_ordinance_has_its_clause()
    {
        var requirements = Regex.Matches(File.ReadAllText(Path.Combine(Law.Definitions, "..", "requirements.md")), @"^\| (AK-\d\S*) ", RegexOptions.Multiline)
            .SelectMany(m => m.Groups[1].Value == "AK-25/26" ? ["AK-25", "AK-26"] : new[] { m.Groups[1].Value });
        var clauses = Clauses.Of("安康", Json);

        Assert.All(requirements, id => Assert.NotNull(clauses.Find(id)));
    }

    [Theory]
    [InlineData("AK-15-1b", "第十五条（一）", "对于限时整改（一般）类差评件，自收到差评之日起10个工作日内办结")]
    [InlineData("AK-11b", "第十一条", "未当场评价的，可在7个工作日内进行补充评价。")]
    [InlineData("AK-15-4", "第十五条（四）", "并在15个工作日内回复评价人")]
    [InlineData("AK-7-2", "第七条第二款", "需要到窗口办理的事项，评价人可对服务事项和服务人员进行评价。")]
    public void A_requirement_leads_to_the_words_of_the_law(string requirement, string number, string words)
    {
        var clause = Clauses.Of("安康市政务服务“好差评”管理办法（试行）", Json).For(requirement);

        Assert.Equal(number, clause.Number);
        Assert.Contains(words, clause.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_timer_of_the_pack_rests_on_a_clause()
    {
        var clauses = Clauses.Of("安康", Json);

        Assert.All(Ordinance.Parse(Law.AkPack()).Timers.Values, timer => Assert.NotNull(clauses.Find(timer.Ref!)));
    }

    [Fact]
    public void Without_the_text_the_requirement_stands_for_the_clause() => Assert.Equal(new Clause("某市", "XX-1", ""), Clauses.Of("某市", null).For("XX-1"));
}
