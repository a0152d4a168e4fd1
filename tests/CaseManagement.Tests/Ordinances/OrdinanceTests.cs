using HaoChaPing.CaseManagement.Ordinances;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Ordinances;

public class OrdinanceTests
{
    [Theory]
    [Trait("Clause", "AK-13b"), Trait("Clause", "AK-14a"), Trait("Clause", "AK-14b")]
    [InlineData("city", "service", "cityApprovalBureau,institutionHandler")]
    [InlineData("county", "service", "cityApprovalBureau,countyApprovalDept,institutionHandler")]
    [InlineData("county", "platform", "cityApprovalBureau,countyApprovalDept,institutionHandler")]
    public void A_work_order_goes_down_level_by_level(string level, string cause, string path) =>
        Assert.Equal(path.Split(','), Ordinance.Parse(Law.AkPack()).Routing.PathFor(level, cause));

    [Fact]
    public void A_level_without_a_rule_has_no_path() => Assert.Null(Ordinance.Parse(Law.AkPack()).Routing.PathFor("village", "service"));

    [Theory]
    [InlineData("case.extension.maxTimes", "1")]
    [InlineData("timers.case.general.limit.amount", "10")]
    [InlineData("routing.rules.0.path.1", "\"institutionHandler\"")]
    public void Any_value_can_be_read_by_its_path(string path, string json) => Assert.Equal(json, Ordinance.Parse(Law.AkPack()).Read(path)?.ToJsonString());

    [Theory]
    [InlineData("timers.case.quick.limit")]
    [InlineData("case.nothing.here")]
    [InlineData("routing.rules.7")]
    public void A_path_that_leads_nowhere_reads_nothing(string path) => Assert.Null(Ordinance.Parse(Law.AkPack()).Read(path));

    [Fact]
    [Trait("Clause", "AK-8a"), Trait("Clause", "AK-8c"), Trait("Clause", "AK-7-2"), Trait("Clause", "AK-11c")]
    public void The_rules_of_rating_are_read_as_they_stand()
    {
        var rating = Ordinance.Parse(Law.AkPack()).Rating;

        Assert.Equal(["dissatisfied", "veryDissatisfied"], rating.Levels.Where(l => l.IsBad).Select(l => l.Code));
        Assert.Equal(["dissatisfied", "veryDissatisfied"], rating.ReasonRequired);
        Assert.Equal(["window", "mixed"], rating.ModesOf("staff"));
        Assert.Equal((true, 2, true, "perMatter", "one"), (rating.Batch!.Enabled, rating.Batch.Min, rating.Batch.SameItem, rating.Batch.CountAs, rating.Batch.CasesPerBadBatch));
    }
}
