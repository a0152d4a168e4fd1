using System.Security.Cryptography;
using System.Text.Json;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HaoChaPing.CaseManagement.Publication;

/// <summary>Open data: the figures of the public page for programs, without a sign-in.</summary>
public static class PublicationApi
{
    private const string Problems = "application/problem+json";

    internal static IServiceCollection AddPublication(this IServiceCollection services) => services.AddSingleton<PublicShelf>().AddSingleton<PdfPrinter>().AddScoped<BulletinDesk>();

    internal static void Map(IEndpointRouteBuilder app)
    {
        MapBulletins(app);
        app.MapGet("/api/v1/public/places", async (ISender sender, HttpContext context, CancellationToken cancellationToken) => Open(await sender.Send(new ListPublicPlaces(), cancellationToken), context))
            .AllowAnonymous().WithSummary("公开评价结果的地方").WithTags("公开").Produces<IReadOnlyList<PublicPlace>>();
        app.MapGet("/api/v1/public/{place}/results", async (string place, ISender sender, HttpContext context, CancellationToken cancellationToken, string? period = null) =>
                Open(await sender.Send(new GetPublicResults(place, period), cancellationToken), context))
            .AllowAnonymous().WithSummary("公开的评价结果，可查历史各期").WithTags("公开").Produces<PublicResults>().Produces(304).Produces<Problem>(400, Problems).Produces<Problem>(404, Problems);
    }

    internal static void MapBulletins(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/bulletins", async (string ordinance, ISender sender, CancellationToken cancellationToken) => (await sender.Send(new ListBulletins(ordinance), cancellationToken)).ToHttp())
            .RequireAct(Acts.ReadCase).WithSummary("本地办法要求的通报，已结束的各期").WithTags("统计").Produces<PageOf<BulletinEntry>>().Produces<Problem>(403, Problems);
        app.MapGet("/api/v1/bulletins/{file}", async (string file, ISender sender, PdfPrinter printer, CancellationToken cancellationToken) => await FileAsync(file, sender, printer, cancellationToken))
            .RequireAct(Acts.ReadCase).WithSummary("一份通报：.xlsx、.pdf 或 .csv").WithTags("统计").Produces(200).Produces<Problem>(403, Problems).Produces<Problem>(404, Problems).Produces<Problem>(409, Problems);
    }

    private static async Task<IResult> FileAsync(string file, ISender sender, PdfPrinter printer, CancellationToken cancellationToken)
    {
        var format = Path.GetExtension(file);
        if (format is not (".csv" or ".xlsx" or ".pdf")) return BulletinRefusals.UnknownFormat.ToHttp();
        var found = await sender.Send(new GetBulletin(file[..^format.Length]), cancellationToken);
        if (!found.Ok) return found.Refusal.ToHttp();
        var (content, type) = format switch
        {
            ".csv" => (BulletinFiles.Csv(found.Value), "text/csv; charset=utf-8"),
            ".xlsx" => (BulletinFiles.Xlsx(found.Value), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            _ => (await printer.PrintAsync(BulletinFiles.Html(found.Value), cancellationToken), "application/pdf"),
        };
        return content is null ? BulletinRefusals.NoPrinter.ToHttp() : Results.File(content, type, $"{found.Value.Entry.Title}{format}");
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
