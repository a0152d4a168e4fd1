using HaoChaPing.Designer.Blazor.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HaoChaPing.Designer.Blazor.Tests.Hosting;

public sealed class StartGateTests
{
    private readonly StartGate gate = new();

    [Fact]
    public async Task While_the_demonstration_is_filled_a_browser_is_told_at_once()
    {
        var answer = await AskAsync("/inbox", "text/html,application/xhtml+xml");
        var text = System.Text.Encoding.UTF8.GetString(((MemoryStream)answer.Body).ToArray());

        Assert.Equal((503, "2", "text/html; charset=utf-8"), (answer.StatusCode, answer.Headers.RetryAfter.ToString(), answer.ContentType));
        Assert.Contains("正在准备演示数据", text, StringComparison.Ordinal);
        Assert.Contains("<meta http-equiv=\"refresh\" content=\"2\">", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/cases", "text/html")]
    [InlineData("/css/site.css", "text/css")]
    public async Task What_is_no_page_waits_until_the_gate_opens(string path, string accept)
    {
        var asked = AskAsync(path, accept);
        Assert.False(asked.IsCompleted);

        gate.Open();

        Assert.Equal(StatusCodes.Status204NoContent, (await asked).StatusCode);
    }

    [Fact]
    public async Task Once_the_gate_is_open_the_page_is_served()
    {
        gate.Open();

        Assert.Equal(StatusCodes.Status204NoContent, (await AskAsync("/inbox", "text/html")).StatusCode);
    }

    private async Task<HttpResponse> AskAsync(string path, string accept)
    {
        var app = new ApplicationBuilder(new ServiceCollection().AddSingleton(gate).BuildServiceProvider());
        StartGate.Use(app);
        app.Run(context => { context.Response.StatusCode = StatusCodes.Status204NoContent; return Task.CompletedTask; });
        var http = new DefaultHttpContext { RequestServices = app.ApplicationServices };
        (http.Request.Method, http.Request.Path, http.Request.Headers.Accept, http.Response.Body) = ("GET", path, accept, new MemoryStream());
        await app.Build()(http);
        return http.Response;
    }
}
