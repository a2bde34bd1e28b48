using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Backorders.Cli.Bench.Broker;

/// <summary>A connection that asks for metadata, as the simplest of clients would.</summary>
sealed class RawConnection : IDisposable
{
    // Length, Metadata version 0, correlation id 1, no client id, all topics.
    static readonly byte[] s_metadata = [0, 0, 0, 14, 0, 3, 0, 0, 0, 0, 0, 1, 255, 255, 0, 0, 0, 0];

    readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    /// <summary>Connects and asks; false when nobody listens, or no broker is known there yet.</summary>
    public async Task<bool> TryAskAsync(int port, CancellationToken cancelled)
    {
        try
        {
            await _socket.ConnectAsync(IPAddress.Loopback, port, cancelled);
            await _socket.SendAsync(s_metadata, cancelled);
            var head = await ReceiveAsync(4, cancelled);
            var answer = await ReceiveAsync(BinaryPrimitives.ReadInt32BigEndian(head), cancelled);
            return BinaryPrimitives.ReadInt32BigEndian(answer.AsSpan(4)) > 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    public void Dispose() => _socket.Dispose();

    async Task<byte[]> ReceiveAsync(int count, CancellationToken cancelled)
    {
        var bytes = new byte[count];
        for (var done = 0; done < count;)
        {
            var read = await _socket.ReceiveAsync(bytes.AsMemory(done), cancelled);
            if (read == 0)
                throw new SocketException((int)SocketError.ConnectionReset);
            done += read;
        }
        return bytes;
    }
}
