using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Publication;

namespace HaoChaPing.Designer.Blazor.Publication;

/// <summary>The public pages may be kept for a minute by browsers and relays, and are not sent again to whoever has them.</summary>
internal static class PublicCache
{
    // A new build may draw the same figures another way.
    private static readonly string Build = typeof(PublicCache).Module.ModuleVersionId.ToString();

    public static void UsePublicCache(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (!HttpMethods.IsGet(context.Request.Method) || !context.Request.Path.StartsWithSegments("/public", out var rest))
        {
            await next(context);
            return;
        }
        if (await ContentAsync(context, rest) is { } content && PublicationApi.IsKnown(context, PublicationApi.TagOf(content, Build + context.Request.QueryString)))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        var (tag, age) = (context.Response.Headers.ETag, context.Response.Headers.CacheControl);
        // Nobody signs in here, and nothing is to be remembered: what a page sets by habit is taken off again.
        context.Response.OnStarting(() =>
        {
            context.Response.Headers.Remove("Set-Cookie");
            context.Response.Headers.Remove("Pragma");
            if (context.Response.StatusCode == StatusCodes.Status200OK && tag.Count > 0) (context.Response.Headers.ETag, context.Response.Headers.CacheControl) = (tag, age);
            return Task.CompletedTask;
        });
        await next(context);
    });

    private static async Task<object?> ContentAsync(HttpContext context, PathString rest)
    {
        var sender = context.RequestServices.GetRequiredService<CaseManagement.Common.ISender>();
        var place = rest.Value?.Trim('/') ?? "";
        return place switch
        {
            "" => (await sender.Send(new ListPublicPlaces(), context.RequestAborted)).Value,
            "notes" => "notes",
            _ => (await sender.Send(new GetPublicResults(place, context.Request.Query["period"] is [{ Length: > 0 } period] ? period : null), context.RequestAborted)).Value,
        };
    }
}
