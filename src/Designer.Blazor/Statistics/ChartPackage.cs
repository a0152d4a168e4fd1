namespace HaoChaPing.Designer.Blazor.Statistics;

/// <summary>The one file of ECharts, unchanged, as npm gave it. Without it the pages show their tables, which they have beside every chart anyway.</summary>
internal sealed class ChartPackage
{
    private const string File = "echarts.simple.min.js";
    public const string Address = "/vendor/echarts.js";

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    private readonly FileInfo? _file = Folders().Select(folder => new FileInfo(Path.Combine(folder, File))).FirstOrDefault(file => file.Exists);

    public static void Map(IEndpointRouteBuilder app) => app.MapMethods(Address, Reading, (HttpContext context, ChartPackage package) => package.Send(context)).AllowAnonymous().ExcludeFromDescription();

    private IResult Send(HttpContext context)
    {
        if (_file is null) return Results.NotFound();
        context.Response.Headers.CacheControl = "public, max-age=86400";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.File(_file.FullName, "text/javascript; charset=utf-8", lastModified: _file.LastWriteTimeUtc, entityTag: new($"\"{_file.Length:x}-{_file.LastWriteTimeUtc.Ticks:x}\""));
    }

    // As published it lies beside the program; in a working copy where the scripts put it.
    private static IEnumerable<string> Folders()
    {
        yield return Path.Combine(AppContext.BaseDirectory, "charts");
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent) yield return Path.Combine(folder.FullName, "build/npm/node_modules/echarts/dist");
    }
}
