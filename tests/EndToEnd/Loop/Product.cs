using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HaoChaPing.UpperPlatform;
using Microsoft.AspNetCore.Builder;

namespace HaoChaPing.EndToEnd.Loop;

/// <summary>The product's own executable as an operator starts it: a process in demo mode on an empty folder, an upper platform beside it.</summary>
internal sealed class Product : IAsyncDisposable
{
    private readonly WebApplication upperPlatform;
    private readonly string folder;
    private readonly int port;
    private readonly string now;
    private Process process;

    private Product(WebApplication upperPlatform, string folder, int port, string now)
    {
        (this.upperPlatform, this.folder, this.port, this.now) = (upperPlatform, folder, port, now);
        process = Start();
    }

    public string Url => $"http://127.0.0.1:{port}";

    public static async Task<Product> StartAsync(string now)
    {
        var folder = Directory.CreateTempSubdirectory("haochaping-").FullName;
        var upperPlatform = UpperPlatformApp.Create("--folder", Path.Combine(folder, "upper-platform"), "--urls", "http://127.0.0.1:0");
        await upperPlatform.StartAsync();
        var product = new Product(upperPlatform, folder, Ports.Free(), now);
        await product.ReadyAsync();
        return product;
    }

    /// <summary>Kills the process the hard way.</summary>
    public async Task KillAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    /// <summary>Starts it again on the same folder and port.</summary>
    public async Task RestartAsync()
    {
        process.Dispose();
        process = Start();
        await ReadyAsync();
    }

    /// <summary>A client signed in by token, or with the demo channel's key.</summary>
    public async Task<HttpClient> AsAsync(string userName)
    {
        var client = new HttpClient { BaseAddress = new(Url) };
        if (userName == "channel") client.DefaultRequestHeaders.Add("X-Api-Key", "demo-channel-key");
        else
        {
            using var answer = await client.PostAsJsonAsync("/api/v1/auth/token", new { userName, password = "Demo-2026!" });
            answer.EnsureSuccessStatusCode();
            var token = (await answer.Content.ReadFromJsonAsync<JsonObject>())!["accessToken"]!.GetValue<string>();
            client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        }
        return client;
    }

    private Process Start()
    {
        var start = new ProcessStartInfo("dotnet", [Executable]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["HCP_DATA"] = folder, ["HCP_URLS"] = Url, ["HCP_MODE"] = "demo", ["HCP_DEMO_EMPTY"] = "1", ["HCP_DEMO_NOW"] = now, ["HCP_UPLOAD_URL"] = upperPlatform.Urls.First(),
        }) start.Environment[name] = value;
        var started = Process.Start(start)!;
        started.OutputDataReceived += (_, _) => { };
        started.ErrorDataReceived += (_, line) => { if (line.Data is { } text) Console.Error.WriteLine(text); };
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        return started;
    }

    // The product's own output, beside this test's: bin/<configuration>/net10.0 in both.
    private static string Executable
    {
        get
        {
            var here = new DirectoryInfo(AppContext.BaseDirectory);
            var root = here.Parent!.Parent!.Parent!.Parent!.Parent!;
            return Path.Combine(root.FullName, "src", "Designer.Blazor", "bin", here.Parent!.Name, here.Name, "HaoChaPing.dll");
        }
    }

    private async Task ReadyAsync()
    {
        using var client = new HttpClient { BaseAddress = new(Url), Timeout = TimeSpan.FromSeconds(5) };
        using var patience = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var tries = 0; tries < 1800; tries++)
        {
            if (process.HasExited) throw new InvalidOperationException($"Expected the product to run, but it ended with {process.ExitCode}.");
            try
            {
                if ((await client.GetAsync("/health/ready")).IsSuccessStatusCode) return;
            }
            catch (HttpRequestException) { } // not listening yet
            await patience.WaitForNextTickAsync();
        }
        throw new TimeoutException("Expected the product to be ready within three minutes.");
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        await upperPlatform.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
