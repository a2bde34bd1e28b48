using System.Buffers.Binary;
using System.Net.Sockets;
using StreamApps.EmbeddedKafka.Protocol;
using StreamApps.EmbeddedKafka.Tests.Brokers;

namespace StreamApps.EmbeddedKafka.Tests.Hostile;

/// <summary>Bytes that no client sends: the connection ends, the broker and its other clients go on.</summary>
public sealed class HostileInputTests : IAsyncLifetime
{
    readonly StringWriter _log = new();
    EmbeddedBroker _broker = null!;

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _broker = await EmbeddedBroker.StartAsync(new EmbeddedBrokerOptions { Log = _log }, Token);

    public ValueTask DisposeAsync() => _broker.DisposeAsync();

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    [InlineData(100 * 1024 * 1024 + 1)]
    public async Task When_a_frame_claims_a_wrong_length_Should_close_with_one_log_line(int length)
    {
        using var socket = await ConnectAsync();
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, length);
        await socket.SendAsync(bytes, Token);
        (await IsClosedAsync(socket)).ShouldBeTrue();
        await StillServesAsync();
        _log.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(1);
    }

    [Fact]
    public async Task When_frames_claim_much_and_send_little_Should_hold_little_memory()
    {
        var sockets = new List<Socket>();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var claim = new byte[20];
        BinaryPrimitives.WriteInt32BigEndian(claim, 90 * 1024 * 1024);
        for (var i = 0; i < 200; i++)
        {
            var socket = await ConnectAsync();
            await socket.SendAsync(claim, Token);
            sockets.Add(socket);
        }
        await StillServesAsync();
        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(64L * 1024 * 1024);
        sockets.ForEach(socket => socket.Dispose());
    }

    [Fact]
    public async Task When_a_client_stops_within_a_frame_Should_disturb_nobody()
    {
        using (var socket = await ConnectAsync())
            await socket.SendAsync(new byte[] { 0, 0, 1, 0, 0, 3 }, Token);
        await StillServesAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task When_bytes_are_random_Should_go_on_serving(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 100; i++)
        {
            using var socket = await ConnectAsync();
            var bytes = new byte[random.Next(1, 500)];
            random.NextBytes(bytes);
            await socket.SendAsync(bytes, Token);
        }
        await StillServesAsync();
    }

    /// <summary>Every decoder over mutilated bodies: a refusal or a message, never another exception.</summary>
    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void Walk_MutilatedBodies_RefusesOrReads(int seed)
    {
        var random = new Random(seed);
        foreach (var api in ApiTable.All)
        {
            for (var version = api.Lowest; version <= api.Highest; version++)
            {
                for (var i = 0; i < 40; i++)
                    Decode(api, version, Mutilated(api, version, random), seed);
            }
        }
    }

    [Fact]
    public void Walk_ArrayCountBeyondTheFrame_RefusesBeforeAllocating()
    {
        byte[] body = [0x7F, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0];
        Should.Throw<ProtocolException>(
            () => new MetadataRequest().Walk(FieldCodec.Reader(body, version: 1, flexible: false)));
    }

    [Fact]
    public async Task When_a_handler_gets_nonsense_of_every_kind_Should_answer_or_close_and_go_on()
    {
        var random = new Random(5);
        foreach (var api in ApiTable.All)
        {
            for (var i = 0; i < 20; i++)
            {
                using var socket = await ConnectAsync();
                var version = (short)random.Next(api.Lowest, api.Highest + 1);
                await socket.SendAsync(FrameOf(api, version, Mutilated(api, version, random)), Token);
            }
        }
        await StillServesAsync();
        _log.ToString().ShouldNotContain("NullReference");
        _log.ToString().ShouldNotContain("failed:");
    }

    static byte[] Mutilated(ApiDescriptor api, short version, Random random)
    {
        using var writer = FieldCodec.Writer(version, api.IsFlexible(version));
        api.NewRequest().Walk(writer);
        byte[] bytes = [.. writer.Written.Span, .. new byte[random.Next(0, 30)]];
        for (var flips = random.Next(1, 6); flips > 0 && bytes.Length > 0; flips--)
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return bytes[..random.Next(bytes.Length + 1)];
    }

    static void Decode(ApiDescriptor api, short version, byte[] bytes, int seed)
    {
        try
        {
            api.NewRequest().Walk(FieldCodec.Reader(bytes, version, api.IsFlexible(version)));
        }
        catch (ProtocolException)
        {
            // A refusal is what most of these deserve.
        }
        catch (Exception error)
        {
            Assert.Fail($"seed {seed}, {api.Key} {version}, {Convert.ToHexString(bytes)}: {error}");
        }
    }

    static byte[] FrameOf(ApiDescriptor api, short version, byte[] body)
    {
        using var writer = FieldCodec.Writer(version, flexible: false);
        var (length, key, correlation, client) = (0, (short)api.Key, 1, (string?)"x");
        writer.Int32(ref length);
        writer.Int16(ref key);
        writer.Int16(ref version);
        writer.Int32(ref correlation);
        writer.NullableString(ref client);
        writer.Flexible = api.IsFlexible(version);
        writer.Tags();
        byte[] bytes = [.. writer.Written.Span, .. body];
        BinaryPrimitives.WriteInt32BigEndian(bytes, bytes.Length - 4);
        return bytes;
    }

    async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        var parts = _broker.BootstrapServers.Split(':');
        await socket.ConnectAsync(
            parts[0], int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture), Token);
        return socket;
    }

    static async Task<bool> IsClosedAsync(Socket socket)
    {
        try
        {
            return await socket.ReceiveAsync(new byte[1], Token) == 0;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    async Task StillServesAsync()
    {
        var kafka = new KafkaClients(_broker.BootstrapServers);
        var topic = await kafka.NewTopicAsync();
        using var producer = kafka.Producer();
        await producer.SendAsync(topic, new Confluent.Kafka.Message<string, string> { Value = "x" });
    }
}
