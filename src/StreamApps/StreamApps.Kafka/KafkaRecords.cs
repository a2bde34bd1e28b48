using Confluent.Kafka;

namespace StreamApps.Kafka;

/// <summary>Takes the client's records over into batches; the arrays are the client's own, nothing is copied again.</summary>
static class KafkaRecords
{
    public static LogRecord ToLogRecord(ConsumeResult<byte[]?, byte[]?> result)
    {
        var message = result.Message;
        // A null array would convert to an empty memory: a missing key is not an empty key.
        return new LogRecord(
            new TopicPartition(result.Topic, result.Partition.Value),
            result.Offset.Value,
            message.Timestamp.Type == TimestampType.NotAvailable ? -1 : message.Timestamp.UnixTimestampMs,
            message.Key is null ? null : (ReadOnlyMemory<byte>?)message.Key,
            message.Value is null ? null : (ReadOnlyMemory<byte>?)message.Value,
            message.Headers is { Count: > 0 } headers ? ToRecordHeaders(headers) : null);
    }

    public static Headers ToKafkaHeaders(RecordHeaders headers)
    {
        var result = new Headers();
        foreach (var (name, value) in headers)
            result.Add(name, value.ToArray());
        return result;
    }

    public static Confluent.Kafka.TopicPartition ToKafka(TopicPartition partition) =>
        new(partition.Topic, partition.Partition);

    public static Confluent.Kafka.TopicPartitionOffset ToKafka(TopicPartitionOffset position) =>
        new(position.Partition.Topic, position.Partition.Partition, position.Offset);

    public static TopicPartition FromKafka(Confluent.Kafka.TopicPartition partition) =>
        new(partition.Topic, partition.Partition.Value);

    static RecordHeaders ToRecordHeaders(Headers headers)
    {
        var result = new RecordHeaders();
        foreach (var header in headers)
            result.Add(header.Key, header.GetValueBytes());
        return result;
    }
}
