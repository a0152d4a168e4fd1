using System.Diagnostics;

namespace HaoChaPing.CaseManagement.Tests.Hosting;

/// <summary>The program as a process of its own, as <c>./run</c> and <c>./hcp</c> start it.</summary>
internal static class Executable
{
    /// <summary>Everything it said on both streams, and its exit code.</summary>
    public static async Task<(int Code, string Said)> RunAsync(string folder, params string[] verb)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "HaoChaPing.dll"), .. verb]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["HCP_DATA"] = folder;
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEndAsync();
        var complained = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await said + await complained);
    }
}
