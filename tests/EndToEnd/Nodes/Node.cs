using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace HaoChaPing.EndToEnd.Nodes;

/// <summary>One of several equal processes of the product on one database.</summary>
internal sealed class Node : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _log;

    private Node(Process process, Uri address, string log) => (_process, Address, _log) = (process, address, log);

    public Uri Address { get; }

    public static Node Start(string provider, string connection, string folder, string name)
    {
        var address = new Uri($"http://127.0.0.1:{Ports.Free()}");
        var log = Path.Combine(folder, $"{name}.log");
        var start = new ProcessStartInfo("/bin/sh") { UseShellExecute = false };
        // The output goes to a file: a pipe would have to be emptied, and would block a node that is meant to work.
        string[] settings =
        [
            $"--HCP_DATA={folder}", $"--HCP_URLS={address}", "--HCP_MODE=demo", "--HCP_DEMO_EMPTY=1", "--HCP_DEMO_NOW=2025-03-03T09:00:00+08:00",
            $"--HCP_DATABASE_PROVIDER={provider}", $"--HCP_DATABASE={connection}",
        ];
        foreach (var part in (string[])["-c", "log=$1; shift; exec dotnet \"$@\" >>\"$log\" 2>&1", "sh", log, Path.Combine(AppContext.BaseDirectory, "HaoChaPing.dll"), "serve", .. settings])
            start.ArgumentList.Add(part);
        return new Node(Process.Start(start)!, address, log);
    }

    public async Task ReadyAsync()
    {
        using var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromMinutes(2);)
        {
            if (_process.HasExited) throw new InvalidOperationException($"Expected the node to run, but it ended with {_process.ExitCode}. The end of its log:\n{LogEnd()}");
            try
            {
                if ((await client.GetAsync("/health/ready")).IsSuccessStatusCode) return;
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                // Not listening yet.
            }
            await pause.WaitForNextTickAsync();
        }
        throw new TimeoutException("Expected the node to be ready within two minutes.");
    }

    private string LogEnd() => File.Exists(_log) ? string.Join('\n', File.ReadLines(_log).TakeLast(20)) : "(none)";

    /// <summary>A client signed in by token, or with the demo channel's key.</summary>
    public async Task<HttpClient> AsAsync(string userName)
    {
        var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(60) };
        if (userName == "channel") client.DefaultRequestHeaders.Add("X-Api-Key", "demo-channel-key");
        else
        {
            using var answer = await client.PostAsJsonAsync("/api/v1/auth/token", new { userName, password = "Demo-2026!" });
            answer.EnsureSuccessStatusCode();
            client.DefaultRequestHeaders.Authorization = new("Bearer", (string)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["accessToken"]!);
        }
        return client;
    }

    public Task FreezeAsync() => SignalAsync("STOP");
    public Task ThawAsync() => SignalAsync("CONT");
    public void Kill() => _process.Kill();

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("/bin/kill", [$"-{signal}", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(); // a frozen one too
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
