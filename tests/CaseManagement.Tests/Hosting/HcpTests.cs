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

    [Fact]
    public async Task An_unknown_verb_is_refused()
    {
        var folder = Directory.CreateTempSubdirectory("haochaping-").FullName;

        Assert.Equal(2, (await Executable.RunAsync(folder, "audit", "falsify")).Code);
        Assert.Equal(0, (await Executable.RunAsync(folder, "help")).Code);

        Directory.Delete(folder, recursive: true);
    }
}
