using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace HaoChaPing.EndToEnd.BlazorProof;

/// <summary>A TCP relay in front of a server, whose cable can be cut: open connections die at once, new ones are refused until it is plugged in again.</summary>
internal sealed class CuttableProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, byte> open = new();
    private readonly CancellationTokenSource stop = new();
    private volatile bool cut;

    public CuttableProxy(int targetPort)
    {
        listener.Start();
        Accepting = AcceptAsync(targetPort);
    }

    private Task Accepting { get; }
    public string Url => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    public void Cut()
    {
        cut = true;
        foreach (var client in open.Keys) Kill(client);
    }

    public void PlugIn() => cut = false;

    private async Task AcceptAsync(int targetPort)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stop.Token);
                if (cut) Kill(client);
                else _ = RelayAsync(client, targetPort);
            }
        }
        catch (OperationCanceledException) { } // disposed
    }

    private async Task RelayAsync(TcpClient client, int targetPort)
    {
        using var server = new TcpClient();
        open[client] = open[server] = 0;
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, targetPort, stop.Token);
            await Task.WhenAny(
                client.GetStream().CopyToAsync(server.GetStream(), stop.Token),
                server.GetStream().CopyToAsync(client.GetStream(), stop.Token));
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException) { } // the cable was cut
        finally
        {
            open.TryRemove(client, out _);
            open.TryRemove(server, out _);
            Kill(client);
        }
    }

    private static void Kill(TcpClient client)
    {
        if (client.Client is { } socket) socket.LingerState = new(true, 0);
        client.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        Cut();
        listener.Stop();
        await Accepting;
        stop.Dispose();
    }
}
