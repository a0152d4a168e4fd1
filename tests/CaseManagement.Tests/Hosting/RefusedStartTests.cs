using System.Net;
using System.Net.Sockets;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Tests.Ordinances;
using HaoChaPing.Designer.Blazor;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Hosting;

/// <summary>A start that cannot be says why in one sentence, shows no stack, and ends with 2.</summary>
[Trait("Pace", "Slow")]
public sealed class RefusedStartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("haochaping-").FullName;

    [Theory]
    [InlineData("2199-12-31T00:00:00+08:00")]
    [InlineData("9999-12-31T23:59:59+08:00")]
    [InlineData("0001-01-01T00:00:00+08:00")]
    public async Task A_demo_clock_beyond_the_calendar(string now) => await ExpectHereAsync("HCP_DEMO_NOW", "--HCP_MODE=demo", $"--HCP_DEMO_NOW={now}");

    [Fact]
    public async Task A_data_folder_that_is_a_file()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "file"), "");

        Expect("HCP_DATA", await StartAsync($"--HCP_DATA={_folder}/file"));
    }

    [Fact]
    public async Task A_port_in_use()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        Expect("HCP_URLS", await StartAsync($"--HCP_URLS=http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}"));
    }

    [Fact]
    public async Task A_damaged_database()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "haochaping.db"), string.Concat(Enumerable.Repeat("no database at all. ", 1000)));

        Expect("haochaping.db", await StartAsync());
        Expect("haochaping.db", await Executable.RunAsync(_folder, "audit", "verify"));
    }

    [Fact]
    public async Task A_database_of_another_program()
    {
        System.Runtime.CompilerServices.RuntimeHelpers.RunModuleConstructor(typeof(Workflows.Persistence.SqliteStore).Module.ModuleHandle); // binds the native SQLite, which this test may be the first to need
        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_folder}/haochaping.db;Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE Cases (Number TEXT)";
            await command.ExecuteNonQueryAsync();
        }

        Expect("haochaping.db", await StartAsync());
    }

    [Fact]
    public async Task A_damaged_key()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "keys"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "keys", "search-hash.key"), "half a ke");

        Expect("search-hash.key", await StartAsync());
    }

    [Fact]
    public async Task Something_nobody_foresaw_leaves_its_details_in_a_file()
    {
        Expect("start-failure.log", await StartAsync("--Upload:Timeout=soon"));

        Assert.Contains("   at ", await File.ReadAllTextAsync(Path.Combine(_folder, "start-failure.log")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("forms/verify.json", "{")]
    [InlineData("forms/verify.json", """{ "name": "other", "title": "核实", "outcomes": [ { "name": "a", "label": "甲" } ], "fields": [] }""")]
    [InlineData("workflows/closed-loop.json", "{")]
    [InlineData("workflows/closed-loop.json", """{ "name": "no id", "root": { "id": "f", "type": "Elsa.Flowchart", "version": 1 } }""")]
    [InlineData("ordinance-pack.schema.json", "{")]
    public async Task A_broken_definition(string file, string content)
    {
        var definitions = Law.CopyTo(Path.Combine(_folder, "definitions"));
        await File.WriteAllTextAsync(Path.Combine(definitions, file), content);

        await ExpectHereAsync(file, $"--HCP_DEFINITIONS={definitions}");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task<(int Code, string Said)> StartAsync(params string[] settings) => Executable.RunAsync(_folder, ["serve", "--HCP_URLS=http://127.0.0.1:0", .. settings]);

    // The same start within this process, without the words around it: a process of its own takes seconds.
    private async Task ExpectHereAsync(string named, params string[] settings)
    {
        var refused = await Assert.ThrowsAsync<RefusedStartException>(async () =>
        {
            await using var app = HaoChaPingHost.Create([$"--HCP_DATA={_folder}", "--HCP_URLS=http://127.0.0.1:0", .. settings]);
            await app.StartAsync();
        });
        Assert.Contains(named, Assert.Single(refused.Message.Split('\n')), StringComparison.Ordinal);
    }

    private static void Expect(string named, (int Code, string Said) answer)
    {
        Assert.Equal(2, answer.Code);
        Assert.Contains(named, Assert.Single(answer.Said.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", answer.Said, StringComparison.Ordinal);
    }
}
