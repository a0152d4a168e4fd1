using System.Diagnostics;

namespace HaoChaPing.EndToEnd.Crash;

/// <summary>
/// The real server in a process of its own, on one data folder. While it crashes, each life makes one commit and dies by SIGKILL, right after it or right before
/// the next: so every commit of what is played against it is met by that death.
/// </summary>
internal sealed class CrashingServer(string folder, string upperPlatform, Death death) : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3); // a busy machine is no defect
    private readonly string _output = Path.Combine(folder, "server.log");
    private readonly string _definitions = OnePlace(Path.Combine(folder, "definitions"));
    private Process? _process;
    private bool _crashing;

    /// <summary>Deaths so far.</summary>
    public int Deaths { get; private set; }

    public Uri Address { get; } = new($"http://127.0.0.1:{Ports.Free()}");

    /// <summary>What the server said, all lives together.</summary>
    public string Output => File.Exists(_output) ? File.ReadAllText(_output) : "";

    /// <summary>Returns when a process listens; those that die at the start are followed by the next.</summary>
    public async Task RunAsync()
    {
        var deadline = Stopwatch.StartNew();
        while (deadline.Elapsed < StartLimit)
        {
            if (_process is null) Start();
            if (await ListensAsync()) return;
            if (_process!.HasExited) Bury();
            else await Pause.ShortAsync();
        }
        throw new InvalidOperationException($"Expected the server to listen within {StartLimit}, but it did not:\n{Output}");
    }

    /// <summary>Ends the present life; the next ones crash or live on.</summary>
    public async Task RestartAsync(bool crashing)
    {
        if (_process is { HasExited: false }) _process.Kill();
        if (_process is not null) await _process.WaitForExitAsync();
        _process = null;
        _crashing = crashing;
        await RunAsync();
    }

    /// <summary>Waits for the end of a life that has broken a connection.</summary>
    public async Task DiedAsync()
    {
        if (_process is null) return;
        await _process.WaitForExitAsync().WaitAsync(StartLimit);
        Bury();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is null) return;
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    private void Start()
    {
        string[] kill = !_crashing ? [] : death == Death.AfterCommit ? ["--kill=after"] : ["--kill=before", $"--commits={(Deaths == 0 ? 0 : 1)}"];
        var start = new ProcessStartInfo("/bin/sh") { UseShellExecute = false };
        // The output goes to a file: a pipe would have to be emptied, and would die with nobody reading.
        string[] settings =
        [
            .. kill, $"--HCP_DATA={folder}", $"--HCP_URLS={Address}", "--HCP_MODE=demo", "--HCP_DEMO_EMPTY=1",
            "--HCP_DEMO_NOW=2025-03-03T09:00:00+08:00", $"--HCP_UPLOAD_URL={upperPlatform}", $"--HCP_DEFINITIONS={_definitions}",
        ];
        foreach (var part in (string[])["-c", "log=$1; shift; exec dotnet \"$@\" >>\"$log\" 2>&1", "sh", _output, Path.Combine(AppContext.BaseDirectory, "CrashHost.dll"), .. settings])
            start.ArgumentList.Add(part);
        _process = Process.Start(start)!;
    }

    private void Bury()
    {
        const int Killed = 128 + 9;
        if (_process!.ExitCode != Killed) throw new InvalidOperationException($"Expected the server to die by SIGKILL, but it ended with {_process.ExitCode}:\n{Output}");
        Deaths++;
        _process.Dispose();
        _process = null;
    }

    private async Task<bool> ListensAsync()
    {
        using var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            return (await client.GetAsync("/health/ready")).IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    // Forty lives begin here: each reads the law of one place only.
    private static string OnePlace(string target)
    {
        var source = Path.Combine(AppContext.BaseDirectory, "definitions");
        foreach (var file in Directory.GetFiles(source, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(source, file);
            if (name.StartsWith("ordinances", StringComparison.Ordinal) && !name.StartsWith(Path.Combine("ordinances", "ak"), StringComparison.Ordinal)) continue;
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(target, name))!);
            File.Copy(file, Path.Combine(target, name), overwrite: true);
        }

        return target;
    }
}

/// <summary>Where a life ends.</summary>
internal enum Death
{
    /// <summary>What the caller asked for was never written.</summary>
    BeforeCommit,
    /// <summary>It was written, and the caller never heard of it.</summary>
    AfterCommit,
}

/// <summary>Between two looks at another process, whose time nobody can move.</summary>
internal static class Pause
{
    public static async Task ShortAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        await timer.WaitForNextTickAsync();
    }
}
