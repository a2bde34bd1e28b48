using Confluent.Kafka;
using StreamApps.Transport;

namespace StreamApps.Kafka;

/// <summary>Reads assigned partitions and follows their positions over control records.</summary>
sealed class KafkaLogReader : ILogReader
{
    static readonly TimeSpan LeaderTimeout = TimeSpan.FromSeconds(1);

    readonly IConsumer<byte[]?, byte[]?> _client;
    readonly RecordPoller _poller;
    readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public KafkaLogReader(Dictionary<string, string> settings, bool headers, Action<string>? onError)
    {
        _client = new ConsumerBuilder<byte[]?, byte[]?>(settings)
            .SetLogHandler(static (_, _) => { })
            .SetErrorHandler((_, error) => onError?.Invoke($"reader: {error.Reason}"))
            .Build();
        _poller = new RecordPoller(_client.Handle, ClientSettings.QueuedBytes(settings), headers);
    }

    public void Assign(IReadOnlyCollection<TopicPartitionOffset> positions)
    {
        _poller.Reset(positions);
        foreach (var position in positions)
        {
            if (_known.Add(position.Partition.Topic))
                LearnLeader(position.Partition);
        }
        try
        {
            _client.Assign(positions.Select(KafkaRecords.ToKafka));
        }
        catch (KafkaException error)
        {
            throw KafkaErrors.Call(error, "assign");
        }
        // What was fetched would stay until the next poll, which may be long in coming.
        if (positions.Count == 0)
            _poller.Discard();
    }

    // A partition that is assigned before the client knows its leader is looked at once a second: a short read would
    // wait for most of that. To ask for its end makes the client learn the leaders of the topic first.
    void LearnLeader(TopicPartition partition)
    {
        try
        {
            _client.QueryWatermarkOffsets(new(partition.Topic, partition.Partition), LeaderTimeout);
        }
        catch (KafkaException)
        {
            // What is wrong with it is told by the polls, as for every later reading.
            _known.Remove(partition.Topic);
        }
    }

    public int Poll(LogRecordBatch batch, TimeSpan timeout) => _poller.Poll(batch, timeout);

    public long Position(TopicPartition partition) => _poller.Position(partition)
        ?? throw new ArgumentException($"{partition} is not read", nameof(partition));

    public void Dispose()
    {
        _poller.Dispose();
        _client.Close();
        _client.Dispose();
    }
}
