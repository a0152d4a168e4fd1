using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using HaoChaPing.CaseManagement.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Organisation;

public sealed partial class SignInTests : IAsyncLifetime
{
    private World _world = null!;

    public async Task InitializeAsync() => _world = await World.StartAsync();
    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task The_right_password_gives_a_token_that_opens_the_interface()
    {
        using var answer = await _world.AskToken("ak-bureau");
        var token = await answer.Json();
        var program = await _world.As("ak-bureau");
        using var me = await program.GetAsync("/api/v1/me");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("安康审批局经办", token["user"]!["displayName"]!.GetValue<string>());
        Assert.Equal("ak-bureau", token["user"]!["unit"]!.GetValue<string>());
        Assert.Equal("cityApprovalBureau", token["user"]!["roles"]![0]!.GetValue<string>());
        Assert.EndsWith("+08:00", token["expiresAt"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Empty((await me.Json())["substitutions"]!.AsArray());
        Assert.Contains("dispatch", (await me.Json())["permissions"]!.AsArray().Select(p => p!.GetValue<string>()));
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_name_get_the_same_refusal()
    {
        using var wrong = await _world.AskToken("ak-bureau", "not-the-password");
        using var unknown = await _world.AskToken("nobody");

        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        Assert.Equal("signInFailed", await wrong.Code());
        Assert.Equal("application/problem+json", wrong.Content.Headers.ContentType?.MediaType);
        Assert.Equal(await wrong.Content.ReadAsStringAsync(), await unknown.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_for_a_quarter_of_an_hour_of_the_machine()
    {
        for (var i = 0; i < 5; i++) (await _world.AskToken("ak-handler", "not-the-password")).Dispose();
        using var locked = await _world.AskToken("ak-handler");
        using var lockedAndWrong = await _world.AskToken("ak-handler", "not-the-password");
        using var unknown = await _world.AskToken("nobody");
        await _world.Clock.MoveTo("2025-03-04T09:00");
        using var lockedWhateverTheBusinessClock = await _world.AskToken("ak-handler");
        _world.Machine.Advance(TimeSpan.FromMinutes(16));
        using var open = await _world.AskToken("ak-handler");

        Assert.Equal(HttpStatusCode.Unauthorized, locked.StatusCode);
        var said = await locked.Content.ReadAsStringAsync();
        Assert.Contains("锁定 15 分钟，其间密码正确也不能登录", (await locked.Json())["title"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal((said, said), (await lockedAndWrong.Content.ReadAsStringAsync(), await unknown.Content.ReadAsStringAsync())); // nor does the answer tell which names exist
        Assert.Equal(HttpStatusCode.Unauthorized, lockedWhateverTheBusinessClock.StatusCode);
        Assert.Equal(HttpStatusCode.OK, open.StatusCode);
    }

    [Fact]
    public async Task A_right_password_forgets_the_wrong_ones_before_it()
    {
        for (var i = 0; i < 4; i++) (await _world.AskToken("ak-handler", "not-the-password")).Dispose();
        (await _world.AskToken("ak-handler")).Dispose();
        (await _world.AskToken("ak-handler", "not-the-password")).Dispose();
        using var answer = await _world.AskToken("ak-handler");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_token_ends_by_the_machine_s_clock_and_not_by_the_business_clock()
    {
        var program = await _world.As("ak-bureau");

        await _world.Clock.MoveTo("2025-04-03T09:00");
        using var nextMonth = await program.GetAsync("/api/v1/me");
        _world.Machine.Advance(SignInSchemes.Lifetime + TimeSpan.FromMinutes(1));
        using var nextDay = await program.GetAsync("/api/v1/me");

        Assert.Equal(HttpStatusCode.OK, nextMonth.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, nextDay.StatusCode);
    }

    [Fact]
    public async Task A_token_of_another_issuer_is_not_accepted()
    {
        var program = _world.Anonymous();
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.");
        using var answer = await program.GetAsync("/api/v1/me");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("notSignedIn", await answer.Code());
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Fact]
    public async Task A_form_that_is_no_longer_known_is_answered_with_a_page_that_says_what_to_do()
    {
        var browser = _world.Anonymous();
        browser.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        using var answer = await browser.PostAsync("/sign-in", new FormUrlEncodedContent([new("userName", "admin")]));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("刷新后再试", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_password_ends_what_was_signed_in_before()
    {
        var program = await _world.As("ak-bureau");

        await _world.Write(async db => (await db.Users.SingleAsync(u => u.UserName == "ak-bureau")).SecurityStamp = "changed");
        using var answer = await program.GetAsync("/api/v1/me");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_withdrawn_role_ends_with_the_next_step()
    {
        var program = await _world.As("ak-bureau");

        await _world.Write(async db => db.RemoveRange(await db.RoleGrants.Where(g => g.Role == "cityApprovalBureau").ToListAsync()));
        using var me = await program.GetAsync("/api/v1/me");
        using var act = await program.PostAsync("/api/v1/cases/AK20250303000001/unmask", new StringContent("{}", System.Text.Encoding.UTF8, "application/json"));

        Assert.Empty((await me.Json())["permissions"]!.AsArray());
        Assert.Equal("notAllowed", await act.Code());
    }

    [Fact]
    public async Task The_page_signs_in_with_a_cookie_that_scripts_cannot_read()
    {
        using var answer = await SignInOnPage("ak-bureau", DemoAccounts.Password, "/inbox");
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("hcp.session=", StringComparison.Ordinal));

        Assert.Equal("/inbox", Led(answer));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("https://evil.example/")]
    [InlineData("/\\evil.example")]
    public async Task Signing_in_never_leads_to_another_site(string returnUrl)
    {
        using var answer = await SignInOnPage("ak-bureau", DemoAccounts.Password, returnUrl);

        Assert.Equal(_world.Address.Authority, new Uri(_world.Address, answer.Headers.Location!).Authority);
        Assert.Equal("/", Led(answer));
    }

    [Fact]
    public async Task A_wrong_password_on_the_page_is_answered_there_without_a_cookie()
    {
        using var answer = await SignInOnPage("ak-bureau", "not-the-password", "/inbox");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("账号或密码不正确", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.False(answer.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(c => c.StartsWith("hcp.session", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_cookie_does_not_act_for_another_site()
    {
        using var signedIn = await SignInOnPage("ak-handler", DemoAccounts.Password, "/");
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("hcp.session=", StringComparison.Ordinal)).Split(';')[0];

        using var foreign = await Post(cookie, "https://evil.example");
        using var own = await Post(cookie, _world.Address.GetLeftPart(UriPartial.Authority));

        Assert.Equal("crossOrigin", await foreign.Code());
        Assert.Equal("caseNotFound", await own.Code());
    }

    [Fact]
    public async Task A_business_system_is_known_by_its_key_and_may_deliver_only()
    {
        using var answer = await WithKey(DemoAccounts.ChannelKey);
        var me = await answer.Json();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(["import", "readOrdinance", "submitIntake"], me["permissions"]!.AsArray().Select(p => p!.GetValue<string>()));
    }

    [Theory]
    [InlineData("no-such-key")]
    [InlineData("DEMO-CHANNEL-KEY")]
    public async Task A_wrong_key_opens_nothing(string key)
    {
        using var answer = await WithKey(key);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_withdrawn_key_opens_nothing()
    {
        await _world.Write(async db => (await db.Set<ApiKey>().SingleAsync()).RevokedAt = _world.Clock.Now);
        using var answer = await WithKey(DemoAccounts.ChannelKey);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task The_key_itself_is_not_kept()
    {
        var kept = await _world.Read(db => db.Set<ApiKey>().SingleAsync());

        Assert.DoesNotContain(DemoAccounts.ChannelKey, kept.Hash, StringComparison.Ordinal);
        Assert.Equal(64, kept.Hash.Length);
    }

    private async Task<HttpResponseMessage> WithKey(string key)
    {
        var client = _world.Anonymous();
        client.DefaultRequestHeaders.Add("X-Api-Key", key);
        return await client.GetAsync("/api/v1/me");
    }

    // As a browser without script does: asks for the page, fills in its form, sends it back with its hidden fields and its cookie.
    private async Task<HttpResponseMessage> SignInOnPage(string userName, string password, string returnUrl)
    {
        using var page = await Browser().GetAsync($"/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}");
        var fields = HiddenField().Matches(await page.Content.ReadAsStringAsync()).ToDictionary(m => m.Groups[1].Value, m => WebUtility.HtmlDecode(m.Groups[2].Value));
        (fields["Given.UserName"], fields["Given.Password"]) = (userName, password);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("Cookie", page.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        return await Browser().SendAsync(request);
    }

    private string? Led(HttpResponseMessage answer) => answer.Headers.Location is { } to ? new Uri(_world.Address, to).PathAndQuery : null;

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex HiddenField();

    private async Task<HttpResponseMessage> Post(string cookie, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/cases/AK20250303999999/unmask")
        {
            Content = new StringContent("""{"purpose":"核实情况"}""", System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Cookie", cookie);
        request.Headers.Add("Origin", origin);
        return await Browser().SendAsync(request);
    }

    private HttpClient Browser() => new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = _world.Address };
}
