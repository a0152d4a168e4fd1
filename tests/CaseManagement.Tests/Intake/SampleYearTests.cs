using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Intake;

/// <summary>The sample year through the bulk API: exactly the expected cases, an answer for each bad line, and nothing new the second time.</summary>
[Trait("Pace", "Slow")]
public sealed class SampleYearTests
{
    private static readonly string Folder = Path.Combine(RepositoryRoot(), "samples");

    [Fact]
    public async Task The_committed_files_are_what_the_generator_writes()
    {
        var year = SampleYear.Make();
        if (Environment.GetEnvironmentVariable("HCP_WRITE_SAMPLES") == "1")
        {
            await File.WriteAllBytesAsync(Path.Combine(Folder, "services.ndjson"), year.Services.Content());
            await File.WriteAllBytesAsync(Path.Combine(Folder, "ratings.ndjson"), year.Ratings.Content());
            await File.WriteAllTextAsync(Path.Combine(Folder, "expected.json"), year.Expected());
        }

        Assert.Equal(year.Services.Content(), await File.ReadAllBytesAsync(Path.Combine(Folder, "services.ndjson")));
        Assert.Equal(year.Ratings.Content(), await File.ReadAllBytesAsync(Path.Combine(Folder, "ratings.ndjson")));
        Assert.Equal(year.Expected(), await File.ReadAllTextAsync(Path.Combine(Folder, "expected.json")));
    }

    [Fact, Trait("Clause", "AK-13a"), Trait("Clause", "AK-11b"), Trait("Clause", "AK-12")]
    public async Task A_year_opens_exactly_its_cases_and_sending_it_twice_changes_nothing()
    {
        await using var world = await World.StartAsync(today: "2026-01-05");
        var expected = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, "expected.json")))!;

        var services = await Send(world, "services");
        var ratings = await Send(world, "ratings");
        await world.WaitIdle();
        var after = await HashesAsync(world);
        var servicesAgain = await Send(world, "services");
        var ratingsAgain = await Send(world, "ratings");
        await world.WaitIdle();

        Check(expected["services"]!, services);
        Check(expected["ratings"]!, ratings);
        Assert.Equal(expected["ratings"]!["opensCase"]!.AsArray().Count, await world.Read(db => db.Cases.CountAsync()));
        Assert.Equal(expected["ratings"]!["stored"]!.GetValue<int>(), await world.Read(db => db.Ratings.CountAsync()));
        Assert.Equal(services, servicesAgain);
        Assert.Equal(ratings, ratingsAgain);
        Assert.Equal(after, await HashesAsync(world));
    }

    private static void Check(JsonNode expected, string ndjson)
    {
        var answers = ndjson.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!.AsObject()).ToDictionary(a => a["line"]!.GetValue<int>());
        var refused = expected["refused"]!.AsArray().ToDictionary(r => r!["line"]!.GetValue<int>(), r => r!["code"]!.GetValue<string>());
        var repeated = expected["repeated"]!.AsArray().ToDictionary(r => r!["line"]!.GetValue<int>(), r => r!["sameAs"]!.GetValue<int>());
        var cases = expected["opensCase"]!.AsArray().Select(l => l!.GetValue<int>()).ToHashSet();

        Assert.Equal(refused, answers.Where(a => a.Value["code"] is not null).ToDictionary(a => a.Key, a => a.Value["code"]!.GetValue<string>()));
        Assert.All(refused.Keys, line => Assert.False(string.IsNullOrWhiteSpace(answers[line]["message"]?.GetValue<string>())));
        Assert.All(repeated, r => Assert.Equal(answers[r.Value]["id"]!.GetValue<string>(), answers[r.Key]["id"]!.GetValue<string>()));
        Assert.Equal(cases, answers.Where(a => a.Value["case"] is not null && !repeated.ContainsKey(a.Key)).Select(a => a.Key).ToHashSet());
        Assert.Equal(expected["stored"]!.GetValue<int>(), answers.Values.Select(a => a["id"]?.GetValue<string>()).Where(id => id is not null).Distinct().Count());
    }

    private static async Task<string> Send(World world, string what)
    {
        using var content = new ByteArrayContent(await File.ReadAllBytesAsync(Path.Combine(Folder, $"{what}.ndjson")));
        content.Headers.ContentType = new("application/x-ndjson");
        var answer = await world.Channel().PostAsync($"/api/v1/{what}/bulk", content);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Every table with its number of rows and a hash over them.</summary>
    private static Task<SortedDictionary<string, string>> HashesAsync(World world) => world.Read(async db =>
    {
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var tables = db.Model.GetEntityTypes().Select(type => type.GetTableName()!).Distinct();
        foreach (var table in tables) hashes[table] = await HashAsync(db, table);
        return hashes;
    });

    private static async Task<string> HashAsync(DbContext db, string table)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"SELECT * FROM \"{table}\"";
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(JsonSerializer.Serialize(Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : Convert.ToString(reader.GetValue(i), System.Globalization.CultureInfo.InvariantCulture))));
        rows.Sort(StringComparer.Ordinal);
        return $"{rows.Count} {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', rows))))}";
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "HaoChaPing.sln"))) folder = folder.Parent ?? throw new InvalidOperationException("Expected the repository above the tests, but it is not there.");
        return folder.FullName;
    }
}
