using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>Imports of whole files.</summary>
internal static class ImportsApi
{
    private const string Problems = "application/problem+json";
    private const int LongestField = 200;

    /// <summary>What the parts of the upload are called.</summary>
    internal sealed record ImportForm(IFormFile File, string Kind, string? Format, string? Encoding, bool? DryRun);

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/api/v1/imports", async (HttpContext http, ISender sender) => await (await StartAsync(http, sender)).ExecuteAsync(http))
            .RequireAct(Acts.Import).LimitBody(ImportFiles.Largest + (64 * 1024)).DisableAntiforgery() // programs have no form token; HttpEdge refuses foreign pages
            .Accepts<ImportForm>("multipart/form-data").WithSummary("导入一个文件（办件或评价），后台逐批存入；同一文件再导入不改变任何内容").WithTags("报送")
            .Produces<ImportView>(202).Produces<Problem>(400, Problems).Produces<Problem>(403, Problems).Produces<Problem>(413, Problems);
        app.MapGet("/api/v1/imports", async (ISender sender, CancellationToken cancellationToken, int page = 1, int pageSize = 50) => (await sender.Send(new ListImports(page, pageSize), cancellationToken)).ToHttp())
            .RequireAct(Acts.Import).WithSummary("导入列表").WithTags("报送").Produces<PageOf<ImportView>>().Produces<Problem>(400, Problems).Produces<Problem>(403, Problems);
        app.MapGet("/api/v1/imports/{id:guid}", async (Guid id, ISender sender, CancellationToken cancellationToken) => (await sender.Send(new GetImport(id), cancellationToken)).ToHttp())
            .RequireAct(Acts.Import).WithSummary("一次导入的进度和条数").WithTags("报送").Produces<ImportView>().Produces<Problem>(403, Problems).Produces<Problem>(404, Problems);
        app.MapGet("/api/v1/imports/{id:guid}/rejects", async (Guid id, ISender sender, HttpContext http, CancellationToken cancellationToken) =>
                (await sender.Send(new GetImportRejects(id), cancellationToken)).ToHttp(file => Download(http, file)))
            .RequireAct(Acts.Import).WithSummary("退回的行：行号、原因、原文（CSV）").WithTags("报送").Produces(200, contentType: "text/csv").Produces<Problem>(403, Problems).Produces<Problem>(404, Problems);
    }

    // Read part by part: a form buffered by the framework would lie on the disk unsealed.
    private static async Task<IResult> StartAsync(HttpContext http, ISender sender)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 200 } boundary || !type.MediaType.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
            return ImportRefusals.NotMultipart.ToHttp();
        var fields = http.Request.Query.ToDictionary(q => q.Key, q => q.Value.ToString(), StringComparer.Ordinal);
        StoredImport? file = null;
        try
        {
            var reader = new MultipartReader(boundary, http.Request.Body);
            while (await reader.ReadNextSectionAsync(http.RequestAborted) is { } section)
            {
                if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var part)) continue;
                var name = HeaderUtilities.RemoveQuotes(part.Name).ToString();
                if (!part.IsFileDisposition()) fields[name] = await FieldAsync(section.Body, http.RequestAborted);
                else if (name == "file" && file is null)
                {
                    var stored = await sender.Send(new StoreImportFile(HeaderUtilities.RemoveQuotes(part.FileNameStar.HasValue ? part.FileNameStar : part.FileName).ToString(), section.Body), http.RequestAborted);
                    if (!stored.Ok) return stored.ToHttp();
                    file = stored.Value;
                }
            }
        }
        catch (Exception broken) when (broken is InvalidDataException || (broken is IOException and not BadHttpRequestException))
        {
            return ImportRefusals.NotMultipart.ToHttp(); // the upload was cut off; what was stored of it goes with the next start
        }
        if (file is null) return ImportRefusals.NoFile.ToHttp();
        var dryRun = fields.GetValueOrDefault("dryRun") is "true" or "1" or "on";
        return (await sender.Send(new StartImport(file, fields.GetValueOrDefault("kind"), fields.GetValueOrDefault("format"), fields.GetValueOrDefault("encoding"), dryRun), http.RequestAborted))
            .ToHttp(import => Results.Accepted($"/api/v1/imports/{import.Id}", import));
    }

    private static async Task<string> FieldAsync(Stream body, CancellationToken cancellationToken)
    {
        var buffer = new byte[LongestField];
        var read = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return System.Text.Encoding.UTF8.GetString(buffer, 0, read);
    }

    // It may name people: never kept by a relay, never shown inside our origin.
    private static IResult Download(HttpContext http, ImportRejectFile file)
    {
        (http.Response.Headers.XContentTypeOptions, http.Response.Headers.CacheControl) = ("nosniff", "no-store");
        return Results.File(file.Content, "text/csv; charset=utf-8", file.FileName);
    }
}
