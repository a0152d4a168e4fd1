using HaoChaPing.CaseManagement.Organisation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Organisation;

/// <summary>The organisations that demo mode gives the five places, off their packs.</summary>
[Trait("Pace", "Slow")]
public sealed class DemoPlacesTests(SharedWorld shared) : IClassFixture<SharedWorld>
{
    private readonly World _world = shared.World;

    [Theory]
    [InlineData("sp", "city", "institutionHandler", "county", "", "institutionHandler")]
    [InlineData("ak", "city", "institutionHandler", "county", "countyApprovalDept", "institutionHandler")]
    [InlineData("gd", "province", "institutionHandler", "city", "cityBureau", "institutionHandler")]
    [InlineData("tj", "city", "cityDepartment", "district", "districtGovernment", "districtDepartment")]
    [InlineData("ys", "district", "institutionHandler", "township", "", "townshipHandler")]
    public async Task Unit_one_belongs_to_the_place_and_unit_two_lies_below_with_the_roles_that_its_routing_names(
        string place, string level, string handler, string lowerLevel, string county, string lowerHandler)
    {
        var region = place.ToUpperInvariant();
        var units = await _world.Read(db => db.Units.Where(u => u.Region == region).ToDictionaryAsync(u => u.Code));

        Assert.Equal(("/" + place + "/", level), (units[place].Path, units[place].Level));
        Assert.Equal(($"/{place}/{place}-unit-1/", level, handler), (units[place + "-unit-1"].Path, units[place + "-unit-1"].Level, units[place + "-unit-1"].Role));
        Assert.Equal((lowerLevel, county), (units[place + "-county-1"].Level, units[place + "-county-1"].Role));
        Assert.Equal(($"/{place}/{place}-county-1/{place}-unit-2/", lowerLevel, lowerHandler), (units[place + "-unit-2"].Path, units[place + "-unit-2"].Level, units[place + "-unit-2"].Role));
    }

    [Theory]
    [InlineData("sp-bureau", "cityServiceBureau /sp/", "serviceCenter /sp/")]
    [InlineData("sp-handler", "institutionHandler /sp/sp-unit-1/", "verificationTeam /sp/")]
    [InlineData("sp-verificationteam", "verificationTeam /sp/")]
    [InlineData("sp-leader", "institutionHandler /sp/sp-unit-1/")]
    [InlineData("sp-servicecenter", "institutionHandler /sp/sp-servicecenter/", "serviceCenter /sp/", "verificationTeam /sp/sp-servicecenter/")]
    [InlineData("gd-bureau", "provinceBureau /gd/")]
    [InlineData("gd-county", "cityBureau /gd/gd-county-1/")]
    [InlineData("gd-citybureau", "cityBureau /gd/gd-county-1/")]
    [InlineData("gd-referralofficer", "referralOfficer /gd/")]
    [InlineData("tj-bureau", "cityServiceOffice /tj/")]
    [InlineData("tj-county", "districtGovernment /tj/tj-county-1/")]
    [InlineData("tj-handler", "cityDepartment /tj/tj-unit-1/")]
    [InlineData("tj-handler2", "districtDepartment /tj/tj-county-1/tj-unit-2/")]
    [InlineData("tj-followup", "hotline12345 /tj/")]
    [InlineData("tj-hotline12345", "hotline12345 /tj/")]
    [InlineData("tj-systembuilder", "systemBuilder /tj/")]
    [InlineData("ys-bureau", "administrativeServiceCenter /ys/", "districtServiceCenter /ys/")]
    [InlineData("ys-administrativeservicecenter", "administrativeServiceCenter /ys/")]
    [InlineData("ys-handler2", "townshipHandler /ys/ys-county-1/ys-unit-2/")]
    [InlineData("ys-window", "windowStaff /ys/ys-unit-1/")]
    [InlineData("ak-platformbuilder", "institutionHandler /ak/ak-platformbuilder/")]
    [Trait("Clause", "X-ROLE-1"), Trait("Clause", "AK-15-0b"), Trait("Clause", "YS-6a"), Trait("Clause", "A-24")]
    public async Task An_account_holds_the_roles_of_its_place(string account, params string[] grants)
    {
        var held = await _world.Read(db => db.RoleGrants.Where(g => db.Users.Any(u => u.Id == g.UserId && u.UserName == account)).ToListAsync());

        Assert.Equal(grants, held.Select(g => $"{g.Role} {g.UnitPath}").Order());
    }

    [Fact]
    public async Task Nobody_is_named_after_a_person_and_every_place_has_the_accounts_of_the_contract()
    {
        var names = await _world.Read(db => db.Users.Select(u => u.UserName!).ToListAsync());

        foreach (var place in new[] { "sp", "ak", "gd", "tj", "ys" })
            Assert.Superset(new[] { "bureau", "handler", "handler2", "leader", "window", "followup" }.Select(n => $"{place}-{n}").ToHashSet(), names.ToHashSet());
        Assert.Equal(["ak-county", "gd-county", "tj-county"], names.Where(n => n.EndsWith("-county", StringComparison.Ordinal)).Order());
        Assert.Equal(names.Distinct(), names);
        Assert.All(await _world.Read(db => db.Users.ToListAsync()), u => Assert.Matches("经办|人员|领导|管理员|审计员", u.DisplayName));
    }
}
