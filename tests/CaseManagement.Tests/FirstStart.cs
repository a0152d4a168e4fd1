using System.Collections.Concurrent;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.Designer.Blazor;
using HaoChaPing.Tests;

namespace HaoChaPing.CaseManagement.Tests;

/// <summary>What a first start leaves in the data folder and the database, made once for each day of the clock: every world gets a copy.</summary>
internal static class FirstStart
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<(string Folder, TestStore Store)>>> Made = [];
    private static readonly SemaphoreSlim OneCopy = new(1); // a database that is being copied must not be open elsewhere

    static FirstStart() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Forget();

    public static async Task<TestStore> CopyAsync(string today, string folder)
    {
        var (made, store) = await Made.GetOrAdd(today, day => new(() => MakeAsync(day))).Value;
        var keys = Directory.CreateDirectory(Path.Combine(folder, "keys"));
        foreach (var key in Directory.GetFiles(Path.Combine(made, "keys"))) File.Copy(key, Path.Combine(keys.FullName, Path.GetFileName(key)));
        await OneCopy.WaitAsync();
        try
        {
            return await store.CopyAsync(folder);
        }
        finally
        {
            OneCopy.Release();
        }
    }

    private static async Task<(string Folder, TestStore Store)> MakeAsync(string today)
    {
        var folder = Directory.CreateTempSubdirectory("haochaping-first-").FullName;
        var store = await TestStore.CreateAsync(folder);
        await using var app = HaoChaPingHost.Create([.. World.Settings(today, folder, store), "--HCP_DEMO_EMPTY=1"], builder => World.AtTheBorders(builder.Services, new StillMachine()));
        await app.StartAsync();
        await app.StopAsync();
        return (folder, store);
    }

    private static void Forget()
    {
        foreach (var made in Made.Values.Where(m => m is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })) Directory.Delete(made.Value.Result.Folder, recursive: true);
    }
}
