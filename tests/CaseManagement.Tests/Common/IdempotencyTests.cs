using System.Net;
using System.Net.Http.Headers;
using System.Text;
using HaoChaPing.CaseManagement.Cases;
using HaoChaPing.CaseManagement.Tests.Organisation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Common;

/// <summary>A call that is sent again because its answer was lost, over HTTP.</summary>
[Trait("Store", "Both")]
public sealed class IdempotencyTests(SharedWorld shared) : IClassFixture<SharedWorld>
{
    private readonly World _world = shared.World;

    [Fact]
    public async Task A_file_sent_again_with_its_key_is_stored_once()
    {
        var handler = await _world.As("ak-handler");

        using var first = await Upload(handler, "report-1", "first content");
        using var second = await Upload(handler, "report-1", "first content");
        var id = Guid.Parse((await first.Json())["id"]!.GetValue<string>());

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.StatusCode, second.StatusCode));
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        Assert.Equal(1, await _world.Read(db => db.Set<Attachment>().CountAsync(a => a.Id == id)));
    }

    [Fact]
    public async Task Another_file_with_the_same_key_is_a_conflict()
    {
        var handler = await _world.As("ak-handler");

        (await Upload(handler, "report-2", "first content")).Dispose();
        using var second = await Upload(handler, "report-2", "other content");

        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Equal("idempotencyKeyReused", await second.Code());
    }

    [Fact]
    public async Task The_same_call_at_the_same_moment_is_carried_out_once()
    {
        var handler = await _world.As("ak-handler");

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Upload(handler, "report-3", "first content")));
        var bodies = await Task.WhenAll(answers.Select(a => a.Content.ReadAsStringAsync()));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Created, a.StatusCode));
        Assert.Single(bodies.Distinct());
    }

    // The boundary differs with every sending, as it does with real programs.
    private static async Task<HttpResponseMessage> Upload(HttpClient client, string key, string content)
    {
        using var file = new ByteArrayContent(Encoding.UTF8.GetBytes(content));
        file.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
        using var form = new MultipartFormDataContent { { file, "file", "report.txt" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/attachments") { Content = form };
        request.Headers.Add("Idempotency-Key", key);
        return await client.SendAsync(request);
    }
}
