using System.Runtime.InteropServices;

namespace Backorders.Cli.Bench.Broker.Native;

/// <summary>One librdkafka client on one partition of one topic. For one thread.</summary>
sealed unsafe class RdKafkaClient : IDisposable
{
    const int TimeoutMs = 30_000;
    const int PollMs = 100;
    const int ErrorSize = 512;
    const int BatchSize = 1000;

    readonly nint _client;
    readonly nint _topic;
    readonly string _topicName;
    readonly bool _consumes;

    RdKafkaClient(int type, string topic, nint conf)
    {
        _topicName = topic;
        _consumes = type == RdKafkaApi.TypeConsumer;
        RdKafkaApi.ConfSetLog(conf, &Ignore);
        var error = stackalloc byte[ErrorSize];
        _client = RdKafkaApi.New(type, conf, error, ErrorSize);
        if (_client == 0)
            throw new IOException($"librdkafka: {Marshal.PtrToStringUTF8((nint)error)}");
        _topic = RdKafkaApi.TopicNew(_client, topic, 0);
    }

    /// <summary>A producer; with <paramref name="deliveries"/> each record's way there and back is noted.</summary>
    public static RdKafkaClient Producer(
        string bootstrap, string topic, DeliveryTimes? deliveries, params (string Name, string Value)[] settings)
    {
        var conf = Conf([("bootstrap.servers", bootstrap), .. settings]);
        if (deliveries is not null)
            RdKafkaApi.ConfSetDelivery(conf, &DeliveryTimes.OnDelivered);
        return new RdKafkaClient(RdKafkaApi.TypeProducer, topic, conf);
    }

    public static RdKafkaClient Consumer(
        string bootstrap, string topic, params (string Name, string Value)[] settings) =>
        new(RdKafkaApi.TypeConsumer, topic, Conf([("bootstrap.servers", bootstrap), .. settings]));

    /// <summary>Sends the same payload a number of times; waits while the client's queue is full.</summary>
    public void Produce(ReadOnlySpan<byte> payload, int count, nint opaque = 0)
    {
        var messages = new RdKafkaMessage[Math.Min(count, BatchSize)];
        fixed (byte* bytes = payload)
        fixed (RdKafkaMessage* first = messages)
        {
            for (var sent = 0; sent < count;)
            {
                var size = Math.Min(count - sent, messages.Length);
                for (var i = 0; i < size; i++)
                {
                    first[i] = new RdKafkaMessage
                    {
                        Payload = (nint)bytes,
                        Length = (nuint)payload.Length,
                        Opaque = opaque,
                    };
                }
                var taken = RdKafkaApi.ProduceBatch(_topic, 0, RdKafkaApi.CopyPayload, first, size);
                sent += taken;
                RdKafkaApi.Poll(_client, taken < size ? 1 : 0);
            }
        }
    }

    public void Poll(int timeoutMs) => RdKafkaApi.Poll(_client, timeoutMs);

    public void Flush()
    {
        var error = RdKafkaApi.Flush(_client, TimeoutMs);
        if (error != 0)
            throw new IOException($"librdkafka did not deliver all records (error {error})");
    }

    /// <summary>The offset behind the partition's last record, as the broker says.</summary>
    public long End()
    {
        var error = RdKafkaApi.QueryWatermarks(_client, _topicName, 0, out _, out var high, TimeoutMs);
        return error == 0
            ? high
            : throw new IOException($"librdkafka cannot read the end of {_topicName} (error {error})");
    }

    /// <summary>Reads a number of records from the partition's start; their bytes.</summary>
    public long Read(long records)
    {
        RdKafkaApi.ConsumeStart(_topic, 0, RdKafkaApi.OffsetBeginning);
        var messages = stackalloc RdKafkaMessage*[BatchSize];
        var (read, bytes, idle) = (0L, 0L, 0);
        while (read < records)
        {
            var count = RdKafkaApi.ConsumeBatch(_topic, 0, PollMs, messages, BatchSize);
            idle = count > 0 ? 0 : idle + PollMs;
            if (count < 0 || idle > TimeoutMs)
                throw new IOException($"librdkafka read {read} of {records} records of {_topicName}");
            for (var i = 0; i < count; i++)
            {
                if (messages[i]->Error != 0)
                    throw new IOException($"librdkafka cannot read {_topicName} (error {messages[i]->Error})");
                (read, bytes) = (read + 1, bytes + (long)messages[i]->Length);
                RdKafkaApi.MessageDestroy(messages[i]);
            }
        }
        RdKafkaApi.ConsumeStop(_topic, 0);
        return bytes;
    }

    public void InitTransactions() => Check(RdKafkaApi.InitTransactions(_client, TimeoutMs));

    public void BeginTransaction() => Check(RdKafkaApi.BeginTransaction(_client));

    public void CommitTransaction() => Check(RdKafkaApi.CommitTransaction(_client, TimeoutMs));

    public void Dispose()
    {
        RdKafkaApi.TopicDestroy(_topic);
        RdKafkaApi.Destroy(_client);
    }

    static nint Conf(ReadOnlySpan<(string Name, string Value)> settings)
    {
        var conf = RdKafkaApi.ConfNew();
        var error = stackalloc byte[ErrorSize];
        foreach (var (name, value) in settings)
        {
            if (RdKafkaApi.ConfSet(conf, name, value, error, ErrorSize) != 0)
                throw new IOException($"librdkafka: {Marshal.PtrToStringUTF8((nint)error)}");
        }
        return conf;
    }

    static void Check(nint error)
    {
        if (error == 0)
            return;
        var text = Marshal.PtrToStringUTF8(RdKafkaApi.ErrorText(error));
        RdKafkaApi.ErrorDestroy(error);
        throw new IOException($"librdkafka: {text}");
    }

    /// <summary>A broker that is killed on purpose is no news.</summary>
    [UnmanagedCallersOnly]
    static void Ignore(nint client, int level, byte* facility, byte* text)
    {
    }
}
