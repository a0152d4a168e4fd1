using HaoChaPing.CaseManagement.Common;
using HaoChaPing.Workflows.Scheduling;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace HaoChaPing.CaseManagement.Organisation;

/// <summary>Signing in for programs (token), signing out of the pages (cookie), and who is signed in. People sign in on the page <c>/sign-in</c>.</summary>
internal static class SignInApi
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/api/v1/auth/token", TokenAsync).AllowAnonymous()
            .WithSummary("用账号和密码换取访问令牌").WithTags("登录").Produces<TokenAnswer>().Produces<Problem>(401, "application/problem+json");
        app.MapGet("/api/v1/me", async (ISender sender, CancellationToken cancellationToken) => (await sender.Send(new GetMe(), cancellationToken)).ToHttp())
            .WithSummary("当前登录的用户、单位、角色和权限").WithTags("登录").Produces<Me>();
        app.MapPost("/account/sign-out", SignOutAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> TokenAsync(TokenBody body, ISender sender, IOptionsMonitor<BearerTokenOptions> schemes, MachineClock machine, CancellationToken cancellationToken)
    {
        var result = await sender.Send(new SignIn(body.UserName, body.Password), cancellationToken);
        return result.ToHttp(who =>
        {
            var scheme = schemes.Get(SignInSchemes.Token);
            var expiresAt = machine.GetUtcNow() + scheme.BearerTokenExpiration;
            var ticket = new AuthenticationTicket(who.Principal(SignInSchemes.Token), new AuthenticationProperties { ExpiresUtc = expiresAt }, SignInSchemes.Token);
            return Results.Ok(new TokenAnswer(scheme.BearerTokenProtector.Protect(ticket), expiresAt, new TokenUser(who.UserName, who.DisplayName, who.Unit, who.Roles)));
        });
    }

    private static async Task<IResult> SignOutAsync([FromForm] string? returnUrl, HttpContext context)
    {
        await context.SignOutAsync(SignInSchemes.Page);
        return Results.LocalRedirect(returnUrl is null ? "/sign-in" : Local(returnUrl));
    }

    // Only addresses of our own: a link must not send people to another site after signing out.
    private static string Local(string? url) =>
        url is { Length: > 0 } && url[0] == '/' && (url.Length == 1 || url[1] is not '/' and not '\\') && !url.Any(char.IsControl) ? url : "/";

    internal sealed record TokenBody(string UserName, string Password);

    internal sealed record TokenAnswer(string AccessToken, DateTimeOffset ExpiresAt, TokenUser User);

    internal sealed record TokenUser(string UserName, string DisplayName, string Unit, IReadOnlyList<string> Roles);
}
