using Xunit;
using Xunit.Abstractions;

namespace HaoChaPing.Workflows.Tests.Properties;

/// <summary>What must hold for any flowchart, tried on 500 random ones and on those that failed once; <c>./bench soak</c> tries 20,000.</summary>
[Trait("Pace", "Slow")]
public sealed class PropertyTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Any_flowchart_ends_or_waits_leaves_nothing_over_and_does_the_same_from_stored_state()
    {
        var broken = await Soak.InMemoryAsync(Enumerable.Range(1, 500).Concat(Soak.Kept));

        foreach (var what in broken) output.WriteLine(what);
        Assert.Empty(broken);
    }

    [Fact]
    public async Task The_store_holds_what_the_state_says_whether_commands_share_a_commit_or_the_process_dies_after_each()
    {
        var broken = await Soak.OnSqliteAsync(Enumerable.Range(1, 500).Concat(Soak.Kept));

        foreach (var what in broken) output.WriteLine(what);
        Assert.Empty(broken);
    }
}
