using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HaoChaPing.UpperPlatform;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Upload;

/// <summary>The receiving platform itself: what our own guarantees are measured against.</summary>
public sealed class UpperPlatformTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("haochaping-upper-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_same_key_gets_the_same_receipt_and_is_kept_once_even_over_a_restart()
    {
        string first;
        await using (var before = await Start())
        {
            first = await Receipt(await Send(before, "k-1", "甲"));
            Assert.Equal(first, await Receipt(await Send(before, "k-1", "甲")));
        }
        await File.AppendAllTextAsync(Path.Combine(_folder, "items.jsonl"), "{\"key\":\"k-2\",\"rec"); // a crash amid the second

        await using var after = await Start();

        Assert.Equal(first, await Receipt(await Send(after, "k-1", "甲")));
        Assert.Equal(HttpStatusCode.Conflict, (await Send(after, "k-1", "乙")).StatusCode);
        Assert.NotEqual(first, await Receipt(await Send(after, "k-2", "乙")));
        using var client = Client(after);
        Assert.Equal(["k-1", "k-2"], (await client.GetFromJsonAsync<JsonArray>("/items"))!.Select(i => i!["key"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_second_one_on_the_same_folder_is_refused_in_one_sentence_and_harms_nothing()
    {
        await using var first = await Start();
        await Send(first, "k-1", "甲");

        var refused = Assert.Throws<RefusedFolderException>(() => UpperPlatformApp.Create("--folder", _folder, "--urls", "http://127.0.0.1:0"));

        Assert.Contains(_folder, Assert.Single(refused.Message.Split('\n')), StringComparison.Ordinal);
        await Send(first, "k-2", "乙");
        using var client = Client(first);
        Assert.Equal(2, (await client.GetFromJsonAsync<JsonArray>("/items"))!.Count);
    }

    [Theory]
    [InlineData("over another")]
    [InlineData("{}")]
    [InlineData("{\"key\":\"k-1\",\"receiptId\":\"R00000002\",\"receivedAt\":\"2025-03-03T01:00:00+00:00\",\"payload\":{}}")]
    public async Task A_line_that_cannot_be_read_amid_its_file_is_named(string line)
    {
        await using (var before = await Start()) await Send(before, "k-1", "甲");
        await File.AppendAllTextAsync(Path.Combine(_folder, "items.jsonl"), $"{line}\n");

        var refused = Assert.Throws<RefusedFolderException>(() => UpperPlatformApp.Create("--folder", _folder, "--urls", "http://127.0.0.1:0"));

        Assert.Contains("items.jsonl”第 2 行", Assert.Single(refused.Message.Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/proc/none/upper-platform")]
    [InlineData("/dev/null/upper-platform")]
    public void A_folder_that_cannot_be_written_to_is_refused_in_one_sentence(string folder)
    {
        var refused = Assert.Throws<RefusedFolderException>(() => UpperPlatformApp.Create("--folder", folder, "--urls", "http://127.0.0.1:0"));

        Assert.Contains("HCP_DATA", Assert.Single(refused.Message.Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_misbehaves_as_often_as_it_was_told()
    {
        await using var platform = await Start();
        using var client = Client(platform);
        await client.PostAsJsonAsync("/control", new { mode = "fail", next = 2 });

        var answers = new[] { await Send(platform, "k-1", "甲"), await Send(platform, "k-1", "甲"), await Send(platform, "k-1", "甲") };

        Assert.Equal([HttpStatusCode.InternalServerError, HttpStatusCode.InternalServerError, HttpStatusCode.OK], answers.Select(a => a.StatusCode));
    }

    private async Task<Microsoft.AspNetCore.Builder.WebApplication> Start()
    {
        var platform = UpperPlatformApp.Create("--folder", _folder, "--urls", "http://127.0.0.1:0");
        await platform.StartAsync();
        return platform;
    }

    private static HttpClient Client(Microsoft.AspNetCore.Builder.WebApplication platform) => new() { BaseAddress = new Uri(platform.Urls.First()) };

    private static async Task<HttpResponseMessage> Send(Microsoft.AspNetCore.Builder.WebApplication platform, string key, string text)
    {
        using var client = Client(platform);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/items") { Content = JsonContent.Create(new { text }) };
        request.Headers.Add("Idempotency-Key", key);
        return await client.SendAsync(request);
    }

    private static async Task<string> Receipt(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonObject>())!["receiptId"]!.GetValue<string>();
}
