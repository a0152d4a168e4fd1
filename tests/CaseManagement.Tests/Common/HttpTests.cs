using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Tests.Organisation;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Common;

public sealed class HttpTests(SharedWorld shared) : IClassFixture<SharedWorld>
{
    private readonly World _world = shared.World;

    [Theory]
    [InlineData("{", "")]
    [InlineData("[]", "")]
    [InlineData("""{"userName":"a","password":1}""", "/password")]
    [InlineData("""{"userName":null,"password":"x"}""", "/userName")]
    [InlineData("""{"userName":"a"}""", "/password")]
    [InlineData("""{"userName":"a","userName":"b","password":"x"}""", "/userName")]
    public async Task What_cannot_be_read_is_malformed_and_says_where(string body, string pointer)
    {
        using var answer = await Post("/api/v1/auth/token", body);
        var problem = await answer.Json();

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(("malformedRequest", 400), (problem["code"]!.GetValue<string>(), problem["status"]!.GetValue<int>()));
        Assert.Equal(pointer, problem["errors"]![0]!["pointer"]!.GetValue<string>());
        Assert.DoesNotContain("   at ", problem.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_kind_of_content_is_refused()
    {
        using var answer = await _world.Anonymous().PostAsync("/api/v1/auth/token", new StringContent("<a/>", Encoding.UTF8, "application/xml"));

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.Equal("unsupportedMediaType", await answer.Code());
    }

    [Fact]
    public async Task An_unknown_address_is_a_problem_too()
    {
        using var answer = await _world.Anonymous().GetAsync("/api/v1/no-such-thing");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("unknownAddress", await answer.Code());
    }

    [Fact]
    public async Task The_wrong_method_is_a_problem_too()
    {
        using var answer = await _world.Anonymous().DeleteAsync("/api/v1/auth/token");

        Assert.Equal("methodNotAllowed", await answer.Code());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_too_large_is_refused(bool inChunks)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/auth/token")
        {
            Content = new StringContent($$"""{"userName":"{{new string('a', (int)Http.LargestBody)}}","password":"x"}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.TransferEncodingChunked = inChunks;
        using var answer = await _world.Anonymous().SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal("bodyTooLarge", await answer.Code());
    }

    [Fact]
    public async Task A_bug_is_answered_with_an_event_number_and_no_stack()
    {
        await using var world = await World.StartAsync(adjust: builder =>
            builder.Services.AddScoped<ISender>(_ => throw new InvalidOperationException("the inside of the server")));
        using var answer = await world.AskToken("ak-bureau");
        var text = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Matches("事件编号 [0-9A-F]{12}", text);
        Assert.DoesNotContain("inside", text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_cannot_be_one_is_refused()
    {
        var program = await _world.As("ak-bureau");
        program.DefaultRequestHeaders.Add("Idempotency-Key", new string('k', 201));
        using var answer = await program.PostAsync("/api/v1/cases/AK20250303000001/unmask", new StringContent("{}", Encoding.UTF8, "application/json"));

        Assert.Equal("idempotencyKeyInvalid", await answer.Code());
    }

    [Fact]
    public async Task Two_sendings_of_one_form_have_one_hash_whatever_their_boundary()
    {
        var user = new CurrentUser();

        Assert.Equal(await HashOf("aaa", "整改报告"), await HashOf("bbb", "整改报告"));
        Assert.NotEqual(await HashOf("aaa", "整改报告"), await HashOf("aaa", "另一份报告"));

        async Task<string> HashOf(string boundary, string content)
        {
            using var form = new MultipartFormDataContent(boundary) { { new StringContent("AK20250303000001"), "caseNumber" }, { new StringContent(content), "file", "报告.txt" } };
            var context = new DefaultHttpContext();
            (context.Request.Method, context.Request.Path, context.Request.ContentType) = ("POST", "/api/v1/attachments", form.Headers.ContentType!.ToString());
            context.Request.Body = await form.ReadAsStreamAsync();
            context.Request.Headers["Idempotency-Key"] = "k";
            var scope = new IdempotencyScope();
            Assert.Null(await IdempotencyKey.ReadAsync(context, scope, user));
            Assert.Equal(0, context.Request.Body.Position); // the endpoint reads it from the beginning
            return scope.BodyHash;
        }
    }

    [Fact]
    public void Instants_are_written_with_the_offset_of_China()
    {
        var json = JsonSerializer.Serialize(new { at = new DateTimeOffset(2025, 3, 27, 16, 0, 0, TimeSpan.Zero), name = "好差评" }, HttpJson.Stored);

        Assert.Equal("""{"at":"2025-03-28T00:00:00+08:00","name":"好差评"}""", json);
    }

    [Theory]
    [InlineData("\"2025-03-03T10:00:00\"")]
    [InlineData("\"2025-03-03\"")]
    [InlineData("1741000000")]
    public void An_instant_without_an_offset_is_malformed(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<DateTimeOffset>(json, HttpJson.Stored));

    [Theory]
    [InlineData("\"2025-03-03T10:00:00+08:00\"")]
    [InlineData("\"2025-03-03T02:00:00Z\"")]
    [InlineData("\"2025-03-02T21:00:00.000-05:00\"")]
    public void An_instant_with_an_offset_is_that_instant(string json) =>
        Assert.Equal(new DateTimeOffset(2025, 3, 3, 2, 0, 0, TimeSpan.Zero), JsonSerializer.Deserialize<DateTimeOffset>(json, HttpJson.Stored));

    [Fact]
    public void Nullable_and_defaulted_values_may_be_left_out()
    {
        var body = JsonSerializer.Deserialize<Body>("""{"name":"a"}""", HttpJson.Stored);

        Assert.Equal(new Body("a", null), body);
    }

    [Fact]
    public void Unknown_names_of_an_enumeration_and_bare_numbers_are_malformed()
    {
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<RefusalKind>("\"noSuchKind\"", HttpJson.Stored));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<RefusalKind>("1", HttpJson.Stored));
        Assert.Equal(RefusalKind.NotSignedIn, JsonSerializer.Deserialize<RefusalKind>("\"notSignedIn\"", HttpJson.Stored));
    }

    internal sealed record Body(string Name, string? Text, int Page = 1, IReadOnlyList<string>? Reasons = null);

    private Task<HttpResponseMessage> Post(string path, string body) =>
        _world.Anonymous().PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"));
}
