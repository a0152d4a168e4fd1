using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Xunit;

namespace HaoChaPing.Designer.Blazor.Tests.Shell;

/// <summary>The pages as the server sends them, before any script runs.</summary>
public sealed partial class ServedPagesTests : IClassFixture<ServedPagesTests.Server>
{
    private readonly Server server;

    public ServedPagesTests(Server server) => this.server = server;

    [Fact]
    public async Task Signing_in_works_without_script_and_leads_back()
    {
        using var visitor = server.Visitor();
        var asked = await visitor.GetAsync("/cases?q=登记");
        Assert.Equal("/sign-in", asked.RequestMessage!.RequestUri!.AbsolutePath);

        var answer = await SignInAsync(visitor, asked, "ak-handler", "Demo-2026!");

        Assert.Equal("/cases", answer.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Contains("单位工单", await TextAsync(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_is_answered_under_the_form_and_the_account_name_stays()
    {
        using var visitor = server.Visitor();

        var answer = await SignInAsync(visitor, await visitor.GetAsync("/sign-in"), "auditor", "Wrong-pass-1");
        var text = await TextAsync(answer);

        Assert.Contains("账号或密码不正确", text, StringComparison.Ordinal);
        Assert.Contains("value=\"auditor\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Wrong-pass-1", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "", "请填写账号。", "请填写密码。")]
    [InlineData("auditor", "", null, "请填写密码。")]
    [InlineData(" ", "Demo-2026!", "请填写账号。", null)]
    public async Task An_empty_field_is_asked_for_in_our_own_words(string userName, string password, string? ofName, string? ofPassword)
    {
        using var visitor = server.Visitor();

        var text = await TextAsync(await SignInAsync(visitor, await visitor.GetAsync("/sign-in"), userName, password));

        Assert.Equal(ofName is not null, text.Contains("请填写账号。", StringComparison.Ordinal));
        Assert.Equal(ofPassword is not null, text.Contains("请填写密码。", StringComparison.Ordinal));
        Assert.Matches("<form[^>]*novalidate", text); // or the browser's own bubble would come first
    }

    [Theory]
    [InlineData("ak-handler", "/inbox")]
    [InlineData("auditor", "/cases")]
    [InlineData("admin", "/ordinances")]
    public async Task Signing_in_leads_to_the_page_the_day_begins_on(string userName, string path)
    {
        using var visitor = server.Visitor();

        var answer = await SignInAsync(visitor, await visitor.GetAsync("/"), userName, "Demo-2026!");

        Assert.Equal((HttpStatusCode.OK, path), (answer.StatusCode, answer.RequestMessage!.RequestUri!.AbsolutePath));
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        using var visitor = server.Visitor();

        var answer = await visitor.PostAsync("/sign-in", new FormUrlEncodedContent(new Dictionary<string, string> { ["_handler"] = "sign-in", ["Given.UserName"] = "ak-handler", ["Given.Password"] = "Demo-2026!" }));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("/cases/AK20250101000001", 404, "没有找到")]
    [InlineData("/tasks/00000000-0000-0000-0000-000000000001", 404, "没有找到这件任务")]
    [InlineData("/nowhere", 404, "这个地址没有页面")]
    public async Task What_is_not_there_says_so_with_its_status(string path, int status, string words)
    {
        using var visitor = server.Visitor();
        await SignInAsync(visitor, await visitor.GetAsync("/sign-in"), "ak-handler", "Demo-2026!");

        var answer = await visitor.GetAsync(path);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Contains(words, await TextAsync(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_allow_scripts_from_our_own_files_only_and_ask_no_other_origin()
    {
        using var visitor = server.Visitor();

        var answer = await visitor.GetAsync("/sign-in");
        var text = await TextAsync(answer);

        Assert.Contains("script-src 'self';", string.Join(' ', answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.DoesNotMatch("<script(?![^>]*src=)", text);
        Assert.DoesNotMatch("(src|href)=\"(https?:)?//", text);
        Assert.Contains("<html lang=\"zh-CN\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_style_and_script_a_page_names_is_served()
    {
        using var visitor = server.Visitor();
        var page = await TextAsync(await SignInAsync(visitor, await visitor.GetAsync("/sign-in"), "ak-handler", "Demo-2026!"));

        var files = Named().Matches(page).Select(m => m.Groups[1].Value).Where(f => f.EndsWith(".css", StringComparison.Ordinal) || f.EndsWith(".js", StringComparison.Ordinal) || f.EndsWith(".svg", StringComparison.Ordinal)).Distinct().ToList();

        Assert.Contains(files, f => f.Contains("blazor.web", StringComparison.Ordinal));
        foreach (var file in files) Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/" + file.TrimStart('/'))).StatusCode);
    }

    private static async Task<HttpResponseMessage> SignInAsync(HttpClient visitor, HttpResponseMessage page, string userName, string password)
    {
        var form = Hidden().Matches(await page.Content.ReadAsStringAsync()).ToDictionary(m => m.Groups[1].Value, m => WebUtility.HtmlDecode(m.Groups[2].Value));
        form["Given.UserName"] = userName;
        form["Given.Password"] = password;
        return await visitor.PostAsync("/sign-in", new FormUrlEncodedContent(form));
    }

    private static async Task<string> TextAsync(HttpResponseMessage answer) => WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();

    [GeneratedRegex("(?:href|src)=\"([^\"#]+)")]
    private static partial Regex Named();

    /// <summary>The real application in demo mode on an empty folder.</summary>
    public sealed class Server : IAsyncLifetime
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("haochaping-pages-");
        private WebApplication? app;

        public async Task InitializeAsync()
        {
            app = HaoChaPingHost.Create([$"--HCP_DATA={folder.FullName}", "--HCP_URLS=http://127.0.0.1:0", "--HCP_MODE=demo", "--HCP_DEMO_EMPTY=1"]);
            await app.StartAsync();
        }

        /// <summary>A browser without script: cookies, redirects, and it asks for pages.</summary>
        public HttpClient Visitor()
        {
            var client = new HttpClient { BaseAddress = new Uri(app!.Urls.First()) };
            client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
            return client;
        }

        public async Task DisposeAsync()
        {
            await app!.StopAsync();
            await app.DisposeAsync();
            folder.Delete(recursive: true);
        }
    }
}
