using System.Net;
using System.Net.Sockets;
using Xunit;

namespace HaoChaPing.EndToEnd;

public sealed class PortsTests
{
    [Fact]
    public void No_port_comes_twice_and_none_is_the_kernels_to_give()
    {
        var kernels = int.Parse(File.ReadAllText("/proc/sys/net/ipv4/ip_local_port_range").Split('\t')[0], System.Globalization.CultureInfo.InvariantCulture);

        var ports = Enumerable.Range(0, 200).Select(_ => Ports.Free()).ToList();

        Assert.Equal(ports.Count, ports.Distinct().Count());
        Assert.All(ports, port => Assert.InRange(port, Ports.First, Math.Min(kernels, Ports.First + Ports.Count) - 1));
    }

    [Fact]
    public void A_port_somebody_listens_on_is_passed_over()
    {
        using var other = Listening();

        var ports = Enumerable.Range(0, 200).Select(_ => Ports.Free());

        Assert.DoesNotContain(((IPEndPoint)other.LocalEndpoint).Port, ports);
    }

    // On one of the ports that would come next.
    private static TcpListener Listening()
    {
        for (var port = Ports.Free() + 1; ; port++)
        {
            var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return listener;
            }
            catch (SocketException)
            {
                listener.Dispose(); // taken already: the one after it
            }
        }
    }
}
