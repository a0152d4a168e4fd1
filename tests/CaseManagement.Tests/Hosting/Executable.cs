using System.Diagnostics;

namespace HaoChaPing.CaseManagement.Tests.Hosting;

/// <summary>The program as a process of its own, as <c>./run</c> and <c>./hcp</c> start it.</summary>
internal static class Executable
{
    /// <summary>Everything it said on both streams, and its exit code.</summary>
    public static Task<(int Code, string Said)> RunAsync(string folder, params string[] verb) => RunAsync(folder, input: null, verb);

    /// <summary>The same with something on its standard input.</summary>
    public static async Task<(int Code, string Said)> RunAsync(string folder, string? input, string[] verb)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "HaoChaPing.dll"), .. verb]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = input is not null };
        start.Environment["HCP_DATA"] = folder;
        using var process = Process.Start(start)!;
        if (input is not null)
        {
            await process.StandardInput.WriteLineAsync(input);
            process.StandardInput.Close();
        }
        var said = process.StandardOutput.ReadToEndAsync();
        var complained = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await said + await complained);
    }
}
