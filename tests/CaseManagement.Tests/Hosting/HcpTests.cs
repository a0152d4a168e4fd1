using System.Net.Http.Json;
using HaoChaPing.CaseManagement.Organisation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Hosting;

/// <summary>The executable with a verb, as <c>./hcp</c> calls it.</summary>
[Trait("Pace", "Slow")]
public sealed class HcpTests
{
    [Fact, Trait("Clause", "X-AUD-1"), Trait("Store", "Sqlite")]
    public async Task Audit_verify_finds_the_event_that_was_tampered_with()
    {
        await using var world = await World.StartAsync();
        var number = await world.BadRatingAsync();

        var whole = await Executable.RunAsync(world.Folder, "audit", "verify");
        await world.Read(db => db.Database.ExecuteSqlAsync($"UPDATE CaseEvents SET Actor = 'somebody' WHERE CaseNumber = {number} AND Seq = 2"));
        var broken = await Executable.RunAsync(world.Folder, "audit", "verify");

        Assert.Equal(0, whole.Code);
        Assert.Contains("1 件工单", whole.Said, StringComparison.Ordinal);
        Assert.Equal(1, broken.Code);
        Assert.Contains($"工单 {number} 第 2 条", broken.Said, StringComparison.Ordinal);
    }

    [Fact, Trait("Store", "Sqlite")]
    public async Task A_second_server_on_the_same_file_says_one_sentence_and_ends_with_2()
    {
        await using var world = await World.StartAsync();

        var second = await Executable.RunAsync(world.Folder, "serve", "--HCP_URLS=http://127.0.0.1:0");

        Assert.Equal(2, second.Code);
        var said = Assert.Single(second.Said.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(Path.Combine(world.Folder, "haochaping.db"), said, StringComparison.Ordinal);
        Assert.Contains("正由另一个运行中的好差评使用", said, StringComparison.Ordinal);
    }

    [Fact, Trait("Store", "Sqlite")]
    public async Task The_first_administrator_is_made_at_the_console_and_a_second_only_with_a_recorded_reason()
    {
        await using var world = await World.StartAsync();
        await world.Read(db => db.RoleGrants.Where(g => g.Role == PlatformRoles.Administrator).ExecuteDeleteAsync()); // as in production, where nobody is there yet
        Task<(int Code, string Said)> CreateAsync(string name, string password, params string[] more) => Executable.RunAsync(world.Folder, password, ["admin", "create", name, .. more]);

        var weak = await CreateAsync("chief", "chief-2026");
        var first = await CreateAsync("chief", "Long-Enough-2026!");
        var second = await CreateAsync("deputy", "Long-Enough-2026!");
        var forced = await CreateAsync("deputy", "Long-Enough-2026!", "--force-reason", "原管理员已调离");

        Assert.Equal((2, true), (weak.Code, weak.Said.Contains("至少 10 位", StringComparison.Ordinal)));
        Assert.Equal((0, true), (first.Code, first.Said.Contains("已创建系统管理员“chief”", StringComparison.Ordinal)));
        Assert.Equal((2, true), (second.Code, second.Said.Contains("已有系统管理员", StringComparison.Ordinal)));
        Assert.Equal(0, forced.Code);
        var record = await world.Read(db => db.Set<OrganisationEvent>().AsNoTracking().OrderBy(e => e.At).Select(e => new { e.Subject, e.Actor, e.Reason }).ToListAsync());
        Assert.Equal([("chief", "operator", null), ("deputy", "operator", "原管理员已调离")], record.Select(e => (e.Subject, e.Actor, e.Reason)));
        var signedIn = await world.Anonymous().PostAsJsonAsync("/api/v1/auth/token", new { userName = "chief", password = "Long-Enough-2026!" });
        Assert.Contains("administrator", await signedIn.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_verb_is_refused()
    {
        var folder = Directory.CreateTempSubdirectory("haochaping-").FullName;

        Assert.Equal(2, (await Executable.RunAsync(folder, "audit", "falsify")).Code);
        Assert.Equal(0, (await Executable.RunAsync(folder, "help")).Code);

        Directory.Delete(folder, recursive: true);
    }
}
