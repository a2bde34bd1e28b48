using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;
using StreamApps.EmbeddedKafka.Protocol;

namespace StreamApps.EmbeddedKafka.Conformance.Wire;

/// <summary>
/// A client that knows frames and field tables and nothing else: no retries, no state. The same tables are used as in
/// the broker, so their truth rests on the runs against Apache Kafka, which must understand every request and whose
/// every answer must be read to its last byte.
/// </summary>
sealed class RawClient : IDisposable
{
    readonly Socket _socket;
    int _correlation;

    RawClient(Socket socket)
    {
        _socket = socket;
    }

    public static async Task<RawClient> ConnectAsync(string bootstrap)
    {
        var parts = bootstrap.Split(':');
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(
            parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture), TestContext.Current.CancellationToken);
        return new RawClient(socket);
    }

    public async Task<T> AskAsync<T>(int version, IMessage request)
        where T : IMessage, new()
    {
        var api = ApiTable.All.First(item => item.NewRequest().GetType() == request.GetType());
        var flexible = api.IsFlexible((short)version);
        await SendAsync(Encode(api, (short)version, flexible, request));
        var frame = (await ReceiveAsync()).ShouldNotBeNull($"{api.Key} {version}: the broker closed the connection");
        using var reader = FieldCodec.Reader(frame, (short)version, flexible);
        var correlation = 0;
        reader.Int32(ref correlation);
        correlation.ShouldBe(_correlation);
        if (flexible && api.Key != ApiKey.ApiVersions)
            reader.Tags();
        var response = new T();
        response.Walk(reader);
        reader.Remaining.ShouldBe(0, $"{api.Key} {version}: bytes behind the answer");
        return response;
    }

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
            bytes = bytes[await _socket.SendAsync(bytes, TestContext.Current.CancellationToken)..];
    }

    /// <summary>The next frame without its length; null when the broker has closed the connection.</summary>
    public async Task<byte[]?> ReceiveAsync()
    {
        if (await ReadAsync(4) is not { } length)
            return null;
        return await ReadAsync(BinaryPrimitives.ReadInt32BigEndian(length));
    }

    public void Dispose() => _socket.Dispose();

    byte[] Encode(ApiDescriptor api, short version, bool flexible, IMessage request)
    {
        using var writer = FieldCodec.Writer(version, flexible: false);
        var (length, key, correlation, client) = (0, (short)api.Key, ++_correlation, (string?)"conformance");
        writer.Int32(ref length);
        writer.Int16(ref key);
        writer.Int16(ref version);
        writer.Int32(ref correlation);
        writer.NullableString(ref client);
        writer.Flexible = flexible;
        writer.Tags();
        request.Walk(writer);
        var bytes = writer.Written.ToArray();
        BinaryPrimitives.WriteInt32BigEndian(bytes, bytes.Length - 4);
        return bytes;
    }

    async Task<byte[]?> ReadAsync(int count)
    {
        var bytes = new byte[count];
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(20));
        for (var done = 0; done < count;)
        {
            int read;
            try
            {
                read = await _socket.ReceiveAsync(bytes.AsMemory(done), deadline.Token);
            }
            catch (SocketException)
            {
                return null;
            }
            if (read == 0)
                return null;
            done += read;
        }
        return bytes;
    }
}
