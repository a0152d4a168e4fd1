using System.Text.Json.Serialization;
using HaoChaPing.CaseManagement.Organisation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HaoChaPing.CaseManagement.Common;

/// <summary>The act an endpoint needs somewhere; on which unit is for the use case to check.</summary>
public sealed record RequiredAct(string Act);

/// <summary>A refusal on the wire: RFC 9457 problem details with our stable code.</summary>
public sealed record Problem(string Type, string Title, int Status, string Code,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ProblemField>? Errors);

/// <summary>One wrong field of a request.</summary>
/// <param name="Pointer">JSON pointer into the body, or the name of the parameter.</param>
/// <param name="Detail">What is wrong, in Chinese.</param>
public sealed record ProblemField(string Pointer, string Detail);

/// <summary>How use cases meet HTTP (api.md, conventions).</summary>
public static class Http
{
    /// <summary>Bodies larger than this are refused unless the endpoint says otherwise with <see cref="LimitBody"/>.</summary>
    public const long LargestBody = 4 * 1024 * 1024;

    /// <summary>200 with the value, or the refusal.</summary>
    public static IResult ToHttp<T>(this Result<T> result) => result.Ok ? Results.Ok(result.Value) : result.Refusal.ToHttp();

    /// <summary>What the endpoint makes of the value, or the refusal.</summary>
    public static IResult ToHttp<T>(this Result<T> result, Func<T, IResult> answer) => result.Ok ? answer(result.Value) : result.Refusal.ToHttp();

    /// <summary>201 with the value and where it can be read, or the refusal.</summary>
    public static IResult ToCreated<T>(this Result<T> result, Func<T, string> location) => result.ToHttp(value => Results.Created(location(value), value));

    public static IResult ToHttp(this Refusal refusal) =>
        Results.Json(refusal.ToProblem(), statusCode: refusal.Kind.Status(), contentType: "application/problem+json");

    public static Problem ToProblem(this Refusal refusal) =>
        new($"urn:haochaping:refusal:{refusal.Code}", refusal.Message, refusal.Kind.Status(), refusal.Code,
            refusal.Errors.Count == 0 ? null : [.. refusal.Errors.Select(e => new ProblemField(e.Pointer, e.Message))]);

    public static int Status(this RefusalKind kind) => kind switch
    {
        RefusalKind.Malformed => 400,
        RefusalKind.NotSignedIn => 401,
        RefusalKind.NotAllowed => 403,
        RefusalKind.NotFound => 404,
        RefusalKind.Conflict => 409,
        RefusalKind.TooLarge => 413,
        RefusalKind.Rule => 422,
        RefusalKind.TooMany => 429,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Expected a status for every kind of refusal."),
    };

    /// <summary>The endpoint needs a signed-in user who may do this somewhere: 401 or 403 <c>notAllowed</c> otherwise.</summary>
    public static TBuilder RequireAct<TBuilder>(this TBuilder builder, string act) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new RequiredAct(act));

    /// <summary>The endpoint takes bodies up to this size; larger ones are answered 413.</summary>
    public static TBuilder LimitBody<TBuilder>(this TBuilder builder, long bytes) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new BodyLimit(bytes));

    /// <summary>JSON, size limits and problem details for every endpoint of the host.</summary>
    public static IServiceCollection AddCaseManagementHttp(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json => HttpJson.Apply(json.SerializerOptions));
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true); // so that the edge can say what was wrong
        services.Configure<FormOptions>(form => form.MultipartBodyLengthLimit = long.MaxValue); // the endpoint's own limit decides
        services.AddAntiforgery();
        return services;
    }

    /// <summary>Exception edge, sign-in, permission, idempotency and antiforgery, in this order. Call it before mapping anything.</summary>
    public static IApplicationBuilder UseCaseManagementHttp(this IApplicationBuilder app) => app
        .UseMiddleware<HttpEdge>()
        .UseRouting()
        .UseAuthentication()
        .Use(AdmitAsync)
        .UseAuthorization()
        .UseAntiforgery(); // for the forms of our pages; an endpoint of the API that takes multipart says DisableAntiforgery

    private static async Task AdmitAsync(HttpContext context, RequestDelegate next)
    {
        var refusal = await AdmissionAsync(context);
        if (refusal is null) await next(context);
        else await RefuseAsync(context, refusal);
    }

    private static async Task RefuseAsync(HttpContext context, Refusal refusal)
    {
        if (refusal.Kind == RefusalKind.TooLarge) context.Response.Headers.Connection = "close";
        await refusal.ToHttp().ExecuteAsync(context);
        if (refusal.Kind == RefusalKind.TooLarge) await UnreadBody.DrainAsync(context);
    }

    private static async Task<Refusal?> AdmissionAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var user = services.GetRequiredService<CurrentUser>();
        if (context.User.Identity?.IsAuthenticated == true && !IsAsset(context) &&
            !await services.GetRequiredService<CurrentUserLoader>().LoadAsync(context.User, context.RequestAborted))
            context.User = new(); // the account, its password or its key is no longer what was signed in with
        var notAdmitted = NotAdmitted(context, user);
        // Whoever may not even ask is recorded like whoever asks for what is not theirs (X-WF-2).
        if (notAdmitted == HttpRefusals.NotAllowed)
            await services.GetRequiredService<AccessLog>().RefusedAsync(context.GetEndpoint()!.Metadata.GetMetadata<RequiredAct>()!.Act, context.Request.Path.Value ?? "");
        return notAdmitted
            ?? Unclean(context)
            ?? TooLarge(context)
            ?? await IdempotencyKey.ReadAsync(context, services.GetRequiredService<IdempotencyScope>(), user);
    }

    private static Refusal? NotAdmitted(HttpContext context, CurrentUser user)
    {
        var endpoint = context.GetEndpoint();
        var act = endpoint?.Metadata.GetMetadata<RequiredAct>();
        // What names no act is closed to strangers all the same, unless it is declared open.
        var closed = act is not null || (IsApi(context.Request.Path) && endpoint is RouteEndpoint && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null);
        if (!closed) return null;
        if (!user.SignedIn) return HttpRefusals.NotSignedIn;
        if (act is not null && !user.May(act.Act)) return HttpRefusals.NotAllowed;
        return IsForeignPage(context) ? HttpRefusals.ForeignPage : null;
    }

    // A cookie goes along with whatever page a browser is on; a change must come from our own pages.
    private static bool IsForeignPage(HttpContext context) =>
        context.User.Identity?.AuthenticationType == SignInSchemes.Page &&
        !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method) &&
        context.Request.Headers.Origin.ToString() is { Length: > 0 } origin &&
        !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && HostString.FromUriComponent(from).Equals(context.Request.Host));

    private static Refusal? Unclean(HttpContext context)
    {
        if (!IsApi(context.Request.Path)) return null;
        if (HttpJson.HasControl(context.Request.Path.Value ?? "")) return HttpRefusals.ControlCharacters("");
        var parameter = context.Request.Query.FirstOrDefault(q => HttpJson.HasControl(q.Key) || q.Value.Any(value => HttpJson.HasControl(value ?? ""))).Key;
        return parameter is null ? null : HttpRefusals.ControlCharacters("/" + parameter);
    }

    private static Refusal? TooLarge(HttpContext context)
    {
        if (!IsApi(context.Request.Path)) return null;
        var limit = LimitOf(context);
        UnreadBody.CountHere(context, limit);
        return context.Request.ContentLength > limit ? HttpRefusals.TooLarge(limit) : null;
    }

    internal static long LimitOf(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize ?? LargestBody;

    internal static bool IsApi(PathString path) => path.StartsWithSegments("/api") || path.StartsWithSegments("/elsa/api");

    private static bool IsAsset(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<Microsoft.AspNetCore.StaticAssets.StaticAssetDescriptor>() is not null;

    private sealed record BodyLimit(long Bytes) : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => Bytes;
    }
}

internal static class HttpRefusals
{
    public static readonly Refusal NotSignedIn = new(RefusalKind.NotSignedIn, "notSignedIn", "尚未登录或登录已失效，请登录后再试。", []);
    public static readonly Refusal NotAllowed = Refusal.NotAllowed("notAllowed", "您的岗位没有这项权限，如需办理请联系本单位管理员。");
    public static readonly Refusal ForeignPage = Refusal.NotAllowed("crossOrigin", "请求来自其他网站，已被拒绝；请在本系统页面内操作。");
    public static readonly Refusal Malformed = Refusal.Malformed("malformedRequest", "请求内容格式有误，请按接口说明改正后重发。");
    public static readonly Refusal NoSuchAddress = Refusal.NotFound("unknownAddress", "没有这个接口地址，请核对地址和方法。");

    public static Refusal ControlCharacters(params IEnumerable<string> pointers) =>
        Refusal.Malformed("controlCharacters", "内容里有控制字符，请去掉后重发。", [.. pointers.Select(pointer => new FieldError(pointer, "不能含控制字符。"))]);

    public static Refusal TooLarge(long limit) => Refusal.TooLarge("bodyTooLarge", limit >= 1024 * 1024
        ? $"提交的内容太大，最多 {limit / (1024 * 1024)} MB，请拆分后再提交。"
        : $"提交的内容太大，最多 {limit / 1024} KB，请拆分后再提交。");
}
