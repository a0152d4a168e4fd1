using System.Diagnostics;

namespace HaoChaPing.CaseManagement.Tests.Hosting;

/// <summary>The program as a process of its own, as <c>./run</c> and <c>./hcp</c> start it.</summary>
internal static class Executable
{
    private static readonly string Here = AppContext.BaseDirectory;

    public static Task<(int Code, string Said)> RunAsync(string folder, params string[] verb) => RunProgramAsync(Here, folder, verb);

    /// <summary>Everything it said on both streams, and its exit code.</summary>
    public static async Task<(int Code, string Said)> RunProgramAsync(string program, string folder, params string[] verb)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(program, "HaoChaPing.dll"), .. verb]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["HCP_DATA"] = folder;
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEndAsync();
        var complained = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await said + await complained);
    }

    /// <summary>A second installation whose definitions may be spoilt; what is not changed is linked.</summary>
    public static string CopyTo(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(Here, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(Here, path);
            var target = Path.Combine(folder, relative);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            // Linked programs would look for their definitions where they really lie.
            if (relative.StartsWith("HaoChaPing.", StringComparison.Ordinal) || relative.StartsWith("definitions", StringComparison.Ordinal)) File.Copy(path, target);
            else File.CreateSymbolicLink(target, path);
        }
        return folder;
    }
}
