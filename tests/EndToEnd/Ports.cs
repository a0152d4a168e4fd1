using System.Net;
using System.Net.Sockets;

namespace HaoChaPing.EndToEnd;

/// <summary>
/// Ports for programs that are told theirs before they start. They lie below those the kernel itself gives away (32768 and up), so that no connection and no other
/// program of a busy machine gets one between our look and the program's start.
/// </summary>
internal static class Ports
{
    public const int First = 20_000, Count = 12_000;

    private static readonly int Start = Random.Shared.Next(Count); // two processes hardly begin at the same place
    private static int _given;

    /// <summary>A port nobody listens on, given once in this process.</summary>
    public static int Free()
    {
        for (int given; (given = Interlocked.Increment(ref _given)) <= Count;)
        {
            var port = First + ((Start + given) % Count);
            if (CanListen(port)) return port;
        }
        throw new InvalidOperationException($"Expected a free port between {First} and {First + Count}, but all were given or taken.");
    }

    private static bool CanListen(int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
