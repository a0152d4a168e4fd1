using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Organisation;

public sealed class OrganisationStartTests : IAsyncLifetime
{
    private World _world = null!;

    public async Task InitializeAsync() => _world = await World.StartAsync();
    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task A_second_start_adds_nothing_and_changes_nothing()
    {
        await _world.Write(async db => (await db.Users.SingleAsync(u => u.UserName == "ak-bureau")).DisplayName = "改过的名称");
        var before = await Counts();

        await Start(demo: true);

        Assert.Equal(before, await Counts());
        Assert.Equal("改过的名称", (await _world.Read(db => db.Users.SingleAsync(u => u.UserName == "ak-bureau"))).DisplayName);
    }

    [Fact]
    public async Task Outside_demo_mode_the_server_does_not_start_beside_demo_accounts()
    {
        var refused = await Assert.ThrowsAsync<RefusedStartException>(() => Start(demo: false));

        Assert.Contains("演示账号", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_permissions_of_a_pack_follow_its_roles()
    {
        var changed = DemoOrganisationTests.Pack.DeepClone().AsObject();
        changed["roles"]!.AsArray().Single(r => r!["code"]!.GetValue<string>() == "unitLeader")!["permissions"] = new JsonArray("urge");

        await Start(demo: true, changed);
        var acts = await _world.Read(db => db.Permissions.Where(p => p.Region == "AK" && p.Role == "unitLeader").Select(p => p.Act).OrderBy(a => a).ToListAsync());

        Assert.Equal(["attach", "readCase", "readOrdinance", "urge", "workflowRead"], acts);
    }

    private async Task Start(bool demo, JsonObject? pack = null)
    {
        await using var scope = _world.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<OrganisationStart>().RunAsync([pack ?? DemoOrganisationTests.Pack], demo, CancellationToken.None);
    }

    private Task<(int, int, int, int, int)> Counts() => _world.Read(async db =>
        (await db.Users.CountAsync(), await db.Units.CountAsync(), await db.RoleGrants.CountAsync(), await db.Permissions.CountAsync(), await db.Set<ApiKey>().CountAsync()));
}
