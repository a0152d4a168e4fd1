using System.Security.Claims;
using System.Text.Encodings.Web;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.Workflows.Scheduling;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HaoChaPing.CaseManagement.Organisation;

/// <summary>What a signed-in principal carries: an id and, for people, the stamp that changes with the password.</summary>
public static class SignInClaims
{
    public const string Account = ClaimTypes.NameIdentifier;
    public const string Name = ClaimTypes.Name;
    public const string Stamp = "hcp:stamp";
    public const string Key = "hcp:key";
}

/// <summary>The ways to sign in: cookie on the page, bearer token for programs, key for business systems.</summary>
public static class SignInSchemes
{
    public const string Page = "Page";
    public const string Token = "Token";
    public const string Key = "Key";
    private const string Any = "Any";
    private const string Hubs = "/elsa/hubs";
    private const string HubToken = "access_token";

    /// <summary>How long a sign-in lasts without use (page) or at all (token).</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    /// <summary>Accounts, schemes and the key ring. Their lifetimes follow the machine's clock, whatever the business clock says.</summary>
    public static IServiceCollection AddSignIn(this IServiceCollection services)
    {
        services.AddAccounts();
        services.AddKeyRing();
        services.AddAuthentication(Any)
            .AddPolicyScheme(Any, null, any => any.ForwardDefaultSelector = Choose)
            .AddCookie(Page, SetCookie)
            .AddBearerToken(Token, SetToken)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(Key, null);
        services.AddAuthorization();
        services.AddOptions<CookieAuthenticationOptions>(Page).Configure<MachineClock>((cookie, machine) => cookie.TimeProvider = machine);
        services.AddOptions<BearerTokenOptions>(Token).Configure<MachineClock>((token, machine) => token.TimeProvider = machine);
        services.AddScoped<CurrentUser>();
        services.AddScoped<CurrentUserLoader>();
        services.AddScoped<DisplayNames>().AddScoped<Substitutes>().AddScoped<AbsenceRows>();
        services.AddScoped<AccessLog>();
        services.AddScoped<KeyCheck>();
        services.AddScoped<DemoOrganisation>();
        services.AddScoped<OrganisationStart>();
        services.AddSingleton<PersonalData>();
        return services;
    }

    private static void AddAccounts(this IServiceCollection services)
    {
        services.AddIdentityCore<User>(identity =>
        {
            identity.Password.RequiredLength = 10;
            identity.Password.RequireNonAlphanumeric = true;
            identity.Lockout.MaxFailedAccessAttempts = 5;
            identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
        });
        services.AddScoped<IUserStore<User>>(scope => new UserOnlyStore<User, CaseDbContext, Guid>(scope.GetRequiredService<CaseDbContext>()));
    }

    private static void AddKeyRing(this IServiceCollection services)
    {
        services.TryAddSingleton<KeyFolder>();
        services.AddDataProtection().SetApplicationName("HaoChaPing");
        services.AddOptions<Microsoft.AspNetCore.DataProtection.KeyManagement.KeyManagementOptions>().Configure<KeyFolder, ILoggerFactory>((ring, keys, log) => ring.XmlRepository = new KeyRingFiles(keys, log));
    }

    private static string Choose(HttpContext context) =>
        ApiKeyHandler.KeyOf(context.Request) is not null ? Key
        : context.Request.Query.ContainsKey(HubToken) && context.Request.Path.StartsWithSegments(Hubs) ? Token
        : context.Request.Headers.Authorization.Count > 0 ? Token
        : Page;

    // A browser's WebSocket bears no header: the hubs of Elsa's clients get the token in the query (elsa contract 1.3).
    private static void SetToken(BearerTokenOptions options)
    {
        options.BearerTokenExpiration = Lifetime;
        options.Events.OnMessageReceived = context =>
        {
            if (context.Request.Path.StartsWithSegments(Hubs) && context.Request.Query[HubToken].ToString() is { Length: > 0 } token) context.Token = token;
            return Task.CompletedTask;
        };
    }

    private static void SetCookie(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "hcp.session";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.SlidingExpiration = true;
        options.ExpireTimeSpan = Lifetime;
        options.LoginPath = "/sign-in";
        options.AccessDeniedPath = "/not-allowed";
        options.ReturnUrlParameter = "returnUrl";
        options.Events.OnRedirectToLogin = context => Redirect(context, StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = context => Redirect(context, StatusCodes.Status403Forbidden);
    }

    // A program cannot use a sign-in page.
    private static Task Redirect(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (Http.IsApi(context.Request.Path)) context.Response.StatusCode = status;
        else context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }
}

/// <summary>Knows a business system by its <c>X-Api-Key</c>.</summary>
internal sealed class ApiKeyHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder, CaseDbContext db, PersonalData personalData)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    public const string Header = "X-Api-Key";
    private const string Prefix = "ApiKey ";

    /// <summary>The key of a call: <c>X-Api-Key</c>, or <c>Authorization: ApiKey</c> as Elsa's clients send it.</summary>
    public static string? KeyOf(HttpRequest request) => request.Headers[Header].ToString() is { Length: > 0 } key ? key
        : request.Headers.Authorization.ToString() is var given && given.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? given[Prefix.Length..].Trim() : null;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var hash = ApiKey.HashOf(personalData, KeyOf(Request) ?? "");
        var id = await db.Set<ApiKey>().Where(k => k.Hash == hash && k.RevokedAt == null).Select(k => (Guid?)k.Id).SingleOrDefaultAsync(Context.RequestAborted);
        return id is null
            ? AuthenticateResult.Fail("Expected the key of a known system.")
            : AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity([new Claim(SignInClaims.Key, id.Value.ToString())], Scheme.Name)), Scheme.Name));
    }
}
