using Confluent.Kafka;
using StreamApps.Transport;

namespace StreamApps.Kafka;

/// <summary>Reads assigned partitions and follows their positions over control records.</summary>
sealed class KafkaLogReader : ILogReader
{
    readonly IConsumer<byte[]?, byte[]?> _client;
    readonly RecordPoller _poller;

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
        try
        {
            _client.Assign(positions.Select(KafkaRecords.ToKafka));
        }
        catch (KafkaException error)
        {
            throw KafkaErrors.Call(error, "assign");
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
