using System.Text.Json.Nodes;
using HaoChaPing.Workflows.Tests.Runtime;
using Xunit;

namespace HaoChaPing.Workflows.Tests.Conformance;

/// <summary>What recordings cannot show, one small definition a file: the sentence it pins down, what happens, what is expected.</summary>
public sealed class ConformanceTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Conformance");

    private static readonly IReadOnlyList<string> Names = [.. Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Files => [.. Names];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task The_engine_does_what_the_file_says(string file)
    {
        var json = Read(file);
        await using var world = await EngineWorld.StartAsync(NoFlush.Add);
        var play = new ConformancePlay(world);

        var differences = await play.DifferencesAsync(json);

        Assert.True(differences.Count == 0, $"{json["pins"]}\n{string.Join('\n', differences)}");
    }

    [Fact]
    public void There_are_at_least_120_files_and_each_says_what_it_pins_down_and_expects()
    {
        var files = Names;

        Assert.True(files.Count >= 120, $"Expected 120 files, but found {files.Count}.");
        Assert.All(files, file => Assert.True(Read(file)["pins"]!.GetValue<string>().Length > 20, file));
        Assert.All(files, file => Assert.Contains(Read(file)["steps"]!.AsArray(), step => step!["expect"] is JsonObject { Count: > 0 }));
        Assert.Equal(files.Count, files.Select(file => Read(file)["pins"]!.GetValue<string>()).Distinct().Count());
    }

    [Theory]
    [InlineData("""{"out":["wrong"]}""", "out")]
    [InlineData("""{"subStatus":"Faulted"}""", "subStatus")]
    [InlineData("""{"variables":{"Total":4}}""", "variables.Total")]
    [InlineData("""{"misspelt":1}""", "misspelt")]
    public async Task A_file_that_expects_the_wrong_thing_fails(string expect, string what)
    {
        var json = Read("script-set-variable");
        json["steps"]![0]!["expect"] = JsonNode.Parse(expect);
        await using var world = await EngineWorld.StartAsync(NoFlush.Add);

        var differences = await new ConformancePlay(world).DifferencesAsync(json);

        Assert.StartsWith($"step 0 {what}:", Assert.Single(differences), StringComparison.Ordinal);
    }

    private static JsonObject Read(string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, file + ".json")))!.AsObject();
}
