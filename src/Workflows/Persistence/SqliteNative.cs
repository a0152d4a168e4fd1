#if SQLITE_FROM_SYSTEM
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace HaoChaPing.Workflows.Persistence;

/// <summary>Lets Microsoft.Data.Sqlite run on SQLitePCLRaw 2.0.6 and the system's libsqlite3 (see build/Sqlite.targets).</summary>
internal static class SqliteNative
{
#pragma warning disable CA2255 // a library may not run code at load; here nothing else can be early enough
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Load()
    {
        AssemblyLoadContext.Default.Resolving += (context, name) => name.Name == "SQLitePCLRaw.core"
            ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "SQLitePCLRaw.core.dll"))
            : null;
        UseSystemLibrary();
    }

    [MethodImpl(MethodImplOptions.NoInlining)] // its types resolve only after the line above
    private static void UseSystemLibrary()
    {
        var provider = new SQLitePCL.SQLite3Provider_e_sqlite3();
        NativeLibrary.SetDllImportResolver(provider.GetType().Assembly, (_, _, _) => NativeLibrary.Load("libsqlite3.so.0"));
        SQLitePCL.raw.SetProvider(provider);
        SQLitePCL.raw.FreezeProvider();
    }
}
#endif
