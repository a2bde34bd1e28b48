using Backorders.Cli.Bench.Broker.Native;
using StreamApps.Kafka;
using StreamApps.Transport;

namespace Backorders.Cli.Bench.Broker;

/// <summary>What is done with a broker in one round.</summary>
static class BrokerWorkload
{
    const int RecordBytes = 1024;
    const int BulkRecords = 600_000;
    const int WarmUpRecords = 50_000;
    const int Commits = 500;
    const int CommitsBefore = 50;
    const int RecordsPerCommit = 10;
    const int PacedRecords = 5_000;
    const int PacedBefore = 1_000;
    const int IdleConnections = 2_000;
    const double BytesPerMegabyte = 1e6;

    static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    static readonly TimeSpan PaceInterval = TimeSpan.FromMilliseconds(1);

    /// <summary>Produces and fetches 1 KiB records through one partition, each warmed up before.</summary>
    public static void Bulk(IMeasuredBroker broker, BrokerFigures figures)
    {
        CreateTopic(broker, "warm");
        Produce(broker, "warm", WarmUpRecords);
        Fetch(broker, "warm", WarmUpRecords);
        CreateTopic(broker, "bulk");
        figures.ProduceMbPerSecond.Add(Produce(broker, "bulk", BulkRecords));
        figures.FetchMbPerSecond.Add(Fetch(broker, "bulk", BulkRecords));
    }

    /// <summary>Transactions of ten records; the commit alone is timed.</summary>
    public static void Transactions(IMeasuredBroker broker, BrokerFigures figures)
    {
        CreateTopic(broker, "transactions");
        using var producer = RdKafkaClient.Producer(
            broker.Bootstrap,
            "transactions",
            null,
            ("transactional.id", "bench"),
            ("linger.ms", "0"),
            ("retry.backoff.ms", "1"));
        producer.InitTransactions();
        var times = new List<double>(Commits);
        for (var i = -CommitsBefore; i < Commits; i++)
        {
            producer.BeginTransaction();
            producer.Produce(Payload(), RecordsPerCommit);
            producer.Flush();
            var started = TimeProvider.System.GetTimestamp();
            producer.CommitTransaction();
            if (i >= 0)
                times.Add(TimeProvider.System.GetElapsedTime(started).TotalMilliseconds);
        }
        figures.CommitP50Ms.Add(BrokerFigures.Percentile(times, 0.5));
        figures.CommitP99Ms.Add(BrokerFigures.Percentile(times, 0.99));
    }

    /// <summary>One record a millisecond with acks=all; the way to its acknowledgement is timed.</summary>
    public static void Paced(IMeasuredBroker broker, BrokerFigures figures)
    {
        CreateTopic(broker, "paced");
        using var times = new DeliveryTimes();
        using var producer = RdKafkaClient.Producer(
            broker.Bootstrap, "paced", times, ("acks", "all"), ("linger.ms", "0"));
        var payload = Payload();
        var started = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < PacedBefore + PacedRecords;)
        {
            if (TimeProvider.System.GetElapsedTime(started) < i * PaceInterval)
            {
                producer.Poll(1);
                continue;
            }
            producer.Produce(payload, 1, (nint)TimeProvider.System.GetTimestamp());
            i++;
        }
        producer.Flush();
        if (times.Failed > 0)
            throw new IOException($"{times.Failed} paced records were not delivered");
        var measured = times.Milliseconds.Skip(PacedBefore).ToList();
        figures.ProduceP50Ms.Add(BrokerFigures.Percentile(measured, 0.5));
        figures.ProduceP99Ms.Add(BrokerFigures.Percentile(measured, 0.99));
    }

    /// <summary>Connections that have asked once and then say nothing.</summary>
    public static async Task IdleAsync(IMeasuredBroker broker, BrokerFigures figures, CancellationToken cancelled)
    {
        var port = int.Parse(broker.Bootstrap.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture);
        var connections = new List<RawConnection>();
        for (var i = 0; i < IdleConnections; i++)
        {
            connections.Add(new RawConnection());
            if (!await connections[^1].TryAskAsync(port, cancelled))
                throw new IOException($"{broker.Name} refused connection {i + 1}");
        }
        figures.IdleMib.Add(ProcessMemory.Now(broker.ProcessId));
        connections.ForEach(connection => connection.Dispose());
    }

    static double Produce(IMeasuredBroker broker, string topic, int records)
    {
        using var producer = RdKafkaClient.Producer(
            broker.Bootstrap, topic, null, ("acks", "all"), ("linger.ms", "5"), ("batch.size", "1000000"),
            ("queue.buffering.max.messages", "500000"), ("queue.buffering.max.kbytes", "131072"));
        // The connection is made and the leader known before the clock starts.
        producer.End();
        var payload = Payload();
        var started = TimeProvider.System.GetTimestamp();
        producer.Produce(payload, records);
        producer.Flush();
        var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        var end = producer.End();
        return end == records
            ? (double)records * RecordBytes / BytesPerMegabyte / seconds
            : throw new IOException($"{broker.Name} acknowledged {records} records and has {end}");
    }

    static double Fetch(IMeasuredBroker broker, string topic, int records)
    {
        using var consumer = RdKafkaClient.Consumer(
            broker.Bootstrap, topic, ("fetch.message.max.bytes", "4194304"),
            // A full queue makes librdkafka pause for up to a second: this would measure the pauses.
            ("queued.min.messages", "1000000"), ("queued.max.messages.kbytes", "1048576"));
        consumer.End();
        var started = TimeProvider.System.GetTimestamp();
        var bytes = consumer.Read(records);
        return bytes / BytesPerMegabyte / TimeProvider.System.GetElapsedTime(started).TotalSeconds;
    }

    static void CreateTopic(IMeasuredBroker broker, string topic)
    {
        var transport = new KafkaLogTransport(new KafkaTransportOptions
        {
            BootstrapServers = broker.Bootstrap,
            ClientId = "backorders-bench",
        });
        using var admin = transport.CreateAdmin();
        admin.Create([new TopicSpec(topic, 1, new Dictionary<string, string>(StringComparer.Ordinal))], Timeout);
    }

    /// <summary>Letters without pattern, so that nothing gains by their likeness.</summary>
    static byte[] Payload()
    {
        var bytes = new byte[RecordBytes];
        new Random(1).NextBytes(bytes);
        return bytes;
    }
}
