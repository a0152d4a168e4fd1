using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Ordinances;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Ordinances;

public class PackSchemaTests
{
    private static readonly PackCheck Check = new(Law.Schema, _ => null, _ => true);

    [Fact]
    [Trait("Clause", "X-PACK-1")]
    public void The_pack_of_AK_is_valid()
    {
        Assert.Empty(Law.Schema.Check(Law.AkPack()));
        Assert.Empty(PackReferences.Check(Law.AkPack()));
    }

    [Theory]
    [Trait("Clause", "X-PACK-1")]
    [InlineData("/timers/case.general/limit/unit", "\"day\"", "/timers/case.general/limit/unit", "只能是 hour、calendarDay、businessDay 之一。")]
    [InlineData("/timers/case.general/limit/amount", "-1", "/timers/case.general/limit/amount", "不能小于 0。")]
    [InlineData("/timers/case.general/limit/amount", "1.5", "/timers/case.general/limit/amount", "类型不对，应为整数。")]
    [InlineData("/timers/case.general/limit", "7", "/timers/case.general/limit", "类型不对，应为对象。")]
    [InlineData("/timers/case.general/limits", "null", "/timers/case.general/limits", "没有这一项，请核对名称。")]
    [InlineData("/meta/id", "\"安康\"", "/meta/id", "格式不对，应符合 ^[A-Z]{2,8}(-[A-Z0-9]+)*$。")]
    [InlineData("/meta/effectiveFrom", "\"2025-02-30\"", "/meta/effectiveFrom", "应是日期，如 2025-03-03。")]
    [InlineData("/counting/startDayCounts", "\"no\"", "/counting/startDayCounts", "类型不对，应为是或否（true/false）。")]
    [InlineData("/data/tamperEvidence", "\"none\"", "/data/tamperEvidence", "只能是 hashChain。")]
    [InlineData("/rating/levels/0/stars", "6", "/rating/levels/0/stars", "不能大于 5。")]
    [InlineData("/roles/0/permissions/1", "\"packEdit\"", "/roles/0/permissions", "有重复的项。")]
    [InlineData("/case/extension/maxTimes", "-1", "/case/extension/maxTimes", "不能小于 0。")]
    [InlineData("/case/clock", "{\"appeal\":\"wait\"}", "/case/clock/appeal", "只能是 run、suspend 之一。")]
    public void A_fault_is_named_by_its_pointer(string at, string value, string pointer, string message)
    {
        var pack = Changed(at, value);

        var error = Assert.Single(Law.Schema.Check(pack));

        Assert.Equal((pointer, message), (error.Pointer, error.Message));
    }

    [Theory]
    [Trait("Clause", "X-PACK-1")]
    [InlineData("/meta/title", "缺少这一项。")]
    [InlineData("/timers/case.general/stated", "缺少这一项。")]
    [InlineData("/rating/levels/4", "至少 5 项。")]
    public void What_is_missing_is_named_by_its_pointer(string at, string message)
    {
        var pack = Law.AkPack();
        var (parent, last) = Parent(pack, at);
        if (parent is JsonArray items) items.RemoveAt(Index(last));
        else ((JsonObject)parent).Remove(last);

        var error = Assert.Single(Law.Schema.Check(pack));

        Assert.Equal((parent is JsonArray ? "/rating/levels" : at, message), (error.Pointer, error.Message));
    }

    [Theory]
    [Trait("Clause", "X-PACK-1")]
    [InlineData("/rating/onExpiry/level", "\"fairlySatisfied\"", "规则包里没有名为“fairlySatisfied”的评价等级。")]
    [InlineData("/routing/rules/1/path/1", "\"countyDept\"", "规则包里没有名为“countyDept”的角色。")]
    [InlineData("/case/classes/0/timers/0", "\"case.quick\"", "规则包里没有名为“case.quick”的期限。")]
    [InlineData("/case/extension/approver", "\"nobody\"", "规则包里没有名为“nobody”的角色。")]
    [InlineData("/calendar/businessHours/close", "\"5pm\"", "应是 HH:mm 形式的时刻（00:00 至 23:59），如 17:30。")]
    public void A_name_that_leads_nowhere_is_refused_where_it_stands(string at, string value, string message)
    {
        var pack = Changed(at, value);

        Assert.Empty(Law.Schema.Check(pack));
        var error = Assert.Single(PackReferences.Check(pack));
        Assert.Equal((at, message), (error.Pointer, error.Message));
    }

    [Theory]
    [Trait("Clause", "X-PACK-1"), Trait("Clause", "AK-15-2")]
    [InlineData("/case/closedLoop", """["dispatch","verify","reply","rectify","upload"]""", "/case/closedLoop")]
    [InlineData("/case/closedLoop", """["dispatch","verify","rectify","reply"]""", "/case/closedLoop")]
    [InlineData("/timers/case.simple/warnBefore", """[{"amount":1,"unit":"businessDay"},{"amount":6,"unit":"businessDay"}]""", "/timers/case.simple/warnBefore/1")]
    [InlineData("/timers/extension.request", null, "/case/extension/enabled")]
    public void Values_that_contradict_each_other_are_refused_where_they_stand(string at, string? value, string pointer)
    {
        var pack = value is null ? Law.AkPack() : Changed(at, value);
        if (value is null) ((JsonObject)pack["timers"]!).Remove(at["/timers/".Length..]);

        Assert.Empty(PackCoherence.Check(Law.AkPack(), _ => true));
        var error = Assert.Single(PackCoherence.Check(pack, _ => true));
        Assert.Equal(pointer, error.Pointer);
        Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", error.Message);
    }

    [Theory]
    [Trait("Clause", "X-PACK-1"), Trait("Clause", "AK-13b")]
    [InlineData("AK", "/routing/rules", "[]", "/routing/rules")]
    [InlineData("AK", "/routing/rules/1/path", "[]", "/routing/rules/1/path")]
    [InlineData("AK", "/routing/rules/1/when", """{"unitLevel":"townshop"}""", "/routing/rules/1/when/unitLevel")]
    [InlineData("YS", "/routing/rules/0/when", """{"unitLevel":"townshop"}""", "/routing/rules/0/when/unitLevel")]
    [InlineData("YS", "/routing/rules/1/when", """{"unitLevel":"townshop"}""", "/routing/rules/1/when/unitLevel")]
    [InlineData("TJ", "/routing/rules/1/when", """{"unitLevel":"village"}""", "/routing/rules/1/when/unitLevel")]
    [InlineData("AK", "/routing/rules/0/when", """{"level":"city"}""", "/routing/rules/0/when/level")]
    [InlineData("SP", "/routing/rules/0/when", """{"cause":"platform"}""", "/routing/rules")]
    [InlineData("AK", "/routing/rules/0/path", """["institutionHandler","cityApprovalBureau"]""", "/routing/rules/0/path")]
    [InlineData("AK", "/routing/rules/0/path", """["cityApprovalBureau","handlingUnit"]""", "/routing/rules/0/path")]
    [InlineData("AK", "/routing/rules/0/path", """["cityApprovalBureau","rater"]""", "/routing/rules/0/path")]
    [InlineData("AK", "/routing/rules/0/path/1", "\"nobody\"", "/routing/rules/0/path/1")]
    [InlineData("GD", "/rating/levels", null, "/rating/levels")]
    public void A_pack_under_which_nothing_would_reach_anybody_is_refused_where_it_says_so(string code, string at, string? value, string pointer)
    {
        var pack = Law.Pack(code);
        var (parent, last) = Parent(pack, at);
        if (value is null) foreach (var level in pack["rating"]!["levels"]!.AsArray()) level!["polarity"] = "good";
        else if (parent is JsonArray items) items[Index(last)] = JsonNode.Parse(value);
        else parent[last] = JsonNode.Parse(value);

        var error = Assert.Single(Check.Check(pack).Errors);

        Assert.Equal(pointer, error.Pointer);
        Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", error.Message);
    }

    [Theory]
    [Trait("Clause", "X-PACK-1")]
    [InlineData("""[{"when":{"unitLevel":"city"},"path":["cityApprovalBureau","institutionHandler"]},{"when":{"unitLevel":"county"},"path":["countyApprovalDept","institutionHandler"]},{"when":{"unitLevel":"street"},"path":["countyApprovalDept","institutionHandler"]}]""")]
    [InlineData("""[{"when":{"unitLevel":"village"},"path":["institutionHandler"]},{"when":{},"path":["sameLevelApprovalDept","institutionHandler"]}]""")]
    public void A_place_names_the_levels_of_its_units_itself(string rules)
    {
        var pack = Law.AkPack();
        pack["routing"]!["rules"] = JsonNode.Parse(rules);

        Assert.Empty(Check.Check(pack).Errors);
        Assert.NotEmpty(HaoChaPing.CaseManagement.Organisation.DemoPlace.Of(pack).Units);
    }

    [Fact]
    public void A_schema_with_a_keyword_that_would_be_skipped_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => new PackSchema((JsonObject)JsonNode.Parse("""{"properties":{"a":{"maxLength":3}}}""")!));

    [Fact]
    [Trait("Clause", "X-PACK-2")]
    public void What_the_ordinance_leaves_open_is_listed() =>
        Assert.Equal(
            ["/meta/effectiveFrom", "/rating/onExpiry", "/timers/appeal.review", "/ranking/lowRank", "/bulletins/0", "/bulletins/1"],
            OpenPoints.Of(Law.AkPack()));

    private static JsonObject Changed(string at, string value)
    {
        var pack = Law.AkPack();
        var (parent, last) = Parent(pack, at);
        if (parent is JsonArray items) items[Index(last)] = JsonNode.Parse(value);
        else parent[last] = JsonNode.Parse(value);
        return pack;
    }

    private static (JsonNode Parent, string Last) Parent(JsonNode pack, string pointer)
    {
        var steps = pointer.Split('/')[1..];
        return (steps[..^1].Aggregate(pack, (node, step) => (node is JsonArray items ? items[Index(step)] : node[step])!), steps[^1]);
    }

    private static int Index(string step) => int.Parse(step, System.Globalization.CultureInfo.InvariantCulture);
}
