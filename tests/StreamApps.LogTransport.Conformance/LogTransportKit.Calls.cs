using System.Text;
using StreamApps.Kafka;
using StreamApps.Transport;

namespace StreamApps.LogTransport.Conformance;

/// <summary>What the rules ask a log for, in few words.</summary>
public abstract partial class LogTransportKit
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);
    static int _names;

    readonly string _name = $"kit-{Environment.ProcessId}-{Interlocked.Increment(ref _names)}";

    protected abstract string Bootstrap { get; }

    ILogTransport Transport =>
        field ??= new KafkaLogTransport(new KafkaTransportOptions { BootstrapServers = Bootstrap });

    ILogProducer Producer(string id)
    {
        var producer = Transport.CreateProducer(new($"{_name}-{id}", TimeSpan.FromSeconds(10)));
        producer.InitTransactions(Patience);
        return producer;
    }

    ILogConsumer Join(string topic, string instance, out AssignmentLog listener)
    {
        var consumer = Transport.CreateConsumer(new(_name, instance, TimeSpan.FromSeconds(6)));
        listener = new AssignmentLog();
        consumer.Subscribe([topic], listener);
        return consumer;
    }

    string CreateTopic(int partitions = 1)
    {
        using var admin = Transport.CreateAdmin();
        admin.Create(
            [new TopicSpec(_name, partitions, new Dictionary<string, string>(StringComparer.Ordinal))], Patience);
        return _name;
    }

    IReadOnlyDictionary<TopicPartition, long> Committed(TopicPartition partition)
    {
        using var admin = Transport.CreateAdmin();
        return admin.CommittedOffsets(_name, [partition], Patience);
    }

    static void Send(ILogProducer producer, string topic, string text, bool track = false, int? partition = 0)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        producer.Send(new OutgoingRecord
        {
            Topic = topic,
            Partition = partition,
            HasKey = true,
            Key = bytes,
            HasValue = true,
            Value = bytes,
            TrackOffset = track,
        });
    }

    List<string> ReadAll(string topic, ReadIsolation isolation) =>
        Read(topic, isolation).ConvertAll(record => Encoding.UTF8.GetString(record.Value!.Value.Span));

    List<LogRecord> Read(string topic, ReadIsolation isolation, int partitions = 1)
    {
        using var admin = Transport.CreateAdmin();
        var all = Enumerable.Range(0, partitions).Select(number => new TopicPartition(topic, number)).ToList();
        var ends = admin.Offsets(all);
        using var reader = Transport.CreateReader(isolation);
        reader.Assign(all.ConvertAll(partition => new TopicPartitionOffset(partition, 0)));
        var records = new List<LogRecord>();
        Until(() =>
        {
            var batch = new LogRecordBatch(100);
            reader.Poll(batch, Tick);
            records.AddRange(batch.Records);
            return all.TrueForAll(partition => reader.Position(partition) >= ends[partition].End);
        });
        return records;
    }

    static bool Polled(ILogConsumer consumer)
    {
        consumer.Poll(new LogRecordBatch(10), Tick);
        return true;
    }

    static void Until(Func<bool> condition)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!condition())
            TimeProvider.System.GetElapsedTime(start)
                .ShouldBeLessThan(Patience, "the condition did not come true in time");
    }
}
