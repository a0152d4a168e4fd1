using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Organisation;

public sealed class DemoOrganisationTests(SharedWorld shared) : IClassFixture<SharedWorld>
{
    internal static readonly JsonObject Pack =
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "definitions", "ordinances", "ak", "pack.json")))!.AsObject();
    private readonly World _world = shared.World;

    [Theory]
    [InlineData("ak", "/ak/", "city", "")]
    [InlineData("ak-bureau", "/ak/ak-bureau/", "city", "cityApprovalBureau")]
    [InlineData("ak-unit-1", "/ak/ak-unit-1/", "city", "institutionHandler")]
    [InlineData("ak-county-1", "/ak/ak-county-1/", "county", "countyApprovalDept")]
    [InlineData("ak-unit-2", "/ak/ak-county-1/ak-unit-2/", "county", "institutionHandler")]
    public async Task A_place_has_its_small_tree_of_units(string code, string path, string level, string role)
    {
        var unit = await _world.Read(db => db.Units.SingleAsync(u => u.Code == code));

        Assert.Equal((path, level, role, "AK"), (unit.Path, unit.Level, unit.Role, unit.Region));
    }

    [Fact]
    [Trait("Clause", "AK-5-2b")]
    public async Task Every_unit_names_a_responsible_section_and_person() =>
        Assert.All(await _world.Read(db => db.Units.ToListAsync()), u => Assert.False(string.IsNullOrEmpty(u.ResponsibleSection) || string.IsNullOrEmpty(u.ResponsiblePerson)));

    [Theory]
    [InlineData("ak-bureau", "cityApprovalBureau", "/ak/")]
    [InlineData("ak-county", "countyApprovalDept", "/ak/ak-county-1/")]
    [InlineData("ak-handler", "institutionHandler", "/ak/ak-unit-1/")]
    [InlineData("ak-handler2", "institutionHandler", "/ak/ak-county-1/ak-unit-2/")]
    [InlineData("ak-leader", "unitLeader", "/ak/ak-unit-1/")]
    [InlineData("ak-citydepartment", "cityDepartment", "/ak/ak-citydepartment/")]
    [InlineData("ak-disciplinebody", "disciplineBody", "/ak/")]
    [InlineData("ak-followup", "cityApprovalBureau", "/ak/")]
    [Trait("Clause", "X-ROLE-1")]
    public async Task A_role_may_do_what_its_pack_lists_and_read_and_nothing_else(string userName, string role, string over)
    {
        await using var scope = await _world.ScopeOf(userName);
        var grant = Assert.Single(scope.ServiceProvider.GetRequiredService<CurrentUser>().Grants);
        var listed = Pack["roles"]!.AsArray().Single(r => r!["code"]!.GetValue<string>() == role)!["permissions"]!.AsArray().Select(p => p!.GetValue<string>());

        Assert.Equal((role, over), (grant.Role, grant.Path));
        Assert.Equal([.. listed.Append(Acts.Attach).Append(Acts.ReadCase).Append(Acts.ReadOrdinance).Append(Acts.WorkflowRead).Order()], grant.Acts.Order());
    }

    [Fact]
    public async Task The_auditor_reads_everything_and_changes_nothing()
    {
        await using var scope = await _world.ScopeOf("auditor");
        var grant = Assert.Single(scope.ServiceProvider.GetRequiredService<CurrentUser>().Grants);

        Assert.Equal("/", grant.Path);
        Assert.Equal([Acts.Audit, Acts.ReadCase, Acts.ReadOrdinance, Acts.WorkflowRead], grant.Acts.Order());
    }

    [Fact]
    public async Task The_administrator_keeps_the_house_and_sees_no_case()
    {
        await using var scope = await _world.ScopeOf("admin");
        var user = scope.ServiceProvider.GetRequiredService<CurrentUser>();

        Assert.True(user.May(Acts.Administer) && user.May(Acts.WorkflowEdit) && user.May(Acts.PackEdit) && user.May(Acts.PackPublish));
        Assert.False(user.May(Acts.ReadCase));
    }

    [Fact]
    public async Task The_demo_password_keeps_the_rules_for_passwords_and_short_ones_do_not()
    {
        await using var scope = _world.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        var rules = Assert.Single(accounts.PasswordValidators);
        var user = new User { DisplayName = "", UnitCode = "" };

        Assert.True((await rules.ValidateAsync(accounts, user, DemoAccounts.Password)).Succeeded);
        Assert.False((await rules.ValidateAsync(accounts, user, "Short-1!")).Succeeded);
    }
}
