using HaoChaPing.EndToEnd.BlazorProof.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HaoChaPing.EndToEnd.BlazorProof;

/// <summary>A few pages on the 10.0 server with the 9.0 browser script, to see what of Blazor can be relied on.</summary>
internal sealed class ProofHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private ProofHost(WebApplication app, int port) => (this.app, Port) = (app, port);

    public int Port { get; }
    public string Url => $"http://127.0.0.1:{Port}";
    public ProofDesk Desk => app.Services.GetRequiredService<ProofDesk>();

    public static async Task<ProofHost> StartAsync(int port = 0)
    {
        if (port == 0) port = Ports.Free();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel().UseUrls($"http://127.0.0.1:{port}");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<ProofDesk>();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        var app = builder.Build();
        app.UseAntiforgery();
        app.MapGet("/_framework/blazor.web.js", () => Results.File(Path.Combine(AppContext.BaseDirectory, "blazor.web.js"), "text/javascript"));
        app.MapRazorComponents<ProofApp>().AddInteractiveServerRenderMode();
        await app.StartAsync();
        return new(app, port);
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}

/// <summary>What the proof pages and the tests share.</summary>
public sealed class ProofDesk
{
    public TaskCompletionSource Slow { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
