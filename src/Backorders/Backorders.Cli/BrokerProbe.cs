using System.Globalization;
using System.Net.Sockets;

namespace Backorders.Cli;

/// <summary>
/// Asks whether a broker is there before a client is started, which would go on trying: whoever mistyped an address
/// learns it at once.
/// </summary>
static class BrokerProbe
{
    static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    /// <summary>Returns as soon as one of the addresses takes a connection.</summary>
    /// <exception cref="UsageException">It is no list of HOST:PORT.</exception>
    /// <exception cref="IOException">None does.</exception>
    public static async Task RequireAsync(string bootstrap, CancellationToken cancelled)
    {
        foreach (var address in bootstrap.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var (host, port) = Parse(address, bootstrap);
            if (await AnswersAsync(host, port, cancelled))
                return;
        }
        throw new IOException($"no broker answers at {bootstrap}; start one with: backorders broker");
    }

    static async Task<bool> AnswersAsync(string host, int port, CancellationToken cancelled)
    {
        using var timeout = new CancellationTokenSource(Timeout, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancelled);
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(host, port, either.Token);
            return true;
        }
        catch (SocketException)
        {
            // Refused, or no such host: the next address may do better.
            return false;
        }
        catch (OperationCanceledException) when (!cancelled.IsCancellationRequested)
        {
            return false;
        }
    }

    static (string Host, int Port) Parse(string address, string bootstrap)
    {
        var colon = address.LastIndexOf(':');
        if (colon > 0 && ushort.TryParse(address.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port))
            return (address[..colon].Trim('[', ']'), port);
        throw new UsageException($"{bootstrap} is no address of a broker: it must be HOST:PORT, or several with commas between them");
    }
}
