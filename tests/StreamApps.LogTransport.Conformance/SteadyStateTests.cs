using StreamApps.Kafka;
using StreamApps.Transport;

namespace StreamApps.LogTransport.Conformance;

/// <summary>
/// Allocation by the record would cost a worker its throughput, in collections that stop all of its threads.
/// </summary>
public sealed class SteadyStateTests(EmbeddedBrokerTests.Broker broker)
{
    const int Records = 20_000;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    static readonly byte[] s_key = new byte[10];
    static readonly byte[] s_value = new byte[100];

    /// <summary>With and without a tracked offset, as outputs and changelog records have it.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Send_InSteadyState_AllocatesNothing(bool track)
    {
        var (transport, topic) = CreateTopic($"steady-send-{track}");
        using var producer = transport.CreateProducer(new($"{topic}-id", Patience));
        producer.InitTransactions(Patience);
        producer.BeginTransaction();
        Send(producer, topic, track);
        producer.CommitTransaction(Patience);
        producer.BeginTransaction();

        var before = GC.GetAllocatedBytesForCurrentThread();
        Send(producer, topic, track);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        producer.CommitTransaction(Patience);
        allocated.ShouldBe(0);
    }

    [Fact]
    public void Poll_InSteadyState_AllocatesNothing()
    {
        var (transport, topic) = CreateTopic("steady-poll");
        using (var producer = transport.CreateProducer(new(null, Patience)))
        {
            Send(producer, topic, track: false);
            Send(producer, topic, track: false);
            producer.Flush(Patience);
        }
        using var reader = transport.CreateReader(ReadIsolation.Committed);
        reader.Assign([new(new(topic, 0), 0)]);
        var batch = new LogRecordBatch(1_000);
        Poll(reader, batch, Records);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Poll(reader, batch, Records - batch.Capacity);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    static void Send(ILogProducer producer, string topic, bool track)
    {
        for (var count = 0; count < Records; count++)
        {
            producer.Send(new OutgoingRecord
            {
                Topic = topic,
                Partition = 0,
                HasKey = true,
                Key = s_key,
                HasValue = true,
                Value = s_value,
                TrackOffset = track,
            });
        }
    }

    static void Poll(ILogReader reader, LogRecordBatch batch, int records)
    {
        var start = TimeProvider.System.GetTimestamp();
        for (var count = 0; count < records; count += batch.Count)
        {
            batch.Clear();
            reader.Poll(batch, TimeSpan.FromMilliseconds(100));
            if (TimeProvider.System.GetElapsedTime(start) > Patience)
                throw new TimeoutException($"{count} of {records} records came in time");
        }
    }

    (ILogTransport Transport, string Topic) CreateTopic(string topic)
    {
        var transport = new KafkaLogTransport(new KafkaTransportOptions { BootstrapServers = broker.Bootstrap });
        using var admin = transport.CreateAdmin();
        admin.Create([new(topic, 1, new Dictionary<string, string>(StringComparer.Ordinal))], Patience);
        return (transport, topic);
    }
}
