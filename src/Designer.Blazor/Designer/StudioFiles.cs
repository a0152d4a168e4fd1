using System.Text.RegularExpressions;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace HaoChaPing.Designer.Blazor.Designer;

/// <summary>Serves the package under <c>/elsa-studio/</c>: ready compressed where the browser takes it, kept for ever where the name changes with the content.</summary>
internal static partial class StudioFiles
{
    private static readonly FileExtensionContentTypeProvider Types = new(new Dictionary<string, string>(new FileExtensionContentTypeProvider().Mappings, StringComparer.OrdinalIgnoreCase)
    {
        [".dat"] = "application/octet-stream", [".blat"] = "application/octet-stream", [".pdb"] = "application/octet-stream", [".wasm"] = "application/wasm", [".cur"] = "image/x-icon",
    });

    public static IResult Send(string file, HttpContext context, StudioPackage package)
    {
        if (package.Find(file) is not { } plain) return Results.NotFound();
        if (!Types.TryGetContentType(file, out var type)) type = "application/octet-stream";
        var headers = context.Response.Headers;
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = Fingerprint().IsMatch(file) ? "public, max-age=31536000, immutable" : "no-cache";
        var sent = plain;
        if (TakesBrotli(context.Request) && package.Find(file + ".br") is { } compressed)
        {
            sent = compressed;
            headers.ContentEncoding = "br";
        }
        return Results.File(sent.PhysicalPath!, type, lastModified: sent.LastModified, entityTag: TagOf(sent));
    }

    private static EntityTagHeaderValue TagOf(IFileInfo file) => new($"\"{file.Length:x}-{file.LastModified.UtcTicks:x}\"");

    private static bool TakesBrotli(HttpRequest request) =>
        request.GetTypedHeaders().AcceptEncoding.Any(encoding => encoding.Value.Equals("br", StringComparison.OrdinalIgnoreCase) && encoding.Quality != 0);

    // name.0123456789.wasm: ten letters and digits between two dots, as the .NET SDK writes them.
    [GeneratedRegex(@"\.[0-9a-z]{10}\.(wasm|js|dat|pdb|css|bundle\.scp\.css)$")]
    private static partial Regex Fingerprint();
}
