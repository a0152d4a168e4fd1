using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Tests.Organisation;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Common;

/// <summary>Control characters, unknown filters, bodies far too large, and what the server refuses before there is a request.</summary>
public sealed class CleanInputTests(SharedWorld shared) : IClassFixture<SharedWorld>
{
    private readonly World _world = shared.World;

    [Theory]
    [InlineData("""{"userName":"a\u0000","password":"x"}""", "/userName")]
    [InlineData("""{"userName":"a","password":"\u001b[2J"}""", "/password")]
    public async Task A_control_character_in_a_body_is_named_and_refused(string body, string pointer)
    {
        using var answer = await _world.Anonymous().PostAsync("/api/v1/auth/token", new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal((HttpStatusCode.BadRequest, "controlCharacters"), (answer.StatusCode, await answer.Code()));
        Assert.Equal([pointer], await answer.PointersAsync());
    }

    [Fact]
    public async Task A_control_character_in_a_form_is_named_and_refused()
    {
        await using var world = await World.StartAsync();
        var number = await world.BadRatingUpToAsync("reply");
        var task = await world.TaskAsync("ak-handler", number, "reply");

        using var answer = await world.TryCompleteAsync("ak-handler", (Guid)task["id"]!, "replied", new JsonObject { ["method"] = "phone", ["text"] = "已整改\u0000" });

        Assert.Equal((HttpStatusCode.BadRequest, "controlCharacters"), (answer.StatusCode, await answer.CodeAsync()));
        Assert.Equal(["/fields/text"], await answer.PointersAsync());
    }

    [Theory]
    [InlineData("cases?q=%00", "/q")]
    [InlineData("cases/AK20250303%01", "")]
    public async Task A_control_character_in_an_address_is_refused(string address, string pointer)
    {
        using var answer = await (await _world.ByAsync("auditor")).GetAsync("/api/v1/" + address);

        Assert.Equal((HttpStatusCode.BadRequest, "controlCharacters"), (answer.StatusCode, await answer.Code()));
        Assert.Equal([pointer], await answer.PointersAsync());
    }

    [Theory]
    [InlineData("cases?status=zz", "unknownStatus", "/status")]
    [InlineData("cases?class=zz", "unknownClass", "/class")]
    [InlineData("cases?ordinance=ZZ", "unknownOrdinance", "/ordinance")]
    [InlineData("cases?unit=zz", "unknownUnit", "/unit")]
    [InlineData("cases?sort=zz", "unknownSort", "/sort")]
    [InlineData("cases?overdue=zz", "malformedRequest", "/overdue")]
    [InlineData("cases?dueBefore=zz", "malformedRequest", "/dueBefore")]
    [InlineData("ratings?status=zz", "unknownStatus", "/status")]
    [InlineData("ratings?source=zz", "unknownSource", "/source")]
    [InlineData("ratings?region=ZZ", "unknownRegion", "/region")]
    [InlineData("tasks?kind=zz", "unknownKind", "/kind")]
    [InlineData("tasks?class=zz", "unknownClass", "/class")]
    [InlineData("tasks?view=zz", "unknownView", "/view")]
    [InlineData("tasks?dueGroup=zz", "unknownDueGroup", "/dueGroup")]
    [InlineData("tasks?sort=zz", "unknownSort", "/sort")]
    public async Task A_filter_that_names_what_there_is_none_of_is_refused(string list, string code, string pointer)
    {
        using var answer = await (await _world.ByAsync("auditor")).GetAsync("/api/v1/" + list);

        Assert.Equal((HttpStatusCode.BadRequest, code), (answer.StatusCode, await answer.Code()));
        Assert.Equal([pointer], await answer.PointersAsync());
    }

    [Theory]
    [InlineData("cases?status=open&class=general&ordinance=AK&unit=ak-unit-1&sort=-due&overdue=false")]
    [InlineData("ratings?status=adopted&source=rater&region=AK")]
    [InlineData("tasks?kind=verify&class=simple&view=unit&dueGroup=today&sort=-created")]
    public async Task A_filter_that_names_what_there_is_answers(string list)
    {
        using var answer = await (await _world.ByAsync("auditor")).GetAsync("/api/v1/" + list);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_zero_byte_in_an_address_is_a_problem_like_any_other()
    {
        var answer = await TalkAsync("GET /api/v1/cases/AK20250303000001%00 HTTP/1.1\r\nHost: localhost\r\n\r\n", 0);

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains("application/problem+json", answer, StringComparison.Ordinal);
        Assert.Equal("malformedRequest", (string?)JsonNode.Parse(answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..])!["code"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whoever_sends_all_before_reading_finds_the_413(bool inChunks)
    {
        const int Size = 40 * 1024 * 1024; // more than the server's own limit of 30 MB
        var length = inChunks ? "Transfer-Encoding: chunked" : $"Content-Length: {Size}";

        var answer = await TalkAsync($"POST /api/v1/auth/token HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nConnection: close\r\n{length}\r\n\r\n", Size, inChunks);

        Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
        Assert.Contains("bodyTooLarge", answer, StringComparison.Ordinal);
    }

    // A plain client: it writes all of its request before it reads the first byte of an answer.
    private async Task<string> TalkAsync(string head, int body, bool inChunks = false)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(_world.Address.Host, _world.Address.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
        var piece = new byte[64 * 1024];
        Array.Fill(piece, (byte)' ');
        for (var sent = 0; sent < body; sent += piece.Length)
        {
            if (inChunks) await stream.WriteAsync(Encoding.ASCII.GetBytes($"{piece.Length:x}\r\n"));
            await stream.WriteAsync(piece);
            if (inChunks) await stream.WriteAsync("\r\n"u8.ToArray());
        }
        if (inChunks) await stream.WriteAsync("0\r\n\r\n"u8.ToArray());
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}
