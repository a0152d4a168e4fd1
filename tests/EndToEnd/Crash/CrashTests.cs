using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HaoChaPing.UpperPlatform;
using Xunit;
using Xunit.Abstractions;

namespace HaoChaPing.EndToEnd.Crash;

/// <summary>One case is played three times: in one life, with a SIGKILL before each of its commits, and with one after each. All must end the same.</summary>
[Collection(CrashTests.Killed)]
public sealed class CrashTests(ITestOutputHelper output)
{
    /// <summary>Those that kill servers run one after the other, beside those of the browser.</summary>
    internal const string Killed = "killed";
    private const int CommitsAtLeast = 12;

    [Fact]
    [Trait("Category", "Crash")]
    public async Task A_case_killed_before_and_after_each_commit_ends_like_one_that_never_was()
    {
        var (quiet, _) = await PlayAsync(null);

        var killed = await Task.WhenAll(PlayAsync(Death.BeforeCommit), PlayAsync(Death.AfterCommit));

        foreach (var (ending, deaths) in killed)
        {
            output.WriteLine($"{deaths} deaths.");
            Assert.Equal(quiet.Lines, ending.Lines);
            Assert.Equal(quiet.Reported, ending.Reported);
            Assert.Single(ending.Reported);
            Assert.True(deaths >= CommitsAtLeast, $"Expected a death at each of at least {CommitsAtLeast} commits, but there were {deaths}.");
        }
    }

    private static async Task<(Ending Ending, int Deaths)> PlayAsync(Death? death)
    {
        var folder = Directory.CreateTempSubdirectory("haochaping-crash-").FullName;
        await using var upperPlatform = UpperPlatformApp.Create("--folder", Path.Combine(folder, "upper-platform"), "--urls", "http://127.0.0.1:0");
        await upperPlatform.StartAsync();
        await using var server = new CrashingServer(folder, upperPlatform.Urls.First(), death ?? default);
        await server.RunAsync(); // the first life makes the database
        using var story = new Story(server);
        await story.SignInAsync();
        await server.RestartAsync(crashing: death is not null);

        var number = await story.PlayAsync();

        await server.RestartAsync(crashing: false);
        var lines = await story.EndingAsync(number, Path.Combine(folder, "haochaping.db"));
        using var platform = new HttpClient { BaseAddress = new Uri(upperPlatform.Urls.First()) };
        var items = (await platform.GetFromJsonAsync<JsonArray>("/items"))!;
        var ending = new Ending(lines, [.. items.Select(i => (string)i!["payload"]!["caseNumber"]!)]);
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        return (ending, server.Deaths);
    }

    /// <param name="Lines">What stands in the database in the end.</param>
    /// <param name="Reported">Case numbers that the upper platform took, once per idempotency key.</param>
    private sealed record Ending(IReadOnlyList<string> Lines, IReadOnlyList<string> Reported);
}
