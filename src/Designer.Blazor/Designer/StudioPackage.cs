using Microsoft.Extensions.FileProviders;

namespace HaoChaPing.Designer.Blazor.Designer;

/// <summary>The files of Elsa Studio, unchanged, as npm gave them. The product runs without them; the designer's pages say then that they are missing.</summary>
public sealed class StudioPackage(IConfiguration configuration) : IDisposable
{
    private const string Entry = "_framework/blazor.webassembly.js";
    private const string InSources = "build/npm/node_modules/@elsa-workflows/elsa-studio-wasm";

    private readonly PhysicalFileProvider? _files = Folders(configuration["HCP_STUDIO"]).FirstOrDefault(folder => File.Exists(Path.Combine(folder, Entry))) is { } found ? new(found) : null;

    public bool IsPresent => _files is not null;

    /// <summary>A file of the package; null when there is none of this name.</summary>
    public IFileInfo? Find(string path) => _files?.GetFileInfo(path) is { Exists: true, IsDirectory: false, PhysicalPath: not null } file ? file : null;

    public void Dispose() => _files?.Dispose();

    // As published it lies beside the program; in a working copy where the scripts put it.
    private static List<string> Folders(string? given)
    {
        if (!string.IsNullOrWhiteSpace(given)) return [Path.GetFullPath(given)];
        var above = new List<string> { Path.Combine(AppContext.BaseDirectory, "studio") };
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent) above.Add(Path.Combine(folder.FullName, InSources));
        return above;
    }
}
