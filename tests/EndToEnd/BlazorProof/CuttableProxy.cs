using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace HaoChaPing.EndToEnd.BlazorProof;

/// <summary>A TCP relay in front of a server, whose cable can be long, and can be cut: open connections die at once, new ones are refused until it is plugged in again.</summary>
internal sealed class CuttableProxy : IAsyncDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(5);
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, byte> open = new();
    private readonly CancellationTokenSource stop = new();
    private readonly TimeSpan delay;
    private readonly TimeProvider clock;
    private volatile bool cut;

    /// <param name="targetPort">Where the server listens on this machine.</param>
    /// <param name="delay">How long every byte is on its way, in each direction.</param>
    /// <param name="clock">Whose time the way takes; the machine's when null.</param>
    public CuttableProxy(int targetPort, TimeSpan delay = default, TimeProvider? clock = null)
    {
        (this.delay, this.clock) = (delay, clock ?? TimeProvider.System);
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
                CarryAsync(client.GetStream(), server.GetStream()),
                CarryAsync(server.GetStream(), client.GetStream()));
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException) { } // the cable was cut
        finally
        {
            open.TryRemove(client, out _);
            open.TryRemove(server, out _);
            Kill(client);
        }
    }

    private async Task CarryAsync(NetworkStream from, NetworkStream to)
    {
        var onTheWay = Channel.CreateUnbounded<(byte[] Bytes, long SentAt)>();
        var arriving = ArriveAsync(onTheWay.Reader, to);
        var piece = new byte[64 * 1024];
        for (int read; (read = await from.ReadAsync(piece, stop.Token)) > 0;) await onTheWay.Writer.WriteAsync((piece[..read], clock.GetTimestamp()), stop.Token);
        onTheWay.Writer.Complete();
        await arriving;
    }

    private async Task ArriveAsync(ChannelReader<(byte[] Bytes, long SentAt)> onTheWay, NetworkStream to)
    {
        using var tick = new PeriodicTimer(Tick, clock);
        await foreach (var (bytes, sentAt) in onTheWay.ReadAllAsync(stop.Token))
        {
            while (clock.GetElapsedTime(sentAt) < delay) await tick.WaitForNextTickAsync(stop.Token);
            await to.WriteAsync(bytes, stop.Token);
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
