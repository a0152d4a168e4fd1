using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace HaoChaPing.Designer.Blazor.Tests;

internal static class LoadDiffing
{
    // bUnit was built against AngleSharp.Diffing 1.x; build/Bunit.targets brings the one that restores here.
#pragma warning disable CA2255
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Bind() => AssemblyLoadContext.Default.Resolving += (context, name) => name.Name == "AngleSharp.Diffing"
        ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "AngleSharp.Diffing.dll")) : null;
}
