using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HaoChaPing.CaseManagement.Organisation;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Ordinances;

/// <summary>The product itself as a process of its own, on a machine of another time zone.</summary>
[Trait("Pace", "Slow")]
public sealed class HostZoneTests
{
    private static readonly (string Timer, string Start, string Due)[] MainPath =
    [
        ("case.simple", "2021-09-30T16:30:00+08:00", "2021-10-14T00:00:00+08:00"),
        ("case.general", "2021-09-30T16:30:00+08:00", "2021-10-21T00:00:00+08:00"),
        ("extension.request", "2025-09-24T10:00:00+08:00", "2025-10-01T00:00:00+08:00"),
        ("case.general", "2025-09-24T10:00:00+08:00", "2025-10-15T00:00:00+08:00"),
        ("appeal.apply", "2025-01-23T09:00:00+08:00", "2025-01-27T00:00:00+08:00"),
        ("coordination.reply", "2021-09-24T09:30:00+08:00", "2021-10-21T00:00:00+08:00"),
        ("case.rehandle", "2024-04-30T10:00:00+08:00", "2024-05-11T00:00:00+08:00"),
        ("rating.supplementary", "2025-09-29T11:00:00+08:00", "2025-10-16T00:00:00+08:00"),
        ("case.simple", "2025-03-03T00:10:00+08:00", "2025-03-11T00:00:00+08:00"), // still 2 March in UTC and in New York
        ("case.simple", "2025-03-03T23:50:00+08:00", "2025-03-11T00:00:00+08:00"),
    ];

    [Theory]
    [Trait("Clause", "X-CNT-10")]
    [InlineData("UTC")]
    [InlineData("America/New_York")]
    [InlineData("Asia/Shanghai")]
    public async Task The_main_path_of_AK_has_the_same_dues_in_every_zone(string zone)
    {
        var folder = Directory.CreateTempSubdirectory("haochaping-zone-").FullName;
        using var host = Start(zone, folder);
        try
        {
            using var client = await SignedIn(host);
            foreach (var (timer, start, due) in MainPath)
            {
                var answer = await client.PostAsJsonAsync("/api/v1/ordinances/AK/deadline", new { @event = timer, start });
                Assert.Equal((timer, start, due), (timer, start, (await answer.Content.ReadFromJsonAsync<JsonNode>())!["due"]?.GetValue<string>()));
            }
        }
        finally
        {
            host.Kill(entireProcessTree: true);
            await host.WaitForExitAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Process Start(string zone, string folder)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "HaoChaPing.dll")]) { RedirectStandardOutput = true, WorkingDirectory = folder };
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["TZ"] = zone, ["HCP_DATA"] = folder, ["HCP_URLS"] = "http://127.0.0.1:0", ["HCP_MODE"] = "demo", ["HCP_DEMO_EMPTY"] = "1", ["HCP_DEMO_NOW"] = "2025-03-03T09:00:00+08:00",
        }) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static async Task<HttpClient> SignedIn(Process host)
    {
        var client = new HttpClient { BaseAddress = await AddressOf(host) };
        var answer = await client.PostAsJsonAsync("/api/v1/auth/token", new { userName = "ak-handler", password = DemoAccounts.Password });
        var token = (await answer.Content.ReadFromJsonAsync<JsonNode>())!["accessToken"]!.GetValue<string>();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    // The system chose the port; the server says which when it listens.
    private static async Task<Uri> AddressOf(Process host)
    {
        var said = new List<string>();
        while (await host.StandardOutput.ReadLineAsync() is { } line)
        {
            said.Add(line);
            if (Regex.Match(line, @"http://127\.0\.0\.1:[1-9]\d*") is { Success: true } match)
            {
                _ = host.StandardOutput.ReadToEndAsync(); // keep reading, or the server would block on a full pipe
                return new Uri(match.Value);
            }
        }
        throw new InvalidOperationException($"Expected the server to listen, but it ended: {string.Join('\n', said)}");
    }
}
