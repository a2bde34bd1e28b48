using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Backorders.Cli;

/// <summary>
/// Asks whether a broker is there before a client is started, which would go on trying: whoever mistyped an address
/// learns it at once.
/// </summary>
static class BrokerProbe
{
    static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    /// <summary>The same beside the caller.</summary>
    /// <exception cref="UsageException">It is no list of HOST:PORT.</exception>
    /// <exception cref="IOException">None does.</exception>
    public static Task RequireAsync(string bootstrap, CancellationToken cancelled) =>
        Task.Run(() => Require(bootstrap), cancelled);

    /// <summary>
    /// Returns as soon as one of the addresses takes a connection. It waits on the caller's thread: what the runtime
    /// loads to wait otherwise is a good part of a short verb.
    /// </summary>
    /// <exception cref="UsageException">It is no list of HOST:PORT.</exception>
    /// <exception cref="IOException">None does.</exception>
    public static void Require(string bootstrap)
    {
        const StringSplitOptions Trimmed = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        foreach (var address in bootstrap.Split(',', Trimmed))
        {
            var (host, port) = Parse(address, bootstrap);
            if (Answers(host, port))
                return;
        }
        throw new IOException($"no broker answers at {bootstrap}; start one with: backorders broker");
    }

    static bool Answers(string host, int port)
    {
        try
        {
            return Array.Exists(Dns.GetHostAddresses(host), address => Answers(new IPEndPoint(address, port)));
        }
        catch (SocketException)
        {
            // No such host: the next address may do better.
            return false;
        }
    }

    static bool Answers(IPEndPoint endpoint)
    {
        using var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
        try
        {
            socket.Connect(endpoint);
            return true;
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.WouldBlock)
        {
            return socket.Poll(Timeout, SelectMode.SelectWrite)
                && socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error) is 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    static (string Host, int Port) Parse(string address, string bootstrap)
    {
        var colon = address.LastIndexOf(':');
        if (colon > 0
            && ushort.TryParse(
                address.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            return (address[..colon].Trim('[', ']'), port);
        }
        throw new UsageException(
            $"{bootstrap} is no address of a broker: it must be HOST:PORT, or several with commas between them");
    }
}
