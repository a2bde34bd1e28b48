using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace StreamApps.EmbeddedKafka.Server;

/// <summary>Opens the listening socket.</summary>
internal static class PortChoice
{
    const int LowestFree = 20_000;

    /// <summary>Systems give outgoing connections ports from here on.</summary>
    const int LowestEphemeral = 32_768;

    const int Attempts = 200;
    const int Backlog = 512;

    public static Socket Listen(IPAddress host, int port)
    {
        if (port != 0)
        {
            return TryListen(host, port, out var error)
                ?? throw new EmbeddedBrokerException($"cannot listen on {host}:{port}: {error!.Message}", error);
        }
        for (var i = 0; i < Attempts; i++)
        {
            if (TryListen(
                host, RandomNumberGenerator.GetInt32(LowestFree, LowestEphemeral), out var error) is { } socket)
            {
                return socket;
            }
            if (error!.SocketErrorCode != SocketError.AddressAlreadyInUse)
                throw new EmbeddedBrokerException($"cannot listen on {host}: {error.Message}", error);
        }
        throw new EmbeddedBrokerException($"no free port on {host} from {LowestFree} to {LowestEphemeral - 1}");
    }

    /// <summary>A port that nobody listens on now.</summary>
    public static int FindFree(IPAddress host)
    {
        using var socket = Listen(host, 0);
        return PortOf(socket);
    }

    public static int PortOf(Socket listener) => ((IPEndPoint)listener.LocalEndPoint!).Port;

    static Socket? TryListen(IPAddress host, int port, out SocketException? error)
    {
        var socket = new Socket(host.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(host, port));
            socket.Listen(Backlog);
            error = null;
            return socket;
        }
        catch (SocketException caught)
        {
            socket.Dispose();
            error = caught;
            return null;
        }
    }
}
