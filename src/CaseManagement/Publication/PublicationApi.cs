using System.Security.Cryptography;
using System.Text.Json;
using HaoChaPing.CaseManagement.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HaoChaPing.CaseManagement.Publication;

/// <summary>Open data: the figures of the public page for programs, without a sign-in.</summary>
public static class PublicationApi
{
    private const string Problems = "application/problem+json";

    internal static IServiceCollection AddPublication(this IServiceCollection services) => services.AddSingleton<PublicShelf>();

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/public/places", async (ISender sender, HttpContext context, CancellationToken cancellationToken) => Open(await sender.Send(new ListPublicPlaces(), cancellationToken), context))
            .AllowAnonymous().WithSummary("公开评价结果的地方").WithTags("公开").Produces<IReadOnlyList<PublicPlace>>();
        app.MapGet("/api/v1/public/{place}/results", async (string place, ISender sender, HttpContext context, CancellationToken cancellationToken, string? period = null) =>
                Open(await sender.Send(new GetPublicResults(place, period), cancellationToken), context))
            .AllowAnonymous().WithSummary("公开的评价结果，可查历史各期").WithTags("公开").Produces<PublicResults>().Produces(304).Produces<Problem>(400, Problems).Produces<Problem>(404, Problems);
    }

    private static IResult Open<T>(Result<T> result, HttpContext context) => result.ToHttp(value => IsKnown(context, TagOf(value!)) ? Results.StatusCode(StatusCodes.Status304NotModified) : Results.Ok(value));

    /// <summary>Names the content and how long it may be kept; true when the caller has it already.</summary>
    public static bool IsKnown(HttpContext context, string tag)
    {
        var headers = context.Response.Headers;
        (headers.ETag, headers.CacheControl) = (tag, "public, max-age=60");
        headers.AccessControlAllowOrigin = "*"; // open data
        return context.Request.Headers.IfNoneMatch.Any(known => known?.Split(',', StringSplitOptions.TrimEntries).Select(t => t.StartsWith("W/", StringComparison.Ordinal) ? t[2..] : t).Contains(tag) == true);
    }

    /// <summary>The name of a content.</summary>
    public static string TagOf(object content, string salt = "") => $"\"{Convert.ToHexStringLower(SHA256.HashData([.. JsonSerializer.SerializeToUtf8Bytes(content, HttpJson.Stored), .. System.Text.Encoding.UTF8.GetBytes(salt)]))[..32]}\"";
}
