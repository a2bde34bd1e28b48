using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;
using Confluent.Kafka;
using StreamApps.EmbeddedKafka.Protocol;
using StreamApps.EmbeddedKafka.Tests.Brokers;

namespace StreamApps.EmbeddedKafka.Tests.Hostile;

/// <summary>
/// Clients that ask and do not read, or stop in the middle: others must not notice, and memory must not grow with them.
/// </summary>
public sealed class BadConnectionTests : IAsyncLifetime
{
    readonly StringWriter _log = new();
    EmbeddedBroker _broker = null!;
    KafkaClients _kafka = null!;

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _broker = await EmbeddedBroker.StartAsync(new EmbeddedBrokerOptions { Log = _log }, Token);
        _kafka = new KafkaClients(_broker.BootstrapServers);
    }

    public ValueTask DisposeAsync() => _broker.DisposeAsync();

    /// <summary>A reader that sends a thousand fetches and reads no answer costs one answer, not a thousand.</summary>
    [Fact]
    public async Task When_readers_ask_much_and_read_nothing_Should_hold_one_answer_each()
    {
        var topic = await _kafka.NewTopicAsync();
        using var producer = _kafka.Producer();
        for (var i = 0; i < 16; i++)
            await producer.SendAsync(topic, new Message<string, string> { Value = new string('x', 500_000) });
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var sockets = new List<Socket>();
        for (var i = 0; i < 8; i++)
        {
            var socket = await ConnectAsync();
            var fetch = FetchFrame(topic, maxBytes: 2_000_000);
            for (var sent = 0; sent < 1000; sent++)
                await socket.SendAsync(fetch, Token);
            sockets.Add(socket);
        }
        for (var i = 0; i < 10; i++)
            await producer.SendAsync(topic, new Message<string, string> { Value = "undisturbed" });
        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(8 * 16L * 1024 * 1024);
        sockets.ForEach(socket => socket.Dispose());
    }

    [Fact]
    public async Task When_many_connections_say_half_a_frame_and_no_more_Should_serve_others_and_log_nothing()
    {
        var sockets = new List<Socket>();
        for (var i = 0; i < 500; i++)
        {
            var socket = await ConnectAsync();
            await socket.SendAsync(new byte[] { 0, 0, 0, 50, 0, 3 }, Token);
            sockets.Add(socket);
        }
        var topic = await _kafka.NewTopicAsync();
        using var producer = _kafka.Producer();
        await producer.SendAsync(topic, new Message<string, string> { Value = "x" });
        _log.ToString().ShouldBeEmpty();
        sockets.ForEach(socket => socket.Dispose());
    }

    /// <summary>A client that goes wrong in a loop must not fill the log.</summary>
    [Fact]
    public async Task When_a_client_sends_one_bad_frame_after_good_ones_Should_write_one_line()
    {
        using var socket = await ConnectAsync();
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, int.MaxValue);
        await socket.SendAsync(FetchFrame("none", 1000), Token);
        await socket.SendAsync(bytes, Token);
        await socket.SendAsync(bytes, Token);
        var rest = new byte[1000];
        while (await ReceiveAsync(socket, rest) > 0)
        {
        }
        _log.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(1);
    }

    static async Task<int> ReceiveAsync(Socket socket, byte[] into)
    {
        try
        {
            return await socket.ReceiveAsync(into, Token);
        }
        catch (SocketException)
        {
            return 0;
        }
    }

    async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        var parts = _broker.BootstrapServers.Split(':');
        await socket.ConnectAsync(parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture), Token);
        return socket;
    }

    static byte[] FetchFrame(string topic, int maxBytes)
    {
        using var writer = FieldCodec.Writer(version: 11, flexible: false);
        var (length, key, version, correlation, client) = (0, (short)ApiKey.Fetch, (short)11, 1, (string?)"slow");
        writer.Int32(ref length);
        writer.Int16(ref key);
        writer.Int16(ref version);
        writer.Int32(ref correlation);
        writer.NullableString(ref client);
        var request = new FetchRequest { MinBytes = 1, MaxWaitMs = 10, MaxBytes = maxBytes };
        request.Topics.Add(new() { Topic = topic, Partitions = [new() { PartitionMaxBytes = maxBytes }] });
        request.Walk(writer);
        var bytes = writer.Written.ToArray();
        BinaryPrimitives.WriteInt32BigEndian(bytes, bytes.Length - 4);
        return bytes;
    }
}
